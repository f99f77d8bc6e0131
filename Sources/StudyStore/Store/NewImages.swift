import GRDB
import StudyValues

/// The images that are added to a data set, with their spellings: several are stored with each statement.
final class NewImages {
  private let datasetID: Int64
  private var images: BulkInsert
  private var spellings: BulkInsert
  /// The spellings of images that may not be stored yet, to which they refer.
  private var waiting: [(image: Int64, spelling: String)] = []
  /// The key of the image that was added last.
  private var latest: Int64

  /// Prepares to add images.
  ///
  /// - Parameters:
  ///   - database: The open study, in a transaction in which nothing else adds images.
  ///   - datasetID: The data set.
  /// - Throws: The `DatabaseError` of SQLite.
  init(_ database: Database, datasetID: Int64) throws {
    self.datasetID = datasetID
    images = try BulkInsert(
      database, table: "image", columns: ["image_id", "dataset_id", "name", "path", "url"])
    spellings = try BulkInsert(
      database, table: "image_alias", columns: ["dataset_id", "alias", "image_id"])
    // Keys count on below the largest possible one, which a study may have from elsewhere.
    latest =
      try Int64.fetchOne(
        database, sql: "SELECT max(image_id) FROM image WHERE image_id < 1 << 62") ?? 0
  }

  /// Adds an image.
  ///
  /// - Parameters:
  ///   - name: The name as it is stored.
  ///   - place: Where it lies, if that is known.
  ///   - spellings: Its different spellings.
  /// - Returns: Its key, the next one.
  /// - Throws: The `DatabaseError` of SQLite, for this or an earlier image.
  func add(_ name: String, at place: ImagePlace?, spellings: [String]) throws -> Int64 {
    latest += 1
    try images.append { row in
      row.integer(latest)
      row.integer(datasetID)
      row.text(name)
      row.text(place?.path)
      row.text(place?.url)
    }
    for spelling in spellings { waiting.append((latest, spelling)) }
    if images.isComplete { try passOn() }
    return latest
  }

  private func passOn() throws {
    for (image, spelling) in waiting {
      try spellings.append { row in
        row.integer(datasetID)
        row.text(spelling)
        row.integer(image)
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Stores what was added and is not stored yet.
  ///
  /// - Throws: The `DatabaseError` of SQLite, for example of a constraint.
  func store() throws {
    try images.finish()
    try passOn()
    try spellings.finish()
  }
}
