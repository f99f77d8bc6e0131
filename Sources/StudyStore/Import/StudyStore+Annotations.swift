import Annotations
import Files
import GRDB
package import StudyValues

/// One annotation set of a study.
package struct StudyAnnotationSet: Equatable, Sendable {
  /// The key in the table `annotation_set`.
  package let id: Int64
  /// The name.
  package let name: String
  /// The format of the file.
  package let format: String
  /// What people were asked.
  package let task: AnnotationTask
  /// Whether an annotator is a person, a position in a list, or not told.
  package let annotatorIdentity: AnnotatorIdentity
  /// The expected HSF of blind guessing, nil if it is not known.
  package let chance: Double?
  /// Whether numbers of votes are known.
  package let hasCounts: Bool
  /// Whether `image_hardness` reads the set.
  package let isDefault: Bool
  /// The SHA-256 of the file.
  package let sourceHash: String
  /// The options of the import, as JSON.
  package let options: String
  /// What the import did.
  package let counts: ImportCounts
}

extension StudyStore {
  /// Imports one file of annotations as one transaction.
  ///
  /// The same file with the same options is not read again.
  ///
  /// - Parameters:
  ///   - request: Which file, and where to.
  ///   - read: Reads the file into the sink; it is not called when the set is present already.
  /// - Returns: What the import did.
  /// - Throws: ``StudyStoreError`` or what `read` throws; the study is then as before.
  /// - Complexity: O(rows), with memory for the names only.
  package func importAnnotations(
    _ request: AnnotationImport, read: (inout StudyAnnotationSink) throws -> Void
  ) throws -> ImportOutcome {
    try write { database in
      let (datasetID, space) = try findDataset(request.dataset, in: database)
      let known = try Row.fetchOne(
        database,
        sql: """
          SELECT set_id, source_hash, options, is_default FROM annotation_set
          WHERE dataset_id = ? AND name = ?
          """,
        arguments: [datasetID, request.set])
      var request = request
      if let known {
        let isSame =
          try known[1] == request.sourceHash() && ImportOptions.areSame(known[2], request.options)
        if isSame, !request.replaces {
          if request.isDefault { try makeDefault(known[0], of: datasetID, in: database) }
          return .alreadyPresent
        }
        guard request.replaces else {
          throw StudyStoreError.setExists(request.set, dataset: request.dataset)
        }
        request.isDefault = try request.isDefault || known[3]
        try StudyStore.deleteSet(known[0], in: database)
      }
      let writer = try AnnotationWriter(
        database, request: request, datasetID: datasetID,
        classes: ClassTable(database, space: space))
      var sink = StudyAnnotationSink(writer)
      try read(&sink)
      precondition(writer.isFinished, "a reader finishes its sink")
      return .imported(writer.counts)
    }
  }

  /// The annotation sets of a data set, the default one first, then by name.
  ///
  /// - Parameter dataset: The name of the data set.
  /// - Returns: The sets.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``.
  package func annotationSets(of dataset: String) throws -> [StudyAnnotationSet] {
    try read { database in
      let (id, _) = try findDataset(dataset, in: database)
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT set_id, name, format, task, annotator_identity, chance, has_counts,
            is_default, source_hash, options, import_counts
          FROM annotation_set WHERE dataset_id = ? ORDER BY is_default DESC, name
          """,
        arguments: [id])
      return try rows.map { row in
        try StudyAnnotationSet(
          id: row[0], name: row[1], format: row[2],
          task: AnnotationTask(rawValue: row[3]) ?? .forcedChoice,
          annotatorIdentity: AnnotatorIdentity(rawValue: row[4]) ?? .none,
          chance: row[5], hasCounts: row[6], isDefault: row[7], sourceHash: row[8],
          options: row[9], counts: JSONText.decode(ImportCounts.self, from: row[10]))
      }
    }
  }

  /// Finds an annotation set by name; nil means the default one.
  func findSet(_ name: String?, dataset: String, in database: Database) throws -> Int64 {
    let (datasetID, _) = try findDataset(dataset, in: database)
    guard let name else {
      let id = try Int64.fetchOne(
        database, sql: "SELECT set_id FROM annotation_set WHERE dataset_id = ? AND is_default",
        arguments: [datasetID])
      guard let id else { throw StudyStoreError.noDefaultSet(dataset: dataset) }
      return id
    }
    let id = try Int64.fetchOne(
      database, sql: "SELECT set_id FROM annotation_set WHERE dataset_id = ? AND name = ?",
      arguments: [datasetID, name])
    guard let id else {
      let known = try String.fetchAll(
        database, sql: "SELECT name FROM annotation_set WHERE dataset_id = ?",
        arguments: [datasetID])
      throw StudyStoreError.unknownSet(
        name, dataset: dataset, nearest: NearestName.find(name, among: known))
    }
    return id
  }

  private func makeDefault(_ id: Int64, of datasetID: Int64, in database: Database) throws {
    try database.execute(
      sql: "UPDATE annotation_set SET is_default = 0 WHERE dataset_id = ? AND set_id <> ?",
      arguments: [datasetID, id])
    try database.execute(
      sql: "UPDATE annotation_set SET is_default = 1 WHERE set_id = ?", arguments: [id])
  }

  private static func deleteSet(_ id: Int64, in database: Database) throws {
    for table in ["answer", "tally", "image_votes"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE set_id = ?", arguments: [id])
    }
    // Without it each annotator would be looked for in all answers of the other sets.
    try database.execute(sql: "CREATE INDEX answer_of_annotator ON answer (annotator_id)")
    for table in ["annotator", "annotation_set"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE set_id = ?", arguments: [id])
    }
    try database.execute(sql: "DROP INDEX answer_of_annotator")
  }
}
