package import Annotations
internal import Foundation
package import StudyStore

/// Imports annotation sets into a study.
package struct Importer {
  private let store: StudyStore

  /// Creates an importer.
  package init(store: StudyStore) { self.store = store }

  /// One import.
  package struct Request: Sendable {
    /// The data set.
    package var dataset: String
    /// The annotation set.
    package var set: String
    /// The files, all of one format.
    package var paths: [String]
    /// How they are read.
    package var options: ImportOptions
    /// The options as text, which decides whether a repeated import is the same.
    package var optionsText: String
    /// Whether a set of that name is replaced.
    package var replaces: Bool
    /// Whether the set becomes the default one.
    package var isDefault: Bool
    /// What happens to images that the data set does not have.
    package var imagePolicy: ImagePolicy

    /// Creates a request.
    package init(
      dataset: String, set: String, paths: [String], options: ImportOptions, optionsText: String,
      replaces: Bool = false, isDefault: Bool = false, imagePolicy: ImagePolicy = .count
    ) {
      self.dataset = dataset
      self.set = set
      self.paths = paths
      self.options = options
      self.optionsText = optionsText
      self.replaces = replaces
      self.isDefault = isDefault
      self.imagePolicy = imagePolicy
    }
  }

  /// Imports the files of a request as one transaction and records them.
  ///
  /// - Parameter request: What is imported.
  /// - Returns: What the import did.
  /// - Throws: The errors of the reader and of the store; the study is then as before.
  package func run(_ request: Request) throws -> ImportOutcome {
    let digests = try request.paths.map { try FileDigest(path: $0) }
    for (index, digest) in digests.enumerated() {
      guard let other = digests[..<index].firstIndex(where: { $0.sha256 == digest.sha256 }) else {
        continue
      }
      throw StudyError.inconsistent(
        location: request.paths[index],
        problem: "its content is that of \(request.paths[other]), so its votes would count twice; "
          + "name each file once")
    }
    let hash =
      digests.count == 1
      ? digests[0].sha256
      : FileDigest.sha256(of: Data(digests.map(\.sha256).joined(separator: "\n").utf8))
    return try store.bulkTransaction {
      let outcome = try store.importAnnotations(
        AnnotationImport(
          dataset: request.dataset, set: request.set, options: request.optionsText,
          sourceHash: hash, replaces: request.replaces, isDefault: request.isDefault,
          imagePolicy: request.imagePolicy)
      ) { sink in
        _ = try AnnotationReader.read(
          paths: request.paths, options: request.options, into: &sink)
      }
      if case .imported(let counts) = outcome {
        for (path, digest) in zip(request.paths, digests) {
          try store.record(
            SourceFile(
              path: path, purpose: "annotations \(request.set)", bytes: digest.bytes,
              sha256: digest.sha256, rowsIn: request.paths.count == 1 ? counts.rowsRead : nil,
              rowsUsed: request.paths.count == 1 ? counts.rowsUsed : nil))
        }
      }
      return outcome
    }
  }
}
