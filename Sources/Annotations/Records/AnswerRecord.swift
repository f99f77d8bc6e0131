internal import StudyValues

/// One answer as a file without columns gives it: texts that are not yet numbers.
struct AnswerRecord {
  /// The name of the image.
  var image: String
  /// Who answered.
  var annotator: String?
  /// The classes selected, with their weights; none for an answer that is not a class.
  var selected: [(name: String, weight: Double)] = []
  /// The class that was asked about.
  var asked: String?
  /// What was said about it.
  var presence: PresenceAnswer?
  /// The answer as given.
  var response: String
  /// The reference class.
  var target: String?
  /// The condition.
  var condition: String?
  /// The level within the condition.
  var level = Double.nan
  /// The reaction time in the unit of the layout.
  var reactionTime = Double.nan
  /// What the row says of the annotator.
  var attributes: [(name: String, value: String)] = []
  /// Where it stands.
  var position: AnnotationPosition

  /// Creates an answer that selects one class.
  init(
    image: String, annotator: String?, label: String?, position: AnnotationPosition
  ) {
    self.image = image
    self.annotator = annotator
    selected = label.map { [($0, 1)] } ?? []
    response = label ?? ""
    self.position = position
  }
}

/// What one row of a file gives.
enum RecordRow {
  /// Answers; one row may have several.
  case answers([AnswerRecord])
  /// A row that a rule leaves out.
  case dropped(String)
}

/// A layout whose rows are turned into records one at a time.
struct RecordLayout {
  /// What annotators were asked.
  var task = AnnotationTask.forcedChoice
  /// What annotators are.
  var identity = AnnotatorIdentity.person
  /// The classes, when the format fixes them.
  var labelSpace: LabelSpace?
  /// Answers that are not a class, in lower case.
  var noAnswer: Set<String> = []
  /// Whether a guesser is right once in as many times as there are classes.
  var hasChance = true
  /// Whether one answer may select several classes or weigh them.
  var isWeighted = false
  /// The unit of the reaction times.
  var timeUnit = TimeUnit.seconds
  /// The order that names images, if rows do.
  var order: ImageOrder?
  /// Sentences for the summary.
  var notes: [String] = []
  /// Sentences for the summary that are known once all rows were read.
  var closingNotes: () -> [String] = { [] }
  /// Calls a function with each row of the files.
  var forEachRow: ((RecordRow) throws -> Void) throws -> Void

  /// Creates a layout.
  init(forEachRow: @escaping ((RecordRow) throws -> Void) throws -> Void) {
    self.forEachRow = forEachRow
  }
}
