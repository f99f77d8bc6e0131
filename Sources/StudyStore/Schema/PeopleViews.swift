import Networks
import StudyValues

/// The views that people query: human hardness, and human hardness beside the scores.
enum PeopleViews {
  static let all = [
    humanHardness, imageHardness, imageHardnessAll, scoreLong, scoreHardness, annotatorAttribute,
  ]

  // The pieces below read s = annotation_set, v = image_votes and t = tally of the target class.
  // In a forced choice a class without a tally was chosen by nobody who saw the image.
  static let counted = """
    CASE WHEN s.has_counts \
    THEN coalesce(t.shown, CASE s.task WHEN 'forced-choice' THEN v.shown END) END
    """
  static let selected = """
    coalesce(t.selected, CASE WHEN s.task = 'forced-choice' AND k.class_id IS NOT NULL THEN 0.0 END)
    """
  static let partial = "coalesce(t.partial, 0)"
  private static let frequency = Selections.Expressions(
    selected: selected, partial: partial, shown: counted, weight: "s.partial_weight",
    hasCounts: "s.has_counts", share: "t.selected")

  /// The columns of what people said, up to the class most of them chose.
  static func human(className: String) -> [ViewDescription.Column] {
    [
      .init("dataset", "d.name", "The data set."),
      .init("image", "i.name", "The image."),
      .init("class", className, "The target class, that is the true class; NULL if unknown."),
      .init("annotation_set", "s.name", "The annotation set."),
      .init("condition", "v.condition", "How people saw the image; NULL for unaltered."),
      .init("level", "v.level", "The level within the condition."),
      .init("shown", counted, "How many annotators judged the target class; NULL if not told."),
      .init("selected", "CASE WHEN s.has_counts THEN \(selected) END", "How many chose it."),
      .init(
        "partial", "CASE WHEN s.has_counts THEN \(partial) END",
        "How many chose it in part, for example answered maybe."),
      .init(
        "hsf", frequency.hsf,
        "Human selection frequency, selected / shown, partial answers weighted by the set's rule; "
          + "lower = harder."),
      .init(
        "hsf_low", frequency.low,
        "The lower Wilson 95 % limit of hsf; NULL if the number of votes is not told."),
      .init(
        "hsf_high", frequency.high,
        "The upper Wilson 95 % limit of hsf; NULL if the number of votes is not told."),
      .init(
        "label_entropy", "v.label_entropy",
        "Entropy of the chosen classes in nats; higher = harder."),
      .init("majority_class", "m.name", "The class chosen most often."),
    ]
  }

  private static let scores: [ViewDescription.Column] = ScoreTables.scoreColumns.map { column in
    column.name == "predicted_class_id"
      ? .init("predicted_class", "p.name", column.meaning)
      : .init(column.name, "c.\(column.name)", column.meaning)
  }

  /// The tally of class `target`, by the index of its key; condition and level are NULL-safe.
  static func tally(of target: String) -> String {
    """
    LEFT JOIN tally t ON t.set_id = v.set_id AND t.image_id = v.image_id AND t.class_id = \(target)
      AND t.condition IS v.condition AND t.level IS v.level
    """
  }

  static let humanHardness = ViewDescription(
    name: "human_hardness",
    meaning: "What people said about one image under one condition, for its true class.",
    columns: human(className: "k.name"),
    source: """
      FROM annotation_set s
      JOIN dataset d ON d.dataset_id = s.dataset_id
      JOIN image_votes v ON v.set_id = s.set_id
      JOIN image i ON i.image_id = v.image_id
      \(tally(of: "i.class_id"))
      LEFT JOIN class k ON k.class_id = i.class_id
      LEFT JOIN class m ON m.class_id = v.majority_class_id
      """)

  /// Every run `r` beside every annotation set `s` of its data set.
  static let runs = """
    FROM run r
    JOIN model n ON n.model_id = r.model_id
    JOIN dataset d ON d.dataset_id = r.dataset_id
    JOIN annotation_set s ON s.dataset_id = r.dataset_id
    """

  // What stands right of CROSS JOIN is read after all that stands left of it: without that SQLite may read
  // the scores of every run before it asks for the role. Names of images and classes are free to come
  // first, so that a query of one image or one class reads its rows only, by an index.
  private static let scored = """
    \(runs)
    CROSS JOIN score c ON c.run_id = r.run_id
    JOIN image i ON i.image_id = c.image_id AND i.dataset_id = r.dataset_id
    CROSS JOIN image_votes v ON v.set_id = s.set_id AND v.image_id = i.image_id
    """

  static let imageHardness = ViewDescription(
    name: "image_hardness",
    meaning: "What people said about one image beside the scores of one model's final run: the "
      + "default annotation set, by image and target class.",
    columns: human(className: "k.name")
      + [.init("model", "n.name", "The model.")] + scores,
    source: """
      \(scored)
      \(tally(of: "c.class_id"))
      LEFT JOIN class k ON k.class_id = c.class_id
      LEFT JOIN class m ON m.class_id = v.majority_class_id
      LEFT JOIN class p ON p.class_id = c.predicted_class_id
      WHERE r.role = 'final' AND s.is_default = 1
        AND (r.condition IS NULL OR (r.condition = v.condition AND r.level IS v.level))
      """)

  static let imageHardnessAll = ViewDescription(
    name: "image_hardness_all",
    meaning: "Every annotation set beside every run on the same image; filter by role, condition "
      + "and annotation_set.",
    columns: human(className: "k.name") + [
      .init("is_default", "s.is_default", "Whether image_hardness reads the annotation set."),
      .init("model", "n.name", "The model."),
      .init("role", "r.role", "What the run is for."),
      .init("run_condition", "r.condition", "How the model saw the image; NULL for unaltered."),
      .init("run_level", "r.level", "The level within the run's condition."),
      .init("step", "r.step", "The training step of a checkpoint."),
      .init("parameters", "r.parameters", "Whatever else tells runs apart, as JSON."),
    ] + scores + [
      .init("dataset_id", "r.dataset_id", "The key of the data set."),
      .init("set_id", "s.set_id", "The key of the annotation set."),
      .init("run_id", "r.run_id", "The key of the run."),
      .init("image_id", "i.image_id", "The key of the image."),
      .init("class_id", "c.class_id", "The key of the target class."),
    ],
    source: """
      \(scored)
      \(tally(of: "c.class_id"))
      LEFT JOIN class k ON k.class_id = c.class_id
      LEFT JOIN class m ON m.class_id = v.majority_class_id
      LEFT JOIN class p ON p.class_id = c.predicted_class_id
      """)

  /// Every image that a run has a score of, its own or another program's, for one run and set:
  /// the target class is the run's, else the data set's.
  static let scoredImages = """
    FROM run r
    JOIN annotation_set s ON s.dataset_id = r.dataset_id
    JOIN image i ON i.dataset_id = r.dataset_id
    LEFT JOIN score c ON c.run_id = r.run_id AND c.image_id = i.image_id
    JOIN image_votes v ON v.set_id = s.set_id AND v.image_id = i.image_id
    \(tally(of: "coalesce(c.class_id, i.class_id)"))
    LEFT JOIN class k ON k.class_id = coalesce(c.class_id, i.class_id)
    """

  static let annotatorAttribute = ViewDescription(
    name: "annotator_attribute", meaning: "One thing that is known of one annotator.",
    columns: [
      .init("dataset", "d.name", "The data set."),
      .init("annotation_set", "s.name", "The annotation set."),
      .init("annotator", "a.name", "The annotator."),
      .init("name", "j.key", "What is known, such as age."),
      .init("value", "j.atom", "The value, a number where the file has one."),
      .init("annotator_id", "a.annotator_id", "The key of the annotator, as in answer."),
    ],
    source: """
      FROM annotator a
      JOIN annotation_set s ON s.set_id = a.set_id
      JOIN dataset d ON d.dataset_id = s.dataset_id
      CROSS JOIN json_each(a.attributes) j
      """)
}
