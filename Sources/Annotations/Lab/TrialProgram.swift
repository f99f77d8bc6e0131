internal import StudyValues

/// What tells the answers of one experiment program from its other events.
struct TrialProgram: Sendable {
  /// Which fields can hold the answer.
  enum Answers: Sendable {
    /// The first of these that a row has.
    case named([String])
    /// The only column that ends so and has values beside pictures.
    case ending([String])
  }

  /// What messages call it.
  let title: String
  /// The fields of the answer.
  let answers: Answers
  /// The fields of the reaction time, the first that is there: names, or endings in place of the
  /// answer's.
  let times: [String]
  /// The unit of the reaction times.
  let timeUnit: TimeUnit
  /// The fields that together tell the events of one person apart; an event that has them of an earlier
  /// one is the same.
  let identity: [String]
  /// The rule that leaves out an event that is no answer to a picture.
  let event: @Sendable (Trial) -> String?

  /// The fields that hold the person where none is mapped, in this order.
  static let subjects = [
    "subject", "subject_id", "subjectId", "participant", "participant_id", "participantId",
    "PROLIFIC_PID", "prolific_pid", "prolific_id", "prolificID", "url.PROLIFIC_PID", "workerId",
    "worker_id", "Participant Private ID", "Participant ID", "Subject ID", "subj", "run_id",
    "sona_id",
  ]
  /// The fields that hold the picture, before any other that names pictures.
  static let images = [
    "image", "stimulus", "stim", "img", "picture", "photo", "image_file", "imagefile",
    "imagefilename",
    "image_name", "filename", "file", "item",
  ]
  /// The fields that mark practice, and those that name the part of an experiment.
  static let practiceMarks = ["practice", "is_practice", "isPractice", "practice_trial"]
  static let practiceParts = [
    "phase", "task", "block", "block_type", "part", "test_part", "exp_stage", "stage", "section",
    "screen", "trial_part", "condition_part", "sender", "display", "Display", "Screen Name",
    "Screen",
  ]

  /// The rule that leaves out practice.
  static let practiceRule = "practice trial"
  /// The rule that leaves out events without a picture.
  static let pictureRule = "event without a picture"

  /// Whether an event is practice: a marked field, a part called practice, training, warm-up, example
  /// or demo, or a loop called practice that has a number.
  func isPractice(_ trial: Trial, _ options: ImportOptions) -> Bool {
    if let column = options.map[.practice] {
      let text = trial.text(column)
      return Self.isPracticeWord(text) || LongLayout.DropRule.Test.isMark(text)
    }
    if Self.practiceMarks.contains(where: { name in
      let text = trial.text(name)
      return LongLayout.DropRule.Test.isMark(text) && !["test", "main"].contains(text.lowercased())
    }) {
      return true
    }
    if Self.practiceParts.contains(where: { Self.isPracticeWord(trial.text($0)) }) { return true }
    return trial.names.contains { name in
      name.hasSuffix(".thisN") && name.lowercased().contains("practi") && !trial.text(name).isEmpty
    }
  }

  private static func isPracticeWord(_ text: String) -> Bool {
    let word = text.lowercased()
    return word.contains("practice") || word.contains("practise")
      || ["training", "warmup", "warm-up", "example", "demo"].contains(word)
  }

  /// The rule that leaves an event out before its fields are looked at; nil when it counts.
  func rule(_ trial: Trial, _ options: ImportOptions) -> String? {
    isPractice(trial, options) ? Self.practiceRule : event(trial)
  }

  /// The fields of answers in a row.
  func answerFields(_ trial: Trial) -> [String] {
    switch answers {
    case .named(let names): names.filter { trial[$0] != nil }
    case .ending(let endings):
      trial.names.filter { name in endings.contains { name.hasSuffix($0) } }
    }
  }

  /// The fields of the reaction time of an answer field.
  func timeFields(of answer: String) -> [String] {
    let stem = answer.lastIndex(of: ".").map { answer[..<$0] } ?? answer[...]
    return times.map { $0.hasPrefix(".") ? stem + $0 : $0 }
  }

  /// What tells an event of a person from all others; nil where a part of it is missing.
  func key(_ trial: Trial, person: String) -> String? {
    let parts = identity.map(trial.text)
    return parts.isEmpty || parts.contains("")
      ? nil : ([person] + parts).joined(separator: "\u{1F}")
  }
}
