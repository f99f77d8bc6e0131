import Networks
import StudyValues

/// The views that have a row for each score by its name.
extension PeopleViews {
  /// The scores that point somewhere, as rows; a number is faster to tell apart than a name.
  private static let names =
    Score.all.filter { $0.direction != .none }.enumerated().map { place, score in
      "(\(place), '\(score.name)', '\(score.direction.rawValue)')"
    }.joined(separator: ", ")

  /// The value of the score `x` in a row `c` of the table of scores.
  private static let value: String = {
    let choices = Score.all.filter { $0.direction != .none }.enumerated().map { place, score in
      "WHEN \(place) THEN c.\(score.column)"
    }
    return "CAST(CASE x.place \(choices.joined(separator: " ")) END AS REAL)"
  }()

  /// Each row `c` once for each of its scores `x`.
  private static let everyScore = """
    CROSS JOIN (SELECT column1 AS place, column2 AS name, column3 AS direction
      FROM (VALUES \(names))) x
    """

  static let scoreLong = ViewDescription(
    name: "score_long", meaning: "One score of one image in one run, from both tables of scores.",
    columns: [
      .init("run_id", "c.run_id", "The run."),
      .init("image_id", "c.image_id", "The image."),
      .init("name", "x.name", "The name of the score."),
      .init("value", value, "The value."),
      .init("direction", "x.direction", "higher-is-harder or higher-is-easier."),
    ],
    source: "FROM score c\n\(everyScore)\nWHERE \(value) IS NOT NULL",
    also: .init(
      expressions: ["run_id": "x.run_id", "image_id": "x.image_id", "value": "x.value"],
      source: "FROM external_score x"))

  /// People and classes beside an image `i` of a run `r` with its row `c` of scores, which may be missing.
  private static let people = """
    CROSS JOIN image_votes v ON v.set_id = s.set_id AND v.image_id = i.image_id
    \(tally(of: "coalesce(c.class_id, i.class_id)"))
    LEFT JOIN class k ON k.class_id = coalesce(c.class_id, i.class_id)
    LEFT JOIN class m ON m.class_id = v.majority_class_id
    """

  private static let final = """
    WHERE r.role = 'final' AND s.is_default = 1
      AND (r.condition IS NULL OR (r.condition = v.condition AND r.level IS v.level))
    """

  static let scoreHardness = ViewDescription(
    name: "score_hardness",
    meaning: "What people said about one image beside one score, by name, of one model's final "
      + "run: the default annotation set; scores of other programs too.",
    columns: human(className: "k.name") + [
      .init("model", "n.name", "The model."),
      .init("score", "x.name", "The name of the score."),
      .init("value", value, "The value of the score."),
      .init("direction", "x.direction", "higher-is-harder or higher-is-easier."),
    ],
    source: """
      \(runs)
      CROSS JOIN score c ON c.run_id = r.run_id
      JOIN image i ON i.image_id = c.image_id AND i.dataset_id = r.dataset_id
      \(people)
      \(everyScore)
      \(final)
        AND \(value) IS NOT NULL
      """,
    also: .init(
      expressions: ["value": "x.value"],
      source: """
        \(runs)
        CROSS JOIN external_score x ON x.run_id = r.run_id
        JOIN image i ON i.image_id = x.image_id AND i.dataset_id = r.dataset_id
        LEFT JOIN score c ON c.run_id = r.run_id AND c.image_id = x.image_id
        \(people)
        \(final)
        """))
}
