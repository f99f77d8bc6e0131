internal import Files
internal import Foundation

/// Files and folders of a report, with errors that name the path.
enum ReportFile {
  /// Writes a text as UTF-8.
  static func write(_ text: String, to path: String) throws(ReportsError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path))
    } catch {
      throw .cannotWrite(path: path, reason: error.systemReason)
    }
  }

  /// Creates a folder with those above it.
  static func createFolder(_ path: String) throws(ReportsError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: path, reason: error.systemReason)
    }
  }

  /// Moves a file or folder to a place that is free.
  static func move(_ from: String, to destination: String) throws(ReportsError) {
    do {
      try FileManager.default.moveItem(atPath: from, toPath: destination)
    } catch {
      throw .cannotWrite(path: destination, reason: error.systemReason)
    }
  }

  /// Removes a file or folder.
  static func remove(_ path: String) throws(ReportsError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw .cannotWrite(path: path, reason: error.systemReason)
    }
  }

  /// The names of all files below a folder, relative to it and sorted.
  static func names(below folder: String) throws(ReportsError) -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
        try !isFolder("\(folder)/\(name)")
      }.sorted()
    } catch {
      throw .cannotWrite(path: folder, reason: error.systemReason)
    }
  }

  /// Whether an existing path is a folder.
  static func isFolder(_ path: String) throws -> Bool {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return attributes[.type] as? FileAttributeType == .typeDirectory
  }
}
