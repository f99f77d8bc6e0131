import GRDB
package import StudyValues

extension StudyStore {
  /// The true class of each of some images, by the names that files use.
  ///
  /// - Parameters:
  ///   - names: The names.
  ///   - dataset: The name of the data set.
  /// - Returns: An index of the data set's label space for each name; nil where the image or its
  ///   class is unknown.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``.
  /// - Complexity: O(names), one look-up each.
  package func classes(of names: [String], dataset: String) throws -> [Int?] {
    try read { database in
      let (datasetID, _) = try findDataset(dataset, in: database)
      let index = try ImageIndex(database, datasetID: datasetID)
      let fetch = try database.makeStatement(
        sql: """
          SELECT k."index" FROM image i JOIN class k USING (class_id) WHERE i.image_id = ?
          """)
      return try names.map { name in
        guard let id = try index.find(name).image else { return nil }
        fetch.setUncheckedArguments([id])
        return try Int.fetchOne(fetch)
      }
    }
  }

  /// Where the pictures of some images lie, as far as a file told it.
  ///
  /// - Parameters:
  ///   - names: The data set's own names of the images.
  ///   - dataset: The name of the data set.
  /// - Returns: The places that are known.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``.
  /// - Complexity: O(names), one look-up each.
  package func places(
    of names: some Sequence<String>, dataset: String
  ) throws
    -> [String: ImagePlace]
  {
    try read { database in
      let (datasetID, _) = try findDataset(dataset, in: database)
      let fetch = try database.makeStatement(
        sql: """
          SELECT path, url FROM image
          WHERE dataset_id = ? AND name = ? AND (path IS NOT NULL OR url IS NOT NULL)
          """)
      var places: [String: ImagePlace] = [:]
      for name in names where places[name] == nil {
        fetch.setUncheckedArguments([datasetID, name])
        guard let row = try Row.fetchOne(fetch) else { continue }
        places[name] = try ImagePlace(path: row[0], url: row[1])
      }
      return places
    }
  }

  /// The name under which the data set knows the image that a file would call `name`.
  ///
  /// - Parameters:
  ///   - name: A name as files use it: with or without folders and extension.
  ///   - dataset: The name of the data set.
  /// - Returns: The image's own name.
  /// - Throws: ``StudyStoreError`` when no image, or several, have that name.
  package func imageName(matching name: String, dataset: String) throws -> String {
    try read { database in
      let id = try findImage(name, dataset: dataset, in: database)
      return try String.fetchOne(
        database, sql: "SELECT name FROM image WHERE image_id = ?", arguments: [id]) ?? name
    }
  }
}
