internal import Studies
internal import StudyStore
internal import StudyValues

/// One network on the rows of people: the classes it predicts and its scores, from the views.
struct NetworkColumns: Sendable {
  /// A score of a network.
  struct ScoreEntry: Sendable {
    let name: String
    let title: String
    let isHigherHarder: Bool
    /// Whether another program computed it, so that it stands in `score_hardness`.
    let isExternal: Bool
  }

  /// What a network says about each row; 0 for nothing.
  struct Answers {
    /// The predicted class, a number of ``PeopleColumns/classes``.
    var predicted: [Int]
    /// 1 right, 2 wrong.
    var correct: [Int]
    /// The class the run was scored with, where it is another than the image's.
    var target: [Int]
    /// The counts of that class.
    var share: [Int]
  }

  let run: StoredRun
  /// Whether the model has no other final run on the data set.
  let isOnlyRun: Bool
  let scores: [ScoreEntry]
  let dataset: String
  let set: StudyAnnotationSet

  /// The network's name.
  var name: String { run.run.model }

  private var arguments: [String: QueryValue] {
    ["run": .integer(run.id), "set": .integer(set.id)]
  }

  /// The rows of a run under the annotation set, as `image_hardness` joins them.
  private static let source = """
    FROM image_hardness_all WHERE set_id = :set AND run_id = :run
      AND (run_condition IS NULL OR (run_condition = condition AND run_level IS level))
    """

  /// Reads what the network predicts.
  func answers(_ people: inout PeopleColumns, in store: StudyStore) throws -> Answers {
    let none = [Int](repeating: 0, count: people.count)
    var answers = Answers(
      predicted: none, correct: none, target: people.target, share: people.share)
    var codes = people
    try store.query(
      """
      SELECT image_id, condition, level, predicted_class, correct, class, shown, selected, partial,
        hsf, hsf_low, hsf_high
      \(Self.source)
      """, arguments: arguments
    ) { row in
      guard let place = Self.place(row, codes) else { return }
      answers.predicted[place] = codes.classes.code(row[3].text)
      answers.correct[place] = row[4].integer.map { $0 == 1 ? 1 : 2 } ?? 0
      answers.target[place] = codes.classes.code(row[5].text)
      answers.share[place] = codes.shares.code(PeopleColumns.Share(row[6...11]))
    }
    people = codes
    return answers
  }

  private static func place(_ row: [QueryValue], _ people: PeopleColumns) -> Int? {
    row[0].integer.flatMap { image in
      people.row(of: Int64(image), .init(name: row[1].text, level: row[2].number))
    }
  }

  /// Reads one score; NaN where there is none.
  func values(
    of score: ScoreEntry, _ people: PeopleColumns, in store: StudyStore
  ) throws
    -> [Double]
  {
    var values = [Double](repeating: .nan, count: people.count)
    if score.isExternal {
      let names = Dictionary(grouping: 0..<people.count) { people.names[$0] }
      try store.query(
        """
        SELECT image, condition, level, value FROM score_hardness
        WHERE dataset = :dataset AND model = :model AND score = :score
        """,
        arguments: ["dataset": .text(dataset), "model": .text(name), "score": .text(score.name)]
      ) { row in
        let shownAs = PeopleColumns.Condition(name: row[1].text, level: row[2].number)
        for place in names[row[0].text ?? ""] ?? []
        where people.conditions.values[people.condition[place] - 1] == shownAs {
          values[place] = row[3].number ?? .nan
        }
      }
    } else {
      try store.query(
        "SELECT image_id, condition, level, \"\(score.name)\" \(Self.source)",
        arguments: arguments
      ) { row in
        guard let place = Self.place(row, people) else { return }
        values[place] = row[3].number ?? .nan
      }
    }
    return values
  }

  /// One row a class: how many images, mean HSF, and the share that the network gets right.
  func classes(_ people: PeopleColumns, in store: StudyStore) throws -> [PageNetwork.Class] {
    var codes = people.classes
    return try store.rows(
      """
      SELECT class, count(*), avg(hsf), avg(correct) \(Self.source) AND class IS NOT NULL
        AND hsf IS NOT NULL AND correct IS NOT NULL
      GROUP BY class ORDER BY avg(hsf) - avg(correct) DESC, class
      """, arguments: arguments
    ).rows.map { row in
      PageNetwork.Class(
        code: codes.code(row[0].text), images: row[1].integer ?? 0, hsf: row[2].number ?? 0,
        accuracy: row[3].number ?? 0)
    }
  }
}
