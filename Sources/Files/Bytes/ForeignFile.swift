/// Files of other programs that are no text, found by what they begin with, with the way out of each.
///
/// Whoever names such a file is told what it is, not that its bytes are no UTF-8.
package enum ForeignFile {
  /// Refuses a file of another program.
  ///
  /// - Parameters:
  ///   - head: The beginning of the content, inflated where it was compressed.
  ///   - path: The file.
  /// - Throws: ``InputFileError/unsupported(path:position:found:remedy:)``.
  package static func refuse(_ head: [UInt8], path: String) throws(InputFileError) {
    let found = unsafe head.withUnsafeBufferPointer { head in
      unsafe head.baseAddress.flatMap { unsafe error($0, head.count, path: path) }
    }
    if let found { throw found }
  }

  /// The error for a file that begins so; nil for any other.
  ///
  /// - Parameters:
  ///   - bytes: The beginning of the content, inflated where it was compressed.
  ///   - count: How many bytes there are.
  ///   - path: The file.
  /// - Returns: The error.
  static func error(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, path: String
  ) -> InputFileError? {
    let head = unsafe UnsafeBufferPointer(start: bytes, count: min(count, 64))
    for (start, found, remedy) in known where unsafe head.starts(with: start) {
      return .unsupported(path: path, position: .file, found: found, remedy: remedy)
    }
    let text = unsafe String(decoding: head, as: UTF8.self).lowercased()
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
      return .unsupported(
        path: path, position: .file, found: "a page of the web",
        remedy: "the address led to a page about the file or to a login; download the file itself")
    }
    guard path.lowercased().hasSuffix(".mat"), unsafe head.contains(0) else { return nil }
    return .unsupported(
      path: path, position: .file, found: "a file of MATLAB 4, or one that is damaged",
      remedy: "save it anew with save('data.mat', '-v7')")
  }

  private static let unpacked = "unpack it and name the file that is in it"
  private static let table = "save the table as CSV in UTF-8, or as Parquet"

  private static let known: [(start: [UInt8], found: String, remedy: String)] = [
    (
      Array("ARROW1".utf8), "an Arrow or Feather file",
      "write it with df.to_parquet(FILE) in pandas"
    ),
    (Array("FEA1".utf8), "a Feather file", "write it with df.to_parquet(FILE) in pandas"),
    (Array("SQLite format 3\0".utf8), "a database of SQLite", "write the rows of its table as CSV"),
    (
      Array("X\n\0\0\0".utf8), "an object of R (rds)",
      "write.csv(readRDS('FILE'), 'votes.csv', row.names = FALSE) in R writes its table"
    ),
    (
      Array("RDX".utf8), "objects of R (RData)",
      "load it in R and write its table with write.csv(votes, 'votes.csv', row.names = FALSE)"
    ),
    (Array("$FL".utf8), "a file of SPSS", table),
    (Array("<stata_dta>".utf8), "a file of Stata", table),
    (Array("%PDF".utf8), "a PDF document", table),
    (Array("7z".utf8) + [0xBC, 0xAF], "a 7z archive", unpacked),
    (Array("Rar!".utf8), "a RAR archive", unpacked),
    ([0xFD] + Array("7zXZ".utf8), "a file compressed with xz", unpacked),
    (Array("BZh".utf8) + [0x39, 0x31], "a file compressed with bzip2", unpacked),
    ([0x28, 0xB5, 0x2F, 0xFD], "a file compressed with zstd", unpacked),
    (
      Array("version https://git-lfs".utf8), "a pointer of Git LFS, not the file itself",
      "fetch the file with git lfs pull"
    ),
  ]
}
