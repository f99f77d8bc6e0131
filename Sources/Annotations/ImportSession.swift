internal import InputFiles

/// What all readers of one import share: names, rules, tallies and the current batch.
final class ImportSession {
  let options: ImportOptions
  private let output: any AnnotationOutput
  private let pseudonym: Pseudonym
  private(set) var header: AnnotationHeader?

  private var images: ImageTable
  private var annotators = TextTable()
  private var responses = TextTable()
  private var conditions = TextTable()
  private var targets: [Int32] = []
  private var fixedTargets: [Bool] = []
  private var batch = AnnotationBatch()
  private var tally = TallyBuilder()
  private var dense: DenseTally?
  private var repeats: RepeatedAnswers
  private var held: [Answer] = []
  private var badValues: [BadValue] = []

  private var rowsRead = 0
  private var dropped: [DroppedRows] = []
  private var answerCount = 0
  private var repeatCount = 0
  private var negativeTimes = 0
  private var hasAnnotators = false
  private var notes: [String] = []

  /// Opens an import.
  init(options: ImportOptions, output: any AnnotationOutput) {
    self.options = options
    self.output = output
    pseudonym = Pseudonym(salt: options.salt)
    images = ImageTable(keepsFolders: options.keepsFolders)
    repeats = RepeatedAnswers(
      limit: options.duplicates == .all ? RepeatedAnswers.defaultLimit : .max)
  }

  /// Announces what is known before the first answer.
  func begin(_ header: AnnotationHeader) throws {
    var header = header
    header.maybe = options.maybe
    if let identity = options.annotatorIdentity, header.annotatorIdentity != .none {
      header.annotatorIdentity = identity
    }
    if let task = options.task {
      header.task = task
      header.chance = task == .forcedChoice ? 1 / Double(header.labelSpace.classes.count) : nil
    }
    if header.labelSpace.classes.count <= Tally.allClassesLimit {
      dense = DenseTally(header.labelSpace)
    }
    self.header = header
    try output.begin(header)
  }

  // MARK: - Names

  /// The number of the image that a field names.
  func image(
    _ field: UnsafeBufferPointer<UInt8>, at position: @autoclosure () -> AnnotationPosition
  ) throws(AnnotationError) -> Int32 {
    let known = images.count
    let image = try unsafe images.image(field, at: position())
    if image == known { register(image) }
    return image
  }

  /// The number of the image of a name.
  func image(
    _ name: String, at position: @autoclosure () -> AnnotationPosition
  ) throws(AnnotationError) -> Int32 {
    let bytes = Array(name.utf8)
    return try unsafe bytes.withUnsafeBufferPointer { (field) throws(AnnotationError) in
      try unsafe image(field, at: position())
    }
  }

  private func register(_ image: Int32) {
    let name = images[image]
    batch.newImages.append(name)
    let target = options.targets[name] ?? -1
    targets.append(target)
    fixedTargets.append(target >= 0)
    if target >= 0 { batch.newTargets.append(ImageTarget(image: image, targetClass: target)) }
  }

  /// The number of an annotator.
  func annotator(_ field: UnsafeBufferPointer<UInt8>) -> Int32 {
    let known = annotators.count
    let number = unsafe annotators.intern(field)
    if number == known {
      let isPerson = header?.annotatorIdentity == .person
      let name = annotators[number]
      batch.newAnnotators.append(isPerson && !options.keepAnnotatorIDs ? pseudonym(name) : name)
    }
    return Int32(number)
  }

  /// The number of an annotator.
  func annotator(_ name: String) -> Int32 {
    let bytes = Array(name.utf8)
    return unsafe bytes.withUnsafeBufferPointer { unsafe annotator($0) }
  }

  /// The number of a response.
  func response(_ field: UnsafeBufferPointer<UInt8>) -> Int32 {
    let known = responses.count
    let number = unsafe responses.intern(field)
    if number == known { batch.newResponses.append(responses[number]) }
    return Int32(number)
  }

  /// The number of a response.
  func response(_ text: String) -> Int32 {
    let bytes = Array(text.utf8)
    return unsafe bytes.withUnsafeBufferPointer { unsafe response($0) }
  }

  /// The text of a response.
  func responseText(_ number: Int32) -> String { responses[Int(number)] }

  /// The number of a condition, or −1 for an empty one.
  func condition(_ field: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard !field.isEmpty else { return -1 }
    let known = conditions.count
    let number = unsafe conditions.intern(field)
    if number == known { batch.newConditions.append(conditions[number]) }
    return Int32(number)
  }

  /// The number of a condition, or −1 for none.
  func condition(_ name: String?) -> Int32 {
    guard let name else { return -1 }
    let bytes = Array(name.utf8)
    return unsafe bytes.withUnsafeBufferPointer { unsafe condition($0) }
  }

  /// Notes the reference class of an image.
  func target(
    _ image: Int32, _ targetClass: Int32, at position: @autoclosure () -> AnnotationPosition
  ) throws(AnnotationError) {
    let known = targets[Int(image)]
    if known == targetClass || fixedTargets[Int(image)] { return }
    guard known < 0 else {
      let name = { (index: Int32) in self.header?.labelSpace[index]?.name ?? "\(index)" }
      throw .conflictingTargets(
        position: position(), image: images[image], first: name(known), second: name(targetClass))
    }
    targets[Int(image)] = targetClass
    batch.newTargets.append(ImageTarget(image: image, targetClass: targetClass))
  }

  // MARK: - Rows

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
    try append(answer)
    tally.show(answer.image, condition: answer.condition, level: answer.level)
    for part in weights {
      tally.select(
        answer.image, part.targetClass, condition: answer.condition, level: answer.level,
        weight: part.weight)
    }
  }

  /// Adds published counts of one (image, class).
  func count(
    _ image: Int32, _ targetClass: Int32, condition: Int32 = -1, level: Double = .nan,
    shown: Int64, selected: Double, partial: Int64 = 0
  ) {
    tally.add(
      image, targetClass, condition: condition, level: level, shown: shown, selected: selected,
      partial: partial)
  }

  private func isRepeat(_ answer: Answer) -> Bool {
    guard answer.annotator >= 0, header?.annotatorIdentity == .person, repeats.insert(answer)
    else { return false }
    repeatCount += 1
    return true
  }

  private func deliver(_ answer: Answer, isPartial: Bool) throws {
    try append(answer)
    guard answer.askedClass < 0 else {
      return tally.add(
        answer.image, answer.askedClass, condition: answer.condition, level: answer.level,
        shown: 1, selected: answer.chosenClass == answer.askedClass ? 1 : 0,
        partial: isPartial ? 1 : 0)
    }
    if dense != nil {
      dense?.count(answer)
      if dense?.hasRoom == false { makeSparse() }
    } else {
      tally.show(answer.image, condition: answer.condition, level: answer.level)
      if answer.chosenClass >= 0 {
        tally.select(
          answer.image, answer.chosenClass, condition: answer.condition, level: answer.level)
      }
    }
  }

  private func append(_ answer: Answer) throws {
    if answer.annotator >= 0 { hasAnnotators = true }
    if answer.reactionTime < 0 { negativeTimes += 1 }
    answerCount += 1
    batch.answers.append(answer)
    if batch.answers.count == AnnotationBatch.answerLimit { try flush() }
  }

  private func flush() throws {
    guard !batch.isEmpty else { return }
    try output.receive(batch)
    batch.newImages.removeAll(keepingCapacity: true)
    batch.newAnnotators.removeAll(keepingCapacity: true)
    batch.newResponses.removeAll(keepingCapacity: true)
    batch.newConditions.removeAll(keepingCapacity: true)
    batch.newTargets.removeAll(keepingCapacity: true)
    batch.answers.removeAll(keepingCapacity: true)
    batch.tallies.removeAll(keepingCapacity: true)
  }

  // MARK: - End

  /// Passes on the tallies and the summary.
  func finish(files: [String]) throws -> AnnotationSummary {
    guard badValues.isEmpty else { throw AnnotationError.badValues(badValues) }
    guard let header, rowsRead > 0 else {
      throw AnnotationError.empty(file: files.first ?? "the import")
    }
    try releaseHeld()
    try flush()
    var tallyCount = 0
    if hasOnlyDense {
      try deliverDense(header.labelSpace, &tallyCount)
    } else {
      makeSparse()
    }
    let neverShown = try tally.forEach(
      labelSpace: header.labelSpace, targets: targets, hasCounts: header.hasCounts
    ) { tally in
      batch.tallies.append(tally)
      tallyCount += 1
      if batch.tallies.count == AnnotationBatch.answerLimit { try flush() }
    }
    try flush()
    addNotes(neverShown: neverShown)
    let summary = AnnotationSummary(
      header: header, rowsRead: rowsRead,
      rowsUsed: rowsRead - dropped.reduce(0) { $0 + $1.count }, dropped: dropped,
      images: images.count, annotators: hasAnnotators ? annotators.count : 0,
      answers: answerCount, tallies: tallyCount, notes: notes)
    try output.finish(summary)
    return summary
  }

  /// Whether no count went anywhere but to the dense cells.
  private var hasOnlyDense: Bool { dense != nil && tally.isEmpty }

  /// Passes on the dense counts, every class of every image.
  private func deliverDense(_ labelSpace: LabelSpace, _ tallyCount: inout Int) throws {
    try dense?.forEachGroup { image, condition, level, shown, chosen in
      for (item, count) in zip(labelSpace.classes, chosen) {
        batch.tallies.append(
          Tally(
            image: image, targetClass: item.index, condition: condition, level: level,
            shown: shown, selected: Double(count)))
        tallyCount += 1
        if batch.tallies.count == AnnotationBatch.answerLimit { try flush() }
      }
    }
  }

  /// Moves the dense counts to the table of pairs.
  private func makeSparse() {
    guard let counts = dense, let labelSpace = header?.labelSpace else { return }
    dense = nil
    counts.forEachGroup { image, condition, level, shown, chosen in
      tally.show(image, condition: condition, level: level, count: shown)
      for (item, count) in zip(labelSpace.classes, chosen) where count > 0 {
        tally.select(
          image, item.index, condition: condition, level: level, weight: Double(count))
      }
    }
  }

  /// Decides, once all answers are known, which of several is the last.
  private func releaseHeld() throws {
    guard !held.isEmpty else { return }
    var isKept = [Bool](repeating: true, count: held.count)
    for index in held.indices.reversed() where isRepeat(held[index]) { isKept[index] = false }
    drop("repeated answer of an annotator", isKept.count { !$0 })
    for index in held.indices where isKept[index] {
      try deliver(held[index], isPartial: isMaybe(held[index]))
    }
    held = []
  }

  private func isMaybe(_ answer: Answer) -> Bool {
    answer.response >= 0 && PresenceAnswer(responses[Int(answer.response)]) == .maybe
  }

  private func addNotes(neverShown: Int) {
    if neverShown > 0 {
      note("\(neverShown) pairs of image and class were never shown: they are missing, not 0.")
    }
    if negativeTimes > 0 {
      note("\(negativeTimes) answers have a negative reaction time; they are kept as given.")
    }
    if repeatCount > 0, options.duplicates == .all {
      note(
        "\(repeatCount) answers repeat an earlier one of the same annotator to the same question; "
          + "all are kept (--duplicates first or last drops them).")
    }
    if !repeats.isComplete {
      note(
        "Repeated answers were looked for among the first \(RepeatedAnswers.defaultLimit) answers "
          + "only; --duplicates first looks at all.")
    }
    if header?.hasCounts == false {
      note("The file has shares, not counts: there is no interval and no noise ceiling.")
    }
  }
}
