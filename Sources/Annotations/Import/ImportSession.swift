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
  var counts: AnswerCounts
  var held: [Answer] = []
  var badValues: [BadValue] = []

  var rowsRead = 0
  var dropped: [DroppedRows] = []
  var repeatedRows = 0
  /// The rows of shares that sum to 1 only within the rounding of their decimals.
  var roundedRows = 0
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
    counts = AnswerCounts(header, duplicates: options.duplicates)
  }

  /// Announces what is known before the first answer.
  func begin() throws { try output.begin(header) }

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
    switch options.duplicates {
    case .last:
      held.append(answer)
      return
    case .first:
      if counts.isRepeat(answer) {
        drop("repeated answer of an annotator")
        return
      }
    case .all: break
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
    counts.add(answer, weights: weights)
    try append(answer)
  }

  /// Adds published counts of one (image, class), or a share of `shown` 0, and says whether they are
  /// the first of the pair.
  @discardableResult
  func count(
    _ image: Int32, _ targetClass: Int32, condition: Int32 = -1, level: Double = .nan,
    shown: Int64, selected: Double, partial: Int64 = 0
  ) -> Bool {
    counts.add(
      image, targetClass, condition: condition, level: level, shown: shown, selected: selected,
      partial: partial)
  }

  /// Passes an answer on and counts it.
  func deliver(_ answer: Answer, isPartial: Bool) throws {
    counts.add(answer, isPartial: isPartial)
    try append(answer)
  }

  /// Puts an answer into the batch.
  func append(_ answer: Answer) throws {
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
