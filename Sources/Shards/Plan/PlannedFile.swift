internal import Files
internal import Foundation
internal import Studies

/// One input file as the plan saw it.
package struct PlannedFile: Equatable, Sendable {
  /// The path, absolute or below the folder of the plan.
  package var path: String
  /// The number of rows; 0 for the last layer, which has no rows of images.
  package var rows: Int
  /// The size and time that it had.
  package var stamp: FileStamp
  /// The SHA-256; nil where size and time are trusted.
  package var sha256: String?

  /// Creates a description.
  package init(path: String, rows: Int, stamp: FileStamp, sha256: String?) {
    self.path = path
    self.rows = rows
    self.stamp = stamp
    self.sha256 = sha256
  }

  /// What is compared when results are compared: the hash, or size and time.
  package var identity: String {
    sha256 ?? "\(stamp.bytes, "byte") of \(stamp.modified)"
  }
}

/// One array, or table, that is given in one or several files.
package struct PlannedInput: Equatable, Sendable {
  /// The array's name inside each file, or the column of a table.
  package var key: String?
  /// The files in the order of their rows.
  package var files: [PlannedFile]

  /// Creates a description.
  package init(key: String? = nil, files: [PlannedFile]) {
    self.key = key
    self.files = files
  }

  /// The number of rows of all files.
  package var rows: Int { files.reduce(0) { $0 + $1.rows } }

  /// The files that hold some rows, with the rows of each that are among them, counted in the file.
  package func parts(of rows: Range<Int>) -> [(file: PlannedFile, rows: Range<Int>)] {
    var first = 0
    var parts: [(file: PlannedFile, rows: Range<Int>)] = []
    for file in files {
      let part = rows.clamped(to: first..<first + file.rows)
      if !part.isEmpty { parts.append((file, part.lowerBound - first..<part.upperBound - first)) }
      first += file.rows
    }
    return parts
  }
}

/// Whether files are still what a plan saw, each hashed once a process.
final class InputCheck: Sendable {
  private let known = LockedCache<String, Result<FileDigest, any Error>>()

  /// What differs between a file and the plan; nil where nothing does.
  ///
  /// - Parameters:
  ///   - file: The file as the plan saw it.
  ///   - path: Where it is.
  ///   - isThorough: Whether it is hashed also where size and time are as they were.
  /// - Returns: The difference in words.
  /// - Throws: The error of the reader, also for a file that is gone.
  func problem(_ file: PlannedFile, at path: String, isThorough: Bool) throws -> String? {
    let stamp = try FileStamp(path: path)
    if stamp.bytes != file.stamp.bytes {
      return "it has \(stamp.bytes, "byte") in place of \(file.stamp.bytes)"
    }
    guard let sha256 = file.sha256 else {
      return stamp == file.stamp
        ? nil : "it was changed after the plan was made, which trusted size and time"
    }
    guard isThorough || stamp != file.stamp else { return nil }
    let found = try known.value("\(path)\u{0}\(stamp)") {
      Result { try FileDigest(path: path) }
    }.get()
    guard try FileStamp(path: path) == stamp else { return "it changes while it is read" }
    return found.sha256 == sha256
      ? nil : "its SHA-256 is \(found.sha256.prefix(12))… in place of \(sha256.prefix(12))…"
  }
}
