import Files
import Foundation
import TestSupport
import Testing

struct RestrictedPickleTests {
  static func parse(_ bytes: [UInt8], limits: InputLimits = .standard) throws -> PickleValue {
    try RestrictedPickle.parse(bytes, name: "t.pkl", limits: limits)
  }

  static func array(_ value: PickleValue?) -> PickledArray? {
    if case .array(let array)? = value { array } else { nil }
  }

  @Test(arguments: 0...5)
  func `reads the same value from every protocol of CPython`(_ version: Int) throws {
    let value = try RestrictedPickle.read(path: Reference.path("data-\(version).pkl"))
    #expect(
      value["numbers"]
        == .list(
          [0, 1, -1, 255, 256, 65536, -2_147_483_648, 1 << 62, .min].map { .integer($0) }
            + [1.5, -0.0, 1e300].map { .float($0) }))
    #expect(
      value["words"]
        == .list(["", "é", "日本🎉", "line\nbreak \\ 'quote'"].map { .string($0) }))
    #expect(value["flags"] == .tuple([.none, .bool(true), .bool(false)]))
    #expect(value["bytes"] == .bytes([0, 255]))
    let shared = PickleValue.list([.integer(1), .integer(2)])
    #expect(value["nested"]?["a"] == .list([shared, shared]))
    #expect(value["ordered"]?["y"] == .integer(2))
    let labels = try #require(Self.array(value["labels"]))
    #expect(labels.descr == "<i8" && labels.shape == [2, 3] && !labels.isFortranOrder)
    #expect(
      labels.content == .bytes((0..<6).flatMap { [UInt8($0), 0, 0, 0, 0, 0, 0, 0] }))
    let big = try #require(Self.array(value["big"]))
    #expect(big.descr == ">f4" && big.content == .bytes([0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0]))
    let fortran = try #require(Self.array(value["fortran"]))
    #expect(fortran.isFortranOrder && fortran.content == .bytes([0, 3, 1, 4, 2, 5]))
    #expect(Self.array(value["names"])?.descr == "<U3")
    #expect(
      Self.array(value["objects"])?.content == .objects([.string("one"), .integer(2)]))
    #expect(value["scalar"] == .float(2.5) && value["count"] == .integer(-7))
  }

  @Test
  func `refuses a pickle that would run a command, without running it`() throws {
    let path = try Reference.path("evil.pkl")
    #expect {
      try RestrictedPickle.read(path: path)
    } throws: { error in
      guard case .refusedPickle(_, _, let found, let remedy)? = error as? InputFileError else {
        return false
      }
      return found == "the name 'posix.system'" && remedy.contains("pickle.load")
    }
  }

  @Test(arguments: [
    "cbuiltins\neval\n.", "cos\nsystem\n(S'x'\ntR.", "(S'x'\nios\nsystem\n.", "cnumpy\nload\n.",
    "cnumpy.core.multiarray\nfromfile\n.", "cbuiltins\nlist\n.", "cbuiltins\nlist\n(tR.",
    "Pid\n.", "]Q.", "c_codecs\nencode\n(Vx\nVutf8\ntR.", "cnumpy\nndarray\n(tR.", "K\u{1}K\u{1}b.",
  ])
  func `refuses every other function`(_ text: String) {
    #expect {
      try Self.parse(Array(text.utf8))
    } throws: {
      guard case .refusedPickle? = $0 as? InputFileError else { return false }
      return true
    }
  }

  @Test(arguments: [
    "", ".", "(", "K", "]a.", "0.", "t.", "(.", "h\u{1}.", "}K\u{1}s.", "N.N", "X\u{9}\0\0\0a.",
  ])
  func `refuses broken pickles`(_ text: String) {
    #expect(throws: InputFileError.self) { try Self.parse(Array(text.utf8)) }
  }

  @Test
  func `bounds nesting, circles, multiplication and memory`() {
    let deepTuple =
      [UInt8](repeating: UInt8(ascii: ")"), count: 1)
      + [UInt8](repeating: 0x85, count: 300_000) + Array(".".utf8)
    #expect(throws: InputFileError.self) { try Self.parse(deepTuple) }
    let deepList =
      [UInt8](repeating: UInt8(ascii: "]"), count: 300_000)
      + [UInt8](repeating: UInt8(ascii: "a"), count: 299_999) + Array(".".utf8)
    #expect(throws: InputFileError.self) { try Self.parse(deepList) }
    // A list that holds itself.
    #expect(throws: InputFileError.self) { try Self.parse(Array("]2a.".utf8)) }
    // Each list holds the one before twice: 2^60 values from 300 bytes.
    let doubling = Array("]".utf8) + (0..<60).flatMap { _ in Array("p0\n0(g0\ng0\nl".utf8) }
    var limits = InputLimits()
    limits.values = 10_000
    #expect(throws: InputFileError.self) {
      try Self.parse(doubling + Array(".".utf8), limits: limits)
    }
    // The same text encoded again and again.
    limits.pickleBytes = 1 << 16
    let text = "V" + String(repeating: "x", count: 1000) + "\np1\n0"
    let again = String(repeating: "c_codecs\nencode\n(g1\nVlatin1\ntR0", count: 100)
    #expect {
      try Self.parse(Array((text + again + "N.").utf8), limits: limits)
    } throws: {
      "\($0)".contains("bytes made by a pickle")
    }
  }

  @Test
  func `survives damaged pickles`() throws {
    var generator = SeededGenerator(state: 6)
    for version in 0...5 {
      let bytes = try Reference.bytes("data-\(version).pkl")
      for _ in 0..<700 {
        do { _ = try Self.parse(generator.damage(bytes)) } catch {
          #expect(!"\(error)".isEmpty)
        }
      }
    }
  }

  @Test(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
  func `reads the torch file of CIFAR-10N`() throws {
    let path = try RealData.path("annotations/cifar10n/CIFAR-10_human.pt")
    let value = try RestrictedPickle.read(path: path)
    guard case .dictionary(let pairs) = value else {
      Issue.record("expected a dictionary")
      return
    }
    #expect(
      pairs.map(\.key.string) == [
        "clean_label", "aggre_label", "worse_label", "random_label1", "random_label2",
        "random_label3",
      ])
    #expect(pairs.allSatisfy { Self.array($0.value)?.shape == [50_000] })
  }
}
