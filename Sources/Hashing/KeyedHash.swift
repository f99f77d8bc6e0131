#if canImport(CryptoKit)
  internal import CryptoKit
  internal import Foundation
#else
  internal import CCrypto
#endif

/// HMAC-SHA-256 under one key, by the system's library.
///
/// Source: RFC 2104 and FIPS 180-4; agrees with `hmac` of Python 3.11.
package struct KeyedHash: Sendable {
  private let key: [UInt8]

  /// Takes the key; the empty key is one that everybody knows.
  package init(key: some Sequence<UInt8>) { self.key = Array(key) }

  /// The code of a message, 32 bytes.
  package func code(of message: some Sequence<UInt8>) -> [UInt8] {
    let message = Array(message)
    #if canImport(CryptoKit)
      return Array(
        HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Data(key))))
    #else
      var code = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
      var count: UInt32 = 0
      // A key without bytes still needs an address: nil would mean the key of the call before.
      let stored = key.isEmpty ? [0] : key
      guard
        unsafe HMAC(
          EVP_sha256(), stored, Int32(key.count), message, message.count, &code, &count) != nil
      else { preconditionFailure("libcrypto has no HMAC-SHA-256 or no memory") }
      return Array(code.prefix(Int(count)))
    #endif
  }
}
