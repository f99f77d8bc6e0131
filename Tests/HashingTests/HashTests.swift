import Hashing
import Testing

struct HashTests {
  @Test func `agrees with hashlib of Python 3.11`() {
    #expect(
      Hash.sha256(of: "abc".utf8)
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Hash.sha256(of: [])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let hash = Hash(.sha1)
    for part in ["a", "bc"] { unsafe Array(part.utf8).withUnsafeBytes { unsafe hash.update($0) } }
    #expect(hash.hexadecimal() == "a9993e364706816aba3e25717850c26c9cd0d89d")
  }

  @Test func `a keyed hash agrees with hmac of Python 3.11, also for the empty key`() {
    #expect(
      Hash.hexadecimal(KeyedHash(key: "key".utf8).code(of: "abc".utf8))
        == "9c196e32dc0175f86f4b1cb89289d6619de6bee699e4c378e68309ed97a1a6ab")
    #expect(
      Hash.hexadecimal(KeyedHash(key: "".utf8).code(of: "abc".utf8))
        == "fd7adb152c05ef80dccf50a1fa4c05d5a3ec6da95575fc312ae7c5d091836351")
  }
}
