import Files
import GRDB
import StudyValues

/// What became of the true classes of a file.
package struct LabelCounts: Equatable, Sendable {
  /// The images whose class is now set.
  package let set: Int
  /// The images that were added to the data set.
  package let created: Int
  /// The names that fit no image, and were left out.
  package let unknown: Int
  /// The names that fit several images, and were left out.
  package let ambiguous: Int
  /// Up to ten of the names that were left out.
  package let examples: [String]
  /// What to say about names that fit by another way to write them; nil without any.
  package let note: String?
}

extension StudyStore {
  /// Sets the true classes of images.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set.
  ///   - images: The names of the images.
  ///   - classes: The class of each image, an index of the data set's label space; nil where it has none.
  ///   - policy: What happens to images that the data set does not have.
  ///   - replaces: Whether an image may get another class than it has.
  /// - Returns: What became of the labels.
  /// - Throws: ``StudyStoreError`` for a class outside the label space, images that have another
  ///   class already, or unknown images under ``ImagePolicy/refuse``.
  @discardableResult
  package func setLabels(
    dataset: String, images: [String], classes: [Int?], policy: ImagePolicy = .create,
    replaces: Bool = false
  ) throws -> LabelCounts {
    guard images.count == classes.count else {
      throw StudyStoreError.wrongRows(
        expected: "one label for each of \(images.count, "image")", got: "\(classes.count, "label")"
      )
    }
    return try write { database in
      let (datasetID, space) = try findDataset(dataset, in: database)
      let table = try ClassTable(database, space: space)
      let allowed = table.firstIndex...(table.firstIndex + max(table.ids.count - 1, 0))
      var matcher = try ImageMatcher(
        database, dataset: dataset, datasetID: datasetID, policy: policy)
      let ids = try matcher.match(images)
      try matcher.refuseUnknown()
      let labels = try LabelWriter(database)
      for (row, (image, index)) in zip(ids, classes).enumerated() {
        guard let index else { continue }
        guard allowed.contains(index) else {
          throw StudyStoreError.classOutOfRange(index: index, row: row, expected: allowed)
        }
        guard let image else { continue }
        try labels.set(
          table.ids[index - table.firstIndex], of: image, named: images[row], replaces: replaces)
      }
      guard labels.conflicts == 0 else {
        throw StudyStoreError.labelsDiffer(
          dataset: dataset, count: labels.conflicts, examples: labels.examples)
      }
      return LabelCounts(
        set: zip(ids, classes).count { $0 != nil && $1 != nil }, created: matcher.created,
        unknown: matcher.unknown,
        ambiguous: matcher.ambiguous, examples: matcher.examples, note: matcher.note)
    }
  }

  /// Whether any image of a data set has a true class.
  ///
  /// - Parameter dataset: The name of the data set.
  /// - Returns: Whether one has.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``.
  package func hasTrueClasses(_ dataset: String) throws -> Bool {
    try read { database in
      let (id, _) = try findDataset(dataset, in: database)
      return try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM image WHERE dataset_id = ? AND class_id IS NOT NULL)",
        arguments: [id]) ?? false
    }
  }

  /// The names of the images of a data set with their classes, in the order they were added.
  ///
  /// - Parameter dataset: The name of the data set.
  /// - Returns: The names, and the class of each as an index of the label space, nil if unknown.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``.
  package func images(of dataset: String) throws -> (names: [String], classes: [Int?]) {
    try read { database in
      let (id, _) = try findDataset(dataset, in: database)
      var names: [String] = []
      var classes: [Int?] = []
      let cursor = try Row.fetchCursor(
        database,
        sql: """
          SELECT i.name, k."index" FROM image i LEFT JOIN class k USING (class_id)
          WHERE i.dataset_id = ? ORDER BY image_id
          """,
        arguments: [id])
      while let row = try cursor.next() {
        try names.append(row[0])
        try classes.append(row[1])
      }
      return (names, classes)
    }
  }

  /// Finds the image that a person names, or throws with the nearest name.
  ///
  /// Capitals need not be right where only one image differs by nothing else; in files they must.
  func findImage(_ name: String, dataset: String, in database: Database) throws -> Int64 {
    let (datasetID, _) = try findDataset(dataset, in: database)
    let index = try ImageIndex(database, datasetID: datasetID)
    do {
      return try findImage(name, index, dataset: dataset, id: datasetID, in: database)
    } catch let error as StudyStoreError {
      guard case .unknownImage = error else { throw error }
      let alike = try Int64.fetchAll(
        database,
        sql: """
          SELECT DISTINCT image_id FROM image_alias
          WHERE dataset_id = ? AND alias = ? COLLATE NOCASE LIMIT 2
          """,
        arguments: [datasetID, ImageName.normalized(NameText.plain(name), keepsFolders: true)])
      guard alike.count == 1 else { throw error }
      return alike[0]
    }
  }

  /// Finds one of many images, or throws with the nearest name.
  func findImage(
    _ name: String, _ index: ImageIndex, dataset: String, id datasetID: Int64,
    in database: Database
  ) throws -> Int64 {
    switch try index.find(name) {
    case .found(let id), .similar(let id): return id
    case .unknown:
      let known = try String.fetchAll(
        database, sql: "SELECT name FROM image WHERE dataset_id = ? LIMIT 100000",
        arguments: [datasetID])
      throw StudyStoreError.unknownImage(
        name, dataset: dataset, nearest: NearestName.find(name, among: known))
    case .ambiguous(let ids):
      let names = try ids.compactMap {
        try String.fetchOne(
          database, sql: "SELECT name FROM image WHERE image_id = ?", arguments: [$0])
      }
      throw StudyStoreError.ambiguousImage(name, dataset: dataset, candidates: names)
    }
  }
}

/// Sets true classes and remembers images that already have another.
final class LabelWriter {
  private(set) var conflicts = 0
  private(set) var examples: [String] = []
  private let fetch: Statement
  private let update: Statement

  init(_ database: Database) throws {
    fetch = try database.makeStatement(sql: "SELECT class_id FROM image WHERE image_id = ?")
    update = try database.makeStatement(sql: "UPDATE image SET class_id = ? WHERE image_id = ?")
  }

  func set(_ classID: Int64, of image: Int64, named name: String, replaces: Bool) throws {
    fetch.setUncheckedArguments([image])
    let known = try Optional<Int64>.fetchOne(fetch) ?? nil
    guard known != classID else { return }
    guard known == nil || replaces else {
      conflicts += 1
      if examples.count < 10 { examples.append(name) }
      return
    }
    update.setUncheckedArguments([classID, image])
    try update.execute()
  }
}
