import GRDB

/// One answer of one person about the class of an image that counts: the true class, or the only one
/// that anybody was asked about.
package struct PersonAnswer: Sendable, Equatable {
  /// The image.
  package let image: String
  /// The person; a pseudonym unless names were kept.
  package let person: String
  /// Whether the class was chosen.
  package let isSelected: Bool
  /// The reaction time in seconds.
  package let reactionTime: Double?
  /// The condition.
  package let condition: String?
  /// The level within the condition.
  package let level: Double?
  /// What is known of the person, in the order of ``PersonAnswers/attributes``.
  package let attributes: [QueryValue]
}

/// The answers of persons of one annotation set.
package struct PersonAnswers: Sendable {
  /// The names of what is known of persons, sorted by their bytes.
  package let attributes: [String]
  /// The answers that say who gave them and are about a class that counts.
  package let count: Int
  /// The answers that do not say who gave them.
  package let anonymous: Int
  /// The answers about other classes than the true one, or to an image without a true class.
  package let others: Int
  /// Whether any answer has a condition, or a level.
  package let hasConditions: Bool

  /// What tells an answer that counts: its class is the true one of the image, or the only class.
  fileprivate let target: String
  fileprivate let setID: Int64
}

extension StudyStore {
  /// Counts the answers of persons of a set, to be read by ``forEach(_:_:)``.
  ///
  /// - Parameters:
  ///   - set: The annotation set; nil for the default one.
  ///   - dataset: The data set.
  /// - Returns: The counts.
  /// - Throws: ``StudyStoreError`` for an unknown name.
  package func personAnswers(of set: String?, dataset: String) throws -> PersonAnswers {
    try read { database in
      let setID = try findSet(set, dataset: dataset, in: database)
      let classes =
        try Int.fetchOne(
          database,
          sql: """
            SELECT count(*) FROM class c JOIN dataset d ON d.label_space = c.label_space
            WHERE d.name = ?
            """, arguments: [dataset]) ?? 0
      // With one class only there is nothing that an answer could be about but it.
      let target =
        classes == 1
        ? "1"
        : "(i.class_id IS NOT NULL AND (r.asked_class_id IS NULL OR r.asked_class_id = i.class_id))"
      let names = try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT j.key FROM annotator a CROSS JOIN json_each(a.attributes) j
          WHERE a.set_id = ? ORDER BY j.key
          """, arguments: [setID])
      let counts = try Row.fetchOne(
        database,
        sql: """
          SELECT count(*) FILTER (WHERE r.annotator_id IS NOT NULL AND \(target)),
            count(*) FILTER (WHERE r.annotator_id IS NULL),
            count(*) FILTER (WHERE r.annotator_id IS NOT NULL AND NOT \(target)),
            count(r.condition) + count(r.level) > 0
          FROM answer r JOIN image i ON i.image_id = r.image_id WHERE r.set_id = ?
          """, arguments: [setID])
      return try PersonAnswers(
        attributes: names, count: counts?[0] ?? 0, anonymous: counts?[1] ?? 0,
        others: counts?[2] ?? 0, hasConditions: counts?[3] ?? false, target: target, setID: setID)
    }
  }

  /// Calls a function with each answer that counts, in the order of the file.
  ///
  /// - Parameters:
  ///   - answers: What ``personAnswers(of:dataset:)`` found.
  ///   - body: Receives the answers one by one.
  /// - Throws: The errors of the database and of `body`.
  /// - Complexity: O(answers) time, O(annotators) memory for what is known of them.
  package func forEach(
    _ answers: PersonAnswers, _ body: (PersonAnswer) throws -> Void
  ) throws {
    try read { database in
      var known: [Int64: [QueryValue]] = [:]
      let values = try Row.fetchCursor(
        database,
        sql: """
          SELECT a.annotator_id, j.key, j.atom FROM annotator a
          CROSS JOIN json_each(a.attributes) j WHERE a.set_id = ?
          """, arguments: [answers.setID])
      let nothing = [QueryValue](repeating: .null, count: answers.attributes.count)
      while let row = try values.next() {
        guard let place = try answers.attributes.firstIndex(of: row[1]) else { continue }
        let value: DatabaseValue = row[2]
        try known[row[0], default: nothing][place] = QueryValue(value)
      }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT i.name, a.name, a.annotator_id,
            coalesce(
              r.chosen_class_id = coalesce(r.asked_class_id, i.class_id, r.chosen_class_id), 0),
            r.reaction_time, r.condition, r.level
          FROM answer r
          JOIN image i ON i.image_id = r.image_id
          JOIN annotator a ON a.annotator_id = r.annotator_id
          WHERE r.set_id = ? AND \(answers.target) ORDER BY r.answer_id
          """, arguments: [answers.setID])
      while let row = try rows.next() {
        try body(
          PersonAnswer(
            image: row[0], person: row[1], isSelected: row[3], reactionTime: row[4],
            condition: row[5], level: row[6], attributes: known[row[2]] ?? nothing))
      }
    }
  }
}
