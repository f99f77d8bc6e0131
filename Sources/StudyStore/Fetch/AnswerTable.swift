import GRDB
package import StudyValues

/// The single answers of a worker-level set, as columns.
///
/// A missing index is -1 and a missing number NaN.
package struct AnswerTable: Sendable {
  /// The names of the images.
  package internal(set) var images: [String] = []
  /// The names of the annotators; hashes unless names were kept on request.
  package internal(set) var annotators: [String] = []
  /// Whether an annotator is a person or a position in a list.
  package internal(set) var annotatorIdentity: AnnotatorIdentity = .none
  /// The names of the classes.
  package internal(set) var classNames: [String] = []
  /// The different responses as given.
  package internal(set) var responses: [String] = []
  /// The different conditions.
  package internal(set) var conditions: [String] = []
  /// The image of each answer, a position in ``images``.
  package internal(set) var image: [Int32] = []
  /// The annotator of each answer, a position in ``annotators``.
  package internal(set) var annotator: [Int32] = []
  /// The class that was asked about, a position in ``classNames``.
  package internal(set) var askedClass: [Int32] = []
  /// The class that was chosen, a position in ``classNames``.
  package internal(set) var chosenClass: [Int32] = []
  /// The response, a position in ``responses``.
  package internal(set) var response: [Int32] = []
  /// The condition, a position in ``conditions``.
  package internal(set) var condition: [Int32] = []
  /// The level within the condition.
  package internal(set) var level: [Double] = []

  /// The number of answers.
  package var count: Int { image.count }
}

/// Positions of values in the order in which they were first seen.
private struct Places<Value: Hashable> {
  private(set) var values: [Value] = []
  private var places: [Value: Int32] = [:]

  mutating func place(_ value: Value?) -> Int32 {
    guard let value else { return -1 }
    if let place = places[value] { return place }
    let place = Int32(values.count)
    places[value] = place
    values.append(value)
    return place
  }
}

extension StudyStore {
  /// The single answers of a worker-level set, in the order of the file.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set.
  ///   - set: The annotation set; nil for the default one.
  /// - Returns: The answers; nil when the set has only counts.
  /// - Throws: ``StudyStoreError`` when a name is unknown.
  /// - Complexity: O(answers), 32 bytes each.
  package func answers(dataset: String, set: String? = nil) throws -> AnswerTable? {
    try read { database in
      let setID = try findSet(set, dataset: dataset, in: database)
      let (_, space) = try findDataset(dataset, in: database)
      let classes = try ClassTable(database, space: space)
      var table = AnswerTable()
      table.classNames = classes.classes.map(\.name)
      let identity = try String.fetchOne(
        database, sql: "SELECT annotator_identity FROM annotation_set WHERE set_id = ?",
        arguments: [setID])
      table.annotatorIdentity = identity.flatMap(AnnotatorIdentity.init) ?? .none
      var classPlaces = Places<Int64>()
      for id in classes.ids { _ = classPlaces.place(id) }
      var (images, annotators) = (Places<Int64>(), Places<Int64>())
      var (responses, conditions) = (Places<String>(), Places<String>())
      let cursor = try Row.fetchCursor(
        database,
        sql: """
          SELECT image_id, annotator_id, asked_class_id, chosen_class_id, response, condition, level
          FROM answer WHERE set_id = ? ORDER BY answer_id
          """,
        arguments: [setID])
      while let row = try cursor.next() {
        try table.image.append(images.place(row[0]))
        try table.annotator.append(annotators.place(row[1]))
        try table.askedClass.append(classPlaces.place(row[2]))
        try table.chosenClass.append(classPlaces.place(row[3]))
        try table.response.append(responses.place(row[4]))
        try table.condition.append(conditions.place(row[5]))
        try table.level.append(row[6] ?? .nan)
      }
      guard table.count > 0 else { return nil }
      table.responses = responses.values
      table.conditions = conditions.values
      table.images = try names(
        images.values, sql: "SELECT name FROM image WHERE image_id = ?", in: database)
      table.annotators = try names(
        annotators.values, sql: "SELECT name FROM annotator WHERE annotator_id = ?", in: database)
      return table
    }
  }

  private func names(_ ids: [Int64], sql: String, in database: Database) throws -> [String] {
    let statement = try database.makeStatement(sql: sql)
    return try ids.map { id in
      statement.setUncheckedArguments([id])
      return try String.fetchOne(statement) ?? ""
    }
  }
}
