internal import Hashing

/// Replaces the identifier of an annotator by a keyed hash.
///
/// Worker identifiers, e-mail and IP addresses are personal. The pseudonym is `annotator-` and the first
/// 64 bits of HMAC-SHA-256 of the identifier under the salt, in hexadecimal: the same salt gives the
/// same person the same pseudonym in every file, and without the salt nobody can test whether a given
/// identifier is behind a pseudonym. With the empty salt everybody can.
///
/// Source: RFC 2104 and FIPS 180-4, through `Hashing`; agrees with `hmac` of Python 3.11.
struct Pseudonym: Sendable {
  private let hash: KeyedHash

  /// Creates the pseudonyms of one salt.
  init(salt: String) { hash = KeyedHash(key: salt.utf8) }

  /// The pseudonym of an identifier.
  func callAsFunction(_ identifier: String) -> String {
    "annotator-" + Hash.hexadecimal(hash.code(of: identifier.utf8).prefix(8))
  }
}
