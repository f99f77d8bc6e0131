/// Replaces the identifier of an annotator by a keyed hash.
///
/// Worker identifiers, e-mail and IP addresses are personal. The pseudonym is `annotator-` and the
/// 64-bit SipHash-2-4 of the identifier under a key made from the salt, in hexadecimal: the same
/// salt gives the same person the same pseudonym in every file, and without the salt nobody can test
/// whether a given identifier is behind a pseudonym. With the empty salt everybody can.
///
/// Source: Aumasson and Bernstein, INDOCRYPT 2012, doi:10.1007/978-3-642-34931-7_28; agrees with the
/// vectors of its appendix A and of the reference implementation.
struct Pseudonym: Sendable {
  private let key: (UInt64, UInt64)

  /// Creates the pseudonyms of one salt.
  init(salt: String) {
    let bytes = Array(salt.utf8)
    key = (
      Pseudonym.hash(bytes, key: (0x6176_682D_6B65_7930, 0)),
      Pseudonym.hash(bytes, key: (0x6176_682D_6B65_7931, 1))
    )
  }

  /// The pseudonym of an identifier.
  func callAsFunction(_ identifier: String) -> String {
    let text = String(Pseudonym.hash(Array(identifier.utf8), key: key), radix: 16)
    return "annotator-" + String(repeating: "0", count: 16 - text.count) + text
  }

  /// SipHash-2-4 of a message.
  static func hash(_ message: [UInt8], key: (UInt64, UInt64)) -> UInt64 {
    var state = State(key: key)
    var word: UInt64 = 0
    for (index, byte) in message.enumerated() {
      word |= UInt64(byte) << UInt64(8 * (index % 8))
      if index % 8 == 7 {
        state.absorb(word)
        word = 0
      }
    }
    state.absorb(word | UInt64(truncatingIfNeeded: message.count) << 56)
    return state.finish()
  }

  private struct State {
    var a, b, c, d: UInt64

    init(key: (UInt64, UInt64)) {
      a = key.0 ^ 0x736F_6D65_7073_6575
      b = key.1 ^ 0x646F_7261_6E64_6F6D
      c = key.0 ^ 0x6C79_6765_6E65_7261
      d = key.1 ^ 0x7465_6462_7974_6573
    }

    mutating func absorb(_ word: UInt64) {
      d ^= word
      round()
      round()
      a ^= word
    }

    mutating func finish() -> UInt64 {
      c ^= 0xFF
      for _ in 0..<4 { round() }
      return a ^ b ^ c ^ d
    }

    private mutating func round() {
      a &+= b
      b = rotate(b, 13) ^ a
      a = rotate(a, 32)
      c &+= d
      d = rotate(d, 16) ^ c
      a &+= d
      d = rotate(d, 21) ^ a
      c &+= b
      b = rotate(b, 17) ^ c
      c = rotate(c, 32)
    }

    private func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
      value << bits | value >> (64 - bits)
    }
  }
}
