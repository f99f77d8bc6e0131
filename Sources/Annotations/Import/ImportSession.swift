internal import Files
internal import StudyValues

/// What all readers of one import share: names, rules, tallies and the current batch.
final class ImportSession {
  let options: ImportOptions
  let output: any AnnotationOutput
  let pseudonym: Pseudonym
  /// What is known before the first answer.
  let header: AnnotationHeader

  var images: ImageNames
  var annotators = NameTable()
  var attributes = RaterAttributes()
  /// The table about the annotators, if one was named, and how many of them it has.
  var raters: AnnotatorTable?
  var ratersFound = 0
  var responses = TextTable()
  var conditions = NameTable(readsNumbers: false)
  /// Whether every name of an image, or of an annotator, is a number; readers say how to find out.
  var imagesAreNumbers = Once { false }
  var annotatorsAreNumbers = Once { false }
  var targets: [Int32] = []
  var fixedTargets: [Bool] = []
  /// The images to which the file gives another class than the data set.
  var conflicts = Set<Int32>()
  /// Whether annotators get pseudonyms: those that the format calls persons, whatever the user does.
  let hidesAnnotators: Bool
  var batch = AnnotationBatch()
  var tally = TallyBuilder()
  var dense: DenseTally?
  var repeats: RepeatedAnswers
  var held: [Answer] = []
  var badValues: [BadValue] = []

  var rowsRead = 0
  var dropped: [DroppedRows] = []
  var totals = AnswerTotals()
  var repeatCount = 0
  var repeatedRows = 0
  /// The rows of shares that sum to 1 only within the rounding of their decimals.
  var roundedRows = 0
  var partialCount = 0
  var severalCount = 0
  var anonymousCount = 0
  var notes: [String] = []
  /// Whether the format says that its counts are of people, so that sums of 100 are no percentages.
  var countsPeople = false

  /// Opens an import.
  init(
    options: ImportOptions, header: AnnotationHeader, hidesAnnotators: Bool,
    output: any AnnotationOutput
  ) {
    self.options = options
    self.header = header
    self.hidesAnnotators = hidesAnnotators
    self.output = output
    pseudonym = Pseudonym(salt: options.salt)
    images = ImageNames(keepsFolders: options.keepsFolders)
    repeats = RepeatedAnswers(
      limit: options.duplicates == .all ? RepeatedAnswers.defaultLimit : .max)
  }

  /// Announces what is known before the first answer.
  func begin() throws {
    if header.labelSpace.classes.count <= Tally.allClassesLimit {
      dense = DenseTally(header.labelSpace)
    }
    try output.begin(header)
  }

  /// Counts rows that were read.
  func read(_ rows: Int = 1) { rowsRead += rows }

  /// Counts rows that a rule leaves out.
  func drop(_ rule: String, _ rows: Int = 1) {
    guard rows > 0 else { return }
    if let index = dropped.firstIndex(where: { $0.rule == rule }) {
      dropped[index] = DroppedRows(rule: rule, count: dropped[index].count + rows)
    } else {
      dropped.append(DroppedRows(rule: rule, count: rows))
    }
  }

  /// Notes a row whose pair of image and class had one before: counts are added and the rows counted,
  /// shares of unknown numbers of votes are refused.
  func noteRepeatedRow(
    at position: @autoclosure () -> AnnotationPosition, _ image: String
  ) throws(AnnotationError) {
    guard header.hasCounts == false else {
      repeatedRows += 1
      return
    }
    try bad(
      BadValue(
        position(), expected: "one share of each image and class, because shares cannot be added",
        got: "'\(image.prefix(60))' again"))
  }

  /// Adds a sentence to the summary, once.
  func note(_ sentence: String) {
    if !notes.contains(sentence) { notes.append(sentence) }
  }

  /// Remembers a wrong value; the tenth stops the import.
  func bad(_ value: BadValue) throws(AnnotationError) {
    badValues.append(value)
    if badValues.count == 10 { throw .badValues(badValues) }
  }

  /// Takes one answer.
  func submit(_ answer: Answer, isPartial: Bool = false) throws {
    guard options.duplicates != .last else {
      held.append(answer)
      return
    }
    if isRepeat(answer), options.duplicates == .first {
      drop("repeated answer of an annotator")
      return
    }
    try deliver(answer, isPartial: isPartial)
  }

  /// Takes one answer that spreads over several classes.
  func submit(_ answer: Answer, weights: [(targetClass: Int32, weight: Double)]) throws {
    guard options.duplicates == .all else {
      throw AnnotationError.incompatibleOptions(
        "a graded answer has several parts, so --duplicates \(options.duplicates.rawValue) cannot "
          + "be applied to it; leave --duplicates out")
    }
    if answer.chosenClass < 0, weights.count > 1 { severalCount += 1 }
    try append(answer)
    tally.show(answer.image, condition: answer.condition, level: answer.level)
    for part in weights {
      tally.select(
        answer.image, part.targetClass, condition: answer.condition, level: answer.level,
        weight: part.weight)
    }
  }

  /// Adds published counts of one (image, class), or a share of `shown` 0, and says whether they are
  /// the first of the pair.
  @discardableResult
  func count(
    _ image: Int32, _ targetClass: Int32, condition: Int32 = -1, level: Double = .nan,
    shown: Int64, selected: Double, partial: Int64 = 0
  ) -> Bool {
    partialCount += Int(partial)
    return tally.add(
      image, targetClass, condition: condition, level: level, shown: shown, selected: selected,
      partial: partial)
  }

  /// Whether an answer of a person repeats an earlier one, which is counted.
  func isRepeat(_ answer: Answer) -> Bool {
    guard answer.annotator >= 0, header.annotatorIdentity == .person, repeats.insert(answer)
    else { return false }
    repeatCount += 1
    return true
  }

  /// Passes an answer on and counts it.
  func deliver(_ answer: Answer, isPartial: Bool) throws {
    try append(answer)
    if isPartial { partialCount += 1 }
    guard answer.askedClass < 0 else {
      tally.add(
        answer.image, answer.askedClass, condition: answer.condition, level: answer.level,
        shown: 1, selected: answer.chosenClass == answer.askedClass ? 1 : 0,
        partial: isPartial ? 1 : 0)
      return
    }
    if let hasRoom = dense?.count(answer) {
      if !hasRoom { makeSparse() }
    } else {
      tally.show(answer.image, condition: answer.condition, level: answer.level)
      if answer.chosenClass >= 0 {
        tally.select(
          answer.image, answer.chosenClass, condition: answer.condition, level: answer.level)
      }
    }
  }

  /// Puts an answer into the batch.
  func append(_ answer: Answer) throws {
    totals.add(answer)
    if batch.append(answer) { try flush() }
  }

  /// Passes the batch on.
  func flush() throws {
    guard !batch.isEmpty else { return }
    try output.receive(batch)
    batch.newImages.removeAll(keepingCapacity: true)
    batch.newPlaces.removeAll(keepingCapacity: true)
    batch.newAnnotators.removeAll(keepingCapacity: true)
    batch.newResponses.removeAll(keepingCapacity: true)
    batch.newConditions.removeAll(keepingCapacity: true)
    batch.newTargets.removeAll(keepingCapacity: true)
    batch.answers.removeAll(keepingCapacity: true)
    batch.tallies.removeAll(keepingCapacity: true)
  }
}
