internal import Crypto
public import Foundation

/// The size and SHA-256 of a file, computed in one pass with bounded memory.
public struct FileDigest: Codable, Equatable, Sendable {
  /// The number of bytes.
  public let bytes: Int
  /// The SHA-256 as 64 lower-case hexadecimal digits.
  public let sha256: String

  /// Reads a file and computes its digest.
  ///
  /// - Throws: `StudyError.unreadable` when the file cannot be read.
  /// - Complexity: O(bytes) time, O(1) memory.
  public init(path: String) throws {
    var hasher = SHA256()
    bytes = try Self.read(path) { hasher.update(data: $0) }
    sha256 = Self.hexadecimal(hasher.finalize())
  }

  /// The SHA-256 and the SHA-1 of a file, in one pass.
  ///
  /// SHA-1 only names files here, as publishers of images do; nothing trusts it.
  static func both(path: String) throws -> (sha256: String, sha1: String) {
    var sha256 = SHA256()
    var sha1 = Insecure.SHA1()
    _ = try read(path) {
      sha256.update(data: $0)
      sha1.update(data: $0)
    }
    return (hexadecimal(sha256.finalize()), hexadecimal(sha1.finalize()))
  }

  /// Passes a file on in parts and returns the number of its bytes.
  private static func read(_ path: String, _ body: (Data) -> Void) throws -> Int {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw StudyError.unreadable(path: path, reason: "no such file, or no permission")
    }
    defer { try? handle.close() }
    var count = 0
    do {
      while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
        body(chunk)
        count += chunk.count
      }
    } catch {
      throw StudyError.unreadable(path: path, reason: "\(error)")
    }
    return count
  }

  /// The SHA-256 of bytes in memory.
  public static func sha256(of data: Data) -> String { hexadecimal(SHA256.hash(data: data)) }

  private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
