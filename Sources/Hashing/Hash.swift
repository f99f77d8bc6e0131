#if canImport(CryptoKit)
  internal import CryptoKit
  internal import Foundation
#else
  internal import CCrypto
#endif

/// A cryptographic hash of bytes that come in parts, by the system's library.
///
/// OpenSSL's libcrypto on Linux and CryptoKit on macOS; nothing is computed here. The system's library
/// takes the place of a package whose C and assembly were a third of the build.
///
/// Source: FIPS 180-4; agrees with `hashlib` of Python 3.11.
@safe package final class Hash {
  /// The functions that this program uses.
  package enum Function: Sendable {
    /// What inputs are recorded by.
    case sha256
    /// What some publishers name their pictures by; nothing trusts it.
    case sha1
  }

  #if canImport(CryptoKit)
    private var state: any HashFunction
  #else
    private let context: OpaquePointer
  #endif

  /// Begins a hash of no bytes.
  package init(_ function: Function) {
    #if canImport(CryptoKit)
      state =
        switch function {
        case .sha256: SHA256()
        case .sha1: Insecure.SHA1()
        }
    #else
      let kind = unsafe function == .sha256 ? EVP_sha256() : EVP_sha1()
      guard let made = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(made, kind, nil) == 1
      else {
        preconditionFailure("libcrypto has no SHA-2 or no memory")
      }
      unsafe context = made
    #endif
  }

  #if !canImport(CryptoKit)
    deinit { unsafe EVP_MD_CTX_free(context) }
  #endif

  /// Adds bytes.
  package func update(_ bytes: UnsafeRawBufferPointer) {
    #if canImport(CryptoKit)
      unsafe state.update(bufferPointer: bytes)
    #else
      guard unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
        preconditionFailure("libcrypto refused to go on with a hash that it began")
      }
    #endif
  }

  /// Ends the hash and returns it as lower-case hexadecimal digits; call it once.
  package func hexadecimal() -> String {
    #if canImport(CryptoKit)
      return Self.hexadecimal(Array(state.finalize()))
    #else
      var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
      var count: UInt32 = 0
      guard unsafe EVP_DigestFinal_ex(context, &digest, &count) == 1 else {
        preconditionFailure("libcrypto refused to end a hash that it began")
      }
      return Self.hexadecimal(digest.prefix(Int(count)))
    #endif
  }

  /// The SHA-256 of some bytes as 64 lower-case hexadecimal digits.
  package static func sha256(of bytes: some Sequence<UInt8>) -> String {
    let hash = Hash(.sha256)
    unsafe Array(bytes).withUnsafeBytes { unsafe hash.update($0) }
    return hash.hexadecimal()
  }

  /// Bytes as two lower-case hexadecimal digits each.
  package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
