import StudyValues

/// The words of a column's name, and what they say of it.
///
/// Words are separated by anything that is neither a letter nor a digit, by a capital inside and between
/// letters and numbers: `chosenSpecies`, `chosen_species` and `Chosen species` have the same two words.
/// Only whole words count, so `candidate` has no `date`; a known word may end in `id`, `name`, `code` or the s
/// of a plural.
struct ColumnWords {
  /// What people answered.
  private static let answers: Set<String> = [
    "label", "class", "category", "answer", "response", "resp", "choice", "chosen", "selected",
    "selection", "decision", "verdict", "judgment", "judgement", "guess", "said", "species",
    "identified", "identification", "annotation", "rating", "vote", "grade", "diagnosis",
  ]
  /// Who answered.
  private static let people: Set<String> = [
    "worker", "annotator", "rater", "participant", "subject", "subj", "person", "user", "who",
    "observer", "labeler", "labeller", "coder", "judge", "reader", "email", "prolific", "expert",
    "reviewer", "respondent", "performer", "volunteer",
  ]
  /// What they saw.
  private static let pictures: Set<String> = [
    "image", "img", "picture", "pic", "photo", "file", "filename", "stimulus", "stim", "item",
    "url",
  ]
  /// What they were asked, which stands for what they saw where nothing else does.
  private static let questions: Set<String> = ["task", "question"]
  /// What is said of a person, of an answer or of the way it was given: never an answer or a class.
  private static let attributes: Set<String> = [
    "gender", "sex", "age", "group", "session", "block", "trial", "device", "country", "language",
    "lang", "when", "date", "time", "timestamp", "confidence", "rt", "correct", "accuracy", "score",
    "share", "percent", "percentage", "prob", "probability", "n", "count", "condition", "ip",
    "browser", "agent", "platform", "status", "split", "fold", "batch", "duration", "seconds",
    "comment", "index", "size", "width", "height", "region",
    // What LimeSurvey and REDCap write about a response.
    "submitdate", "lastpage", "startlanguage", "startdate", "datestamp", "ipaddr", "refurl",
    "redcap",
  ]
  /// The true class.
  private static let truths: Set<String> = ["truth", "true", "target", "gold"]
  /// What is made of all answers to an image.
  private static let consensus: Set<String> = [
    "final", "majority", "consensus", "mode", "aggregated", "adjudicated", "agreed",
  ]
  /// Shares of votes.
  private static let shares: Set<String> = [
    "share", "percent", "percentage", "prob", "probability", "proportion", "fraction",
  ]
  /// What stands behind a word without a separator, as in `workerid`.
  private static let endings = ["ids", "id", "name", "code", "s"]

  /// The words, in lower case.
  let words: [String]

  /// The words without anything between them, by which `Assignment ID` is `assignment_id`.
  var key: String { words.joined() }

  /// Takes a name apart.
  init(_ name: String) {
    var words: [String] = []
    var word = ""
    var before: Character?
    for letter in NameText.plain(name) {
      let isInner = letter.isLetter || letter.isNumber
      let begins =
        before.map { before in
          before.isLowercase && letter.isUppercase || before.isLetter && letter.isNumber
            || before.isNumber && letter.isLetter
        } ?? false
      if !isInner || begins, !word.isEmpty {
        words.append(word.lowercased())
        word = ""
      }
      if isInner { word.append(letter) }
      before = letter
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    self.words = words
  }

  /// Whether the column holds what is never an answer.
  var isAttribute: Bool {
    !isTruth
      && (has(Self.attributes) || isRecordNumber || words.count > 1 && words.last == "complete")
  }

  /// Whether REDCap calls the number of a record so, who may be a person.
  var isRecordNumber: Bool { words == ["record", "id"] }

  /// Whether the column holds true classes: `gold`, `true_label`, `correct answer`.
  var isTruth: Bool {
    has(Self.truths) || words.contains("correct") && has(Self.answers)
  }

  /// Whether the column holds what was made of several answers: `final_label`, `rater_mode`.
  var isConsensus: Bool { words.contains { Self.consensus.contains($0) } }

  /// Whether the name is that of answers.
  var isAnswer: Bool { !isAttribute && !isTruth && has(Self.answers) }

  /// Whether the name is that of persons.
  var isPerson: Bool { !isAttribute && !isTruth && !isAnswer && has(Self.people) }

  /// Whether the name is that of images.
  var isImage: Bool { !isAttribute && !isTruth && !isAnswer && has(Self.pictures) }

  /// Whether the name is that of questions.
  var isQuestion: Bool { !isAttribute && !isTruth && !isAnswer && has(Self.questions) }

  /// Whether the column holds shares of votes.
  var isShare: Bool { has(Self.shares) }

  /// The words before a number at the end, `label` of `label_1`; nil without one.
  var numbered: [String]? {
    guard words.count > 1, let last = words.last, last.allSatisfy(\.isNumber) else { return nil }
    return Array(words.dropLast())
  }

  private func has(_ known: Set<String>) -> Bool {
    words.contains { word in
      known.contains(word)
        || Self.endings.contains { ending in
          word.hasSuffix(ending) && known.contains(String(word.dropLast(ending.count)))
        }
    }
  }
}
