import Files
import GRDB
package import StudyValues

/// One data set of a study.
package struct StudyDataset: Equatable, Sendable {
  /// The key in the table `dataset`.
  package let id: Int64
  /// The name.
  package let name: String
  /// The label space that numbers its classes.
  package let labelSpace: String
  /// The named order of files without image names, where one is known.
  package let imageOrder: String?
  /// The number of classes.
  package let classes: Int
  /// The number of images.
  package let images: Int
}

extension StudyStore {
  /// Makes sure that the study has a data set, and returns its key.
  ///
  /// Label spaces are shared: two data sets in `sorted-wnid-0` have the same rows of `class`. A
  /// space of that name with other classes, which only happens for classes that users name, is kept
  /// apart as `names:<data set>`.
  ///
  /// - Parameters:
  ///   - name: The name of the data set.
  ///   - labelSpace: The classes.
  ///   - imageOrder: The order of files that list images without names.
  /// - Returns: The key in the table `dataset`.
  /// - Throws: ``StudyStoreError/labelSpaceDiffers(dataset:expected:got:)`` when the data set
  ///   exists with other classes.
  @discardableResult
  package func ensureDataset(
    _ name: String, labelSpace: LabelSpace, imageOrder: ImageOrder? = nil
  ) throws -> Int64 {
    try write { database in
      let known = try Row.fetchOne(
        database, sql: "SELECT dataset_id, label_space FROM dataset WHERE name = ?",
        arguments: [name])
      if let known {
        let id: Int64 = try known[0]
        let space: String = try known[1]
        guard try ClassTable(database, space: space).hasSameClasses(as: labelSpace) else {
          throw StudyStoreError.labelSpaceDiffers(
            dataset: name, expected: space, got: labelSpace.name)
        }
        try database.execute(
          sql: "UPDATE dataset SET image_order = coalesce(image_order, ?) WHERE dataset_id = ?",
          arguments: [imageOrder?.rawValue, id])
        return id
      }
      let space = try insertClasses(of: labelSpace, for: name, in: database)
      try database.execute(
        sql: "INSERT INTO dataset (name, label_space, image_order) VALUES (?, ?, ?)",
        arguments: [name, space, imageOrder?.rawValue])
      return database.lastInsertedRowID
    }
  }

  private func insertClasses(
    of labelSpace: LabelSpace, for dataset: String, in database: Database
  ) throws -> String {
    var name = labelSpace.name
    let known = try ClassTable(database, space: name)
    if known.hasSameClasses(as: labelSpace) { return name }
    if !known.ids.isEmpty { name = "\(name):\(dataset)" }
    let statement = try database.makeStatement(
      sql: "INSERT INTO class (label_space, \"index\", name, wnid) VALUES (?, ?, ?, ?)")
    for item in labelSpace.classes {
      try statement.execute(arguments: [name, item.index, item.name, item.wnid])
    }
    return name
  }

  /// The data sets of the study, by name.
  package func datasets() throws -> [StudyDataset] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT dataset_id, name, label_space, image_order,
            (SELECT count(*) FROM class k WHERE k.label_space = d.label_space),
            (SELECT count(*) FROM image i WHERE i.dataset_id = d.dataset_id)
          FROM dataset d ORDER BY name
          """
      ).map {
        try StudyDataset(
          id: $0[0], name: $0[1], labelSpace: $0[2], imageOrder: $0[3], classes: $0[4],
          images: $0[5])
      }
    }
  }

  /// The classes of a data set, in order of their index.
  ///
  /// - Parameter dataset: The name of the data set.
  /// - Returns: The label space.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``.
  package func labelSpace(of dataset: String) throws -> LabelSpace {
    try read { database in
      let (_, space) = try findDataset(dataset, in: database)
      return try ClassTable(database, space: space).labelSpace()
    }
  }

  /// Finds a data set by name, or throws with the nearest name.
  func findDataset(_ name: String, in database: Database) throws -> (id: Int64, space: String) {
    let row = try Row.fetchOne(
      database, sql: "SELECT dataset_id, label_space FROM dataset WHERE name = ?",
      arguments: [name])
    guard let row else {
      let known = try String.fetchAll(database, sql: "SELECT name FROM dataset")
      throw StudyStoreError.unknownDataset(name, nearest: NearestName.find(name, among: known))
    }
    return try (row[0], row[1])
  }
}
