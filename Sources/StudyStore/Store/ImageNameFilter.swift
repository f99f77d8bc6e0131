import Files
import GRDB

/// A quick look whether a data set may know a name, for files with many more images than the study.
///
/// A yes may be wrong and is settled by the import; a no is never wrong. Memory is 8 bytes and the room
/// of a hash table for each spelling of an image.
package struct ImageNameFilter: Sendable {
  private var hashes: Set<UInt64>

  /// Remembers spellings.
  init(_ spellings: some Sequence<String> = []) { hashes = Set(spellings.map(Self.hash)) }

  /// Whether an image of the data set may have this name.
  package func mayKnow(_ name: String) -> Bool {
    let spellings = ImageIndex.spellings(of: name)
    return (spellings + ImageIndex.variants(of: spellings)).contains(where: mayHave)
  }

  /// Whether an image of the data set may have this spelling.
  func mayHave(_ spelling: String) -> Bool { hashes.contains(Self.hash(spelling)) }

  /// Remembers a further spelling.
  mutating func insert(_ spelling: String) { hashes.insert(Self.hash(spelling)) }

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
