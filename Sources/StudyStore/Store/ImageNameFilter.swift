import Files
import GRDB

/// A quick look whether a data set may know a name, for files with many more images than the study.
///
/// A yes may be wrong and is settled by the import; a no is never wrong. Memory is 8 bytes and the room
/// of a hash table for each spelling of an image.
package struct ImageNameFilter: Sendable {
  private let hashes: Set<UInt64>

  fileprivate init(_ aliases: some Sequence<String>) {
    hashes = Set(aliases.map(Self.hash))
  }

  /// Whether an image of the data set may have this name.
  package func mayKnow(_ name: String) -> Bool {
    let spellings = ImageIndex.spellings(of: name)
    return (spellings + ImageIndex.variants(of: spellings)).contains {
      hashes.contains(Self.hash($0))
    }
  }

  private static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { unsafe TextTable.hash($0) }
  }
}

extension StudyStore {
  /// The filter of the names of a data set's images, in all their spellings.
  ///
  /// - Parameter dataset: The name of the data set.
  /// - Returns: The filter.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``.
  /// - Complexity: O(images).
  package func imageNameFilter(of dataset: String) throws -> ImageNameFilter {
    try read { database in
      let (id, _) = try findDataset(dataset, in: database)
      return ImageNameFilter(
        try String.fetchAll(
          database, sql: "SELECT alias FROM image_alias WHERE dataset_id = ?", arguments: [id]))
    }
  }
}
