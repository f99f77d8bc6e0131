internal import Networks
package import StudyStore
package import StudyValues

/// Everything a study knows of one image: its class, its votes, its hardness and its scores.
package struct ImageCard: Sendable {
  /// What a line is.
  package enum Kind: String, Sendable {
    /// The path or the address of the picture, as a file told it.
    case picture
    /// The true class.
    case label
    /// Human selection frequency of the true class, with Wilson's 95 % interval.
    case hsf
    /// How often a class was chosen.
    case votes
    /// A network's predicted class.
    case predicted
    /// A network's score.
    case score
  }

  /// One fact.
  package struct Line: DescribedRow, Equatable {
    /// What the line is.
    package var kind: Kind?
    /// The annotation set or network.
    package var source: String
    /// How the image was altered; nil for the unaltered one.
    package var condition: String?
    /// The level within the condition.
    package var level: Double?
    /// The training step of a checkpoint.
    package var step: Int?
    /// The class or the score.
    package var name: String
    /// The share of votes, or the score.
    package var value: Double?
    /// The lower end of the interval.
    package var low: Double?
    /// The upper end of the interval.
    package var high: Double?
    /// How many annotators chose the class.
    package var selected: Double?
    /// How many annotators judged it.
    package var shown: Int?
    /// Which way a score points.
    package var direction: String?

    package static let columns: [RowColumn<Line>] = [
      RowColumn("kind", "Kind", \.kind, "picture, label, hsf, votes, predicted or score."),
      RowColumn("source", "Of", \.source, "The annotation set or network."),
      RowColumn("condition", "Condition", \.condition, "How the image was altered."),
      RowColumn("level", "Level", .real(digits: 4), \.level, "The level within the condition."),
      RowColumn("step", "Step", \.step, "The training step of a checkpoint."),
      RowColumn("name", "Name", \.name, "The class or the score."),
      RowColumn("value", "Value", .real(digits: 4), \.value, "The share of votes, or the score."),
      RowColumn("low", "Low", .real(digits: 4), \.low, "The lower end of the interval."),
      RowColumn("high", "High", .real(digits: 4), \.high, "The upper end of the interval."),
      RowColumn(
        "selected", "Chosen", .real(digits: 4), \.selected, "How many annotators chose the class."),
      RowColumn("shown", "Shown", \.shown, "How many annotators judged it."),
      RowColumn("direction", "Direction", \.direction, "Which way a score points."),
    ]
  }

  /// The data set.
  package let dataset: String
  /// The image, under the data set's own name.
  package let image: String
  /// The facts: people first, then networks.
  package let lines: [Line]

  /// Looks an image up.
  ///
  /// - Parameters:
  ///   - name: The image, as any file would name it.
  ///   - store: The study.
  ///   - dataset: The data set; nil for the only one.
  ///   - showsAllRuns: Whether checkpoints and altered images are shown too.
  /// - Throws: `StudyStoreError` when no image, or several, have that name.
  package init(
    _ name: String, in store: StudyStore, dataset: String? = nil, showsAllRuns: Bool = false
  ) throws {
    let dataset = try store.chosenDataset(dataset).name
    let image = try store.imageName(matching: name, dataset: dataset)
    let query = Query(store: store, arguments: ["dataset": .text(dataset), "image": .text(image)])
    self.dataset = dataset
    self.image = image
    lines =
      try query.picture() + query.label() + query.hardness() + query.votes()
      + query.scores(showsAllRuns: showsAllRuns)
  }

  private struct Query {
    let store: StudyStore
    let arguments: [String: QueryValue]

    private static let image = """
      (SELECT image_id FROM image JOIN dataset USING (dataset_id)
      WHERE dataset.name = :dataset AND image.name = :image)
      """

    func picture() throws -> [Line] {
      try store.rows(
        "SELECT path, url FROM image WHERE image_id = \(Self.image)", arguments: arguments
      ).rows.flatMap { row in
        zip(["path", "url"], row).compactMap { name, value in
          value.text.map { Line(kind: .picture, source: name, name: $0) }
        }
      }
    }

    func label() throws -> [Line] {
      try store.rows(
        """
        SELECT d.name, k.name FROM image i JOIN dataset d USING (dataset_id)
        JOIN class k USING (class_id) WHERE d.name = :dataset AND i.name = :image
        """, arguments: arguments
      ).rows.map { Line(kind: .label, source: $0[0].text ?? "", name: $0[1].text ?? "") }
    }

    func hardness() throws -> [Line] {
      try store.rows(
        """
        SELECT annotation_set, condition, level, class, hsf, hsf_low, hsf_high, selected, shown
        FROM human_hardness WHERE dataset = :dataset AND image = :image
        """, arguments: arguments
      ).rows.filter { $0[4].number != nil }.map { row in
        Line(
          kind: .hsf, source: row[0].text ?? "", condition: row[1].text, level: row[2].number,
          name: row[3].text ?? "", value: row[4].number, low: row[5].number, high: row[6].number,
          selected: row[7].number, shown: row[8].integer)
      }
    }

    func votes() throws -> [Line] {
      try store.rows(
        """
        SELECT s.name, t.condition, t.level, k.name, t.selected, t.shown FROM tally t
        JOIN annotation_set s USING (set_id) JOIN class k USING (class_id)
        WHERE t.image_id = \(Self.image) AND t.selected > 0
        ORDER BY s.set_id, t.condition, t.level, t.selected DESC, k."index"
        """, arguments: arguments
      ).rows.map { row in
        let shown = row[5].number ?? 0
        let selected = row[4].number ?? 0
        return Line(
          kind: .votes, source: row[0].text ?? "", condition: row[1].text, level: row[2].number,
          name: row[3].text ?? "", value: shown > 0 ? selected / shown : selected,
          selected: shown > 0 ? selected : nil, shown: shown > 0 ? row[5].integer : nil)
      }
    }

    func scores(showsAllRuns: Bool) throws -> [Line] {
      let runs = try store.rows(
        """
        SELECT r.run_id, m.name, r.role, r.condition, r.level, r.step,
          (SELECT k.name FROM score c JOIN class k ON k.class_id = c.predicted_class_id
          WHERE c.run_id = r.run_id AND c.image_id = \(Self.image))
        FROM run r JOIN model m USING (model_id) JOIN dataset d USING (dataset_id)
        WHERE d.name = :dataset \(showsAllRuns ? "" : "AND r.role = 'final'") ORDER BY r.run_id
        """,
        arguments: arguments
      ).rows
      let order = Dictionary(
        uniqueKeysWithValues: Score.all.enumerated().map { ($1.name, $0) })
      return try runs.flatMap { run -> [Line] in
        func line(_ kind: Kind, _ name: String) -> Line {
          Line(
            kind: kind, source: run[1].text ?? "", condition: run[3].text, level: run[4].number,
            step: run[5].integer, name: name)
        }
        let scores = try store.rows(
          """
          SELECT name, value, direction FROM score_long
          WHERE run_id = :run AND image_id = \(Self.image)
          """, arguments: arguments.merging(["run": run[0]]) { first, _ in first }
        ).rows.map { row in
          var line = line(.score, row[0].text ?? "")
          (line.value, line.direction) = (row[1].number, row[2].text)
          return line
        }
        let predicted = run[6].text.map { [line(.predicted, $0)] } ?? []
        return predicted
          + scores.sorted {
            (order[$0.name] ?? .max, $0.name) < (order[$1.name] ?? .max, $1.name)
          }
      }
    }
  }
}

extension QueryValue {
  /// The text, nil for any other value.
  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The number, nil for any other value.
  package var number: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .real(let real): real
    case .null, .text, .bytes: nil
    }
  }

  /// The whole number, nil for any other value.
  package var integer: Int? { number.flatMap { Int(exactly: $0) } }
}
