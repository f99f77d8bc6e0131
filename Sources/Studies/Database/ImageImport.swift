internal import Annotations
internal import Files
internal import Foundation
package import StudyStore
internal import StudyValues

/// Records under which other names files may call the images of a data set, and what the pictures
/// contain.
package struct ImageImport {
  /// What is recorded.
  package struct Request: Sendable {
    /// The data set.
    package var dataset: String
    /// A table with the columns image and alias.
    package var aliases: String?
    /// A folder of pictures.
    package var pictures: String?
    /// What happens to pictures that fit no image; nil means that they are added to a data set
    /// without images, and left out and counted otherwise.
    package var unknownImages: ImagePolicy?
    /// The command line, for the record.
    package var command = ""

    /// Creates a request for a data set.
    package init(dataset: String) { self.dataset = dataset }
  }

  /// What was recorded.
  package struct Outcome: Equatable, Sendable {
    /// The rows of the table of aliases; nil without one.
    package var aliasRows: Int?
    /// The aliases that are new.
    package var newAliases = 0
    /// What became of the pictures; nil without a folder.
    package var pictures: PictureCounts?
  }

  private let store: StudyStore

  /// Creates an importer.
  package init(store: StudyStore) { self.store = store }

  /// Records the names and pictures of a request as one transaction.
  ///
  /// - Parameter request: What is recorded.
  /// - Returns: The counts.
  /// - Throws: The errors of the reader and of the store; the study is then as before.
  /// - Complexity: One pass over every picture.
  package func run(_ request: Request) throws -> Outcome {
    let hasImages = try !store.images(of: request.dataset).names.isEmpty
    let pictures = try request.pictures.map(Self.contents)
    return try store.transaction {
      var outcome = Outcome()
      if let path = request.aliases {
        (outcome.aliasRows, outcome.newAliases) = try addAliases(path, dataset: request.dataset)
      }
      if let pictures {
        outcome.pictures = try store.setContents(
          pictures, dataset: request.dataset,
          policy: request.unknownImages ?? (hasImages ? .count : .create))
      }
      try store.record(command: request.command, version: Tool.version)
      return outcome
    }
  }

  private func addAliases(_ path: String, dataset: String) throws -> (rows: Int, new: Int) {
    try InputPath.check(path)
    let reader = try DelimitedReader(path: path)
    let image = try reader.column(named: "image")
    let alias = try reader.column(named: "alias")
    var (rows, new) = (0, 0)
    try store.addAliases(dataset: dataset) { add in
      while try reader.nextRow() {
        rows += 1
        let spelling = reader.string(alias)
        guard !spelling.isEmpty else {
          throw StudyError.inconsistent(
            location: "\(path), line \(reader.lineNumber)", problem: "the alias is empty")
        }
        do {
          if try add(spelling, reader.string(image)) { new += 1 }
        } catch let error as StudyStoreError {
          // The sentence gets its full stop from the error around it.
          throw StudyError.inconsistent(
            location: "\(path), line \(reader.lineNumber)",
            problem: String(error.description.dropLast()))
        }
      }
    }
    let digest = try FileDigest(path: path)
    try store.record(
      SourceFile(
        path: path, purpose: "aliases of \(dataset)", bytes: digest.bytes, sha256: digest.sha256,
        rowsIn: rows, rowsUsed: rows))
    return (rows, new)
  }

  /// The digests of all pictures below a folder, in order of their names.
  private static func contents(_ folder: String) throws -> [PictureContent] {
    guard DataFolder.isFolder(folder) else {
      throw StudyError.missingFile(path: folder, remedy: "name a folder of pictures")
    }
    let names = (FileManager.default.enumerator(atPath: folder)?.allObjects ?? [])
      .compactMap { $0 as? String }
      .filter { name in
        ImageName.isPicture(name)
          && !name.split(separator: "/").contains { $0.hasPrefix(".") }
      }
      .sorted()
    guard !names.isEmpty else {
      throw StudyError.inconsistent(
        location: folder,
        problem:
          "it holds no pictures (\(ImageName.extensions.sorted().joined(separator: ", ")))")
    }
    return try names.map { name in
      let digests = try FileDigest.both(path: folder + "/" + name)
      return PictureContent(name: name, sha256: digests.sha256, sha1: digests.sha1)
    }
  }
}
