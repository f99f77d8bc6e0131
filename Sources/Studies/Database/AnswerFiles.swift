internal import Files
internal import Foundation
internal import Hashing
internal import Statistics

/// The files of answers that a command names, where a folder stands for the files in it.
///
/// Of a folder all files of one kind are read, with those of folders within it, in the order of the
/// bytes of their paths: tables, JSON or XML. Hidden files, empty files and files of other kinds are
/// left out, the latter two counted in a note.
struct AnswerFiles {
  /// One name of the command and what it stands for.
  struct Source {
    /// The name as given.
    let path: String
    /// The files.
    let files: [String]
  }

  /// What was named, in order.
  let sources: [Source]
  /// What was left out, one sentence each.
  private(set) var notes: [String] = []
  private let read: @Sendable () throws -> [FileDigest]

  /// The files of answers in a folder, by extension without `.gz`.
  private static let kinds: Set<String> = ["csv", "tsv", "txt", "json", "jsonl", "xml", "parquet"]
  /// The most files of a folder.
  private static let limit = 4_000_000

  /// All files.
  var paths: [String] { sources.flatMap(\.files) }

  /// Finds the files and reads them for their digests.
  ///
  /// A single file is read for it beside whatever comes next. Several are compared first, and a pipe can be
  /// read once only.
  ///
  /// - Throws: `InputFileError` when there is no file, or none of answers in a folder,
  ///   ``StudyError/inconsistent(location:problem:)``
  ///   for a file that has the content of another: its votes would count twice.
  init(_ names: [String]) throws {
    if names.count == 1, Self.isReadableFile(names[0]) {
      let name = names[0]
      sources = [Source(path: name, files: [name])]
      read = StartedWork { [try FileDigest(path: name)] }.value
      return
    }
    var known: [String: String] = [:]
    var sources: [Source] = []
    var digests: [FileDigest] = []
    for name in names {
      guard FileManager.default.fileExists(atPath: name) else {
        throw InputFileError.notFound(path: name)
      }
      let isFolder = DataFolder.isFolder(name)
      let files = isFolder ? try Self.files(in: name, &notes) : [name]
      let whole = Hash(.sha256)
      var digest: FileDigest?
      var bytes = 0
      for file in files {
        let own = try FileDigest(path: file)
        // Twenty digits tell millions of files apart and take little room.
        if let other = known.updateValue(file, forKey: String(own.sha256.prefix(20))) {
          throw StudyError.inconsistent(
            location: file,
            problem: "its content is that of \(other), so its votes would count twice; "
              + "name each file once")
        }
        bytes += own.bytes
        // The name belongs to what is read: it can be that of a person.
        let line = Array("\(own.sha256) \(file.dropFirst(name.count))\n".utf8)
        unsafe line.withUnsafeBytes { unsafe whole.update($0) }
        digest = own
      }
      if isFolder { digest = FileDigest(bytes: bytes, sha256: whole.hexadecimal()) }
      guard let digest else { throw InputFileError.notFound(path: name) }
      sources.append(Source(path: name, files: files))
      digests.append(digest)
    }
    self.sources = sources
    read = { [digests] in digests }
  }

  /// For each source the size and SHA-256 of the file; of a folder those of the list of its files, each
  /// with its SHA-256 and its path in the folder.
  ///
  /// - Throws: `StudyError.unreadable`.
  func digests() throws -> [FileDigest] { try read() }

  /// Whether a name is that of a file which two threads may read at the same time, as no pipe.
  private static func isReadableFile(_ name: String) -> Bool {
    var status = stat()
    return unsafe stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(name, R_OK) == 0 && !name.hasPrefix("/dev/")
  }

  private static func files(in folder: String, _ notes: inout [String]) throws -> [String] {
    var found: [String: [String]] = [:]
    var others = 0
    var empty = 0
    let root = URL(filePath: folder)
    let entries = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: [.isRegularFileKey, .fileSizeKey],
      options: [.skipsHiddenFiles])
    while let entry = entries?.nextObject() as? URL {
      let values = try entry.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
      guard values.isRegularFile == true else { continue }
      let plain = entry.pathExtension == "gz" ? entry.deletingPathExtension() : entry
      let kind = plain.pathExtension.lowercased()
      guard kinds.contains(kind) else {
        others += 1
        continue
      }
      guard values.fileSize != 0 else {
        empty += 1
        continue
      }
      found[kind, default: []].append(entry.path)
      guard found[kind, default: []].count <= limit else {
        throw InputFileError.limitExceeded(
          path: folder, position: .file, what: "files of answers", limit: limit)
      }
    }
    guard let (kind, files) = found.first else { throw InputFileError.directory(path: folder) }
    guard found.count == 1 else {
      let kinds = found.keys.sorted()
      throw InputFileError.unsupported(
        path: folder, position: .file,
        found: "a folder with files of several kinds (\(kinds.joined(separator: ", ")))",
        remedy: "name the files of one kind, such as \(folder)/*.\(kinds[0])")
    }
    if others > 0 {
      notes.append(
        "\(folder): \(others, "file that is no .\(kind) file is", "files that are no .\(kind) files are") not read."
      )
    }
    if empty > 0 { notes.append("\(folder): \(empty, "file is", "files are") empty and not read.") }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
