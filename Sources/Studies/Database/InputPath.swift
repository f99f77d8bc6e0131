internal import Files
internal import Foundation

/// A file that a command line names.
package enum InputPath {
  /// Refuses a path without a file before anything is read.
  ///
  /// - Throws: `InputFileError.notFound` or `InputFileError.directory`.
  package static func check(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw InputFileError.notFound(path: path)
    }
    guard !DataFolder.isFolder(path) else { throw InputFileError.directory(path: path) }
  }

  /// Whether a path names a file of arrays.
  package static func isTensor(_ path: String) -> Bool {
    [".npy", ".npz", ".safetensors", ".mat", ".h5", ".hdf5"].contains {
      path.lowercased().hasSuffix($0)
    }
  }

  /// Whether a path names a table with a header: text, or Parquet whatever its name.
  package static func isTable(_ path: String) -> Bool {
    let name = path.lowercased()
    let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    return plain.hasSuffix(".csv") || plain.hasSuffix(".tsv")
      || (try? DelimitedReader.isParquet(path: path)) == true
  }
}
