internal import Files
internal import Hashing
package import Foundation

/// The size and SHA-256 of a file, computed in one pass with bounded memory.
package struct FileDigest: Codable, Equatable, Sendable {
  /// The number of bytes.
  package let bytes: Int
  /// The SHA-256 as 64 lower-case hexadecimal digits.
  package let sha256: String

  /// Creates the digest of bytes that were read elsewhere.
  package init(bytes: Int, sha256: String) {
    self.bytes = bytes
    self.sha256 = sha256
  }

  /// Reads a file and computes its digest.
  ///
  /// - Throws: `StudyError.unreadable` when the file cannot be read.
  /// - Complexity: O(bytes) time, O(1) memory.
  package init(path: String) throws {
    let hash = Hash(.sha256)
    bytes = try unsafe Self.read(path) { unsafe hash.update($0) }
    sha256 = hash.hexadecimal()
  }

  /// The SHA-256 and the SHA-1 of a file, in one pass.
  ///
  /// SHA-1 only names files here, as publishers of images do; nothing trusts it.
  static func both(path: String) throws -> (sha256: String, sha1: String) {
    let sha256 = Hash(.sha256)
    let sha1 = Hash(.sha1)
    _ = try unsafe read(path) { bytes in
      unsafe sha256.update(bytes)
      unsafe sha1.update(bytes)
    }
    return (sha256.hexadecimal(), sha1.hexadecimal())
  }

  /// Passes a file on in parts and returns the number of its bytes.
  private static func read(_ path: String, _ body: (UnsafeRawBufferPointer) -> Void) throws -> Int {
    do {
      return try unsafe FileBytes.forEachPart(of: path, body)
    } catch .unreadable(_, let reason) {
      throw StudyError.unreadable(path: path, reason: reason)
    }
  }

  /// The SHA-256 of several files as one: the only one's own, else that of all, one on a line.
  package static func sha256(of digests: [FileDigest]) -> String {
    digests.count == 1
      ? digests[0].sha256 : sha256(of: Data(digests.map(\.sha256).joined(separator: "\n").utf8))
  }

  /// The SHA-256 of bytes in memory.
  package static func sha256(of data: Data) -> String { Hash.sha256(of: data) }
}
