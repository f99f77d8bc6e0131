internal import StudyValues

/// What an import counts of its answers while they pass: their totals, those that repeat an earlier one, and
/// the tallies.
///
/// All of it is one value, because every access to a property of the session is checked and an answer makes
/// several.
struct AnswerCounts {
  /// What the notes say about the answers as a whole.
  private(set) var totals = AnswerTotals()
  /// The answers that were compared with earlier ones.
  private(set) var repeats: RepeatedAnswers
  /// The counts of pairs of image and class, but for those in dense cells.
  private(set) var pairs = TallyBuilder()
  /// How many answers are maybe.
  private(set) var partial = 0

  private let labelSpace: LabelSpace
  /// Whether an annotator is a person, whose answers may repeat each other.
  private let arePersons: Bool
  /// Whether answers that repeat an earlier one are kept.
  private let keepsRepeats: Bool
  /// The counts of a small label space, while nothing but answers of one class each was counted.
  private var dense: DenseTally?

  /// Begins to count.
  ///
  /// - Parameters:
  ///   - header: What the answers are of.
  ///   - duplicates: What happens to answers that repeat an earlier one.
  init(_ header: AnnotationHeader, duplicates: DuplicateRule) {
    labelSpace = header.labelSpace
    arePersons = header.annotatorIdentity == .person
    keepsRepeats = duplicates == .all
    repeats = RepeatedAnswers(limit: keepsRepeats ? RepeatedAnswers.defaultLimit : .max)
    if labelSpace.classes.count <= Tally.allClassesLimit { dense = DenseTally(labelSpace) }
  }

  /// Whether it is known which person gave an answer.
  private func isOfPerson(_ answer: Answer) -> Bool { arePersons && answer.annotator >= 0 }

  /// Whether an answer of a person repeats an earlier one; for answers that are dropped if they do.
  mutating func isRepeat(_ answer: Answer) -> Bool {
    isOfPerson(answer) && repeats.insert(answer)
  }

  /// Compares the last answers that were counted with the earlier ones.
  mutating func settle() { repeats.settle() }

  /// Counts an answer about one class, or with one at most.
  mutating func add(_ answer: Answer, isPartial: Bool) {
    totals.add(answer)
    if keepsRepeats, isOfPerson(answer) { repeats.note(answer) }
    if isPartial { partial += 1 }
    guard answer.askedClass < 0 else {
      pairs.add(
        answer.image, answer.askedClass, condition: answer.condition, level: answer.level,
        shown: 1, selected: answer.chosenClass == answer.askedClass ? 1 : 0,
        partial: isPartial ? 1 : 0)
      return
    }
    if let hasRoom = dense?.count(answer) {
      if !hasRoom { makeSparse() }
    } else {
      pairs.show(answer.image, condition: answer.condition, level: answer.level)
      if answer.chosenClass >= 0 {
        pairs.select(
          answer.image, answer.chosenClass, condition: answer.condition, level: answer.level)
      }
    }
  }

  /// Counts an answer that spreads over several classes.
  mutating func add(_ answer: Answer, weights: [(targetClass: Int32, weight: Double)]) {
    totals.add(answer)
    pairs.show(answer.image, condition: answer.condition, level: answer.level)
    for part in weights {
      pairs.select(
        answer.image, part.targetClass, condition: answer.condition, level: answer.level,
        weight: part.weight)
    }
  }

  /// Adds published counts of one pair, and says whether they are its first.
  mutating func add(
    _ image: Int32, _ targetClass: Int32, condition: Int32, level: Double, shown: Int64,
    selected: Double, partial: Int64
  ) -> Bool {
    self.partial += Int(partial)
    return pairs.add(
      image, targetClass, condition: condition, level: level, shown: shown, selected: selected,
      partial: partial)
  }

  /// Adds published votes of one class, each of which is an answer to which all classes were open.
  mutating func add(
    votes: Int64, _ image: Int32, _ targetClass: Int32, condition: Int32, level: Double
  ) {
    makeSparse()
    pairs.show(image, condition: condition, level: level, count: votes)
    pairs.select(image, targetClass, condition: condition, level: level, weight: Double(votes))
  }

  /// Passes on all tallies in order of image, condition, level and class.
  ///
  /// - Parameters:
  ///   - targets: For each image its reference class, or −1.
  ///   - hasCounts: Whether numbers of votes are known; then a pair that was never shown is left out.
  ///   - body: Receives one tally.
  /// - Returns: How many pairs were never shown.
  mutating func forEachTally(
    targets: [Int32], hasCounts: Bool, _ body: (Tally) throws -> Void
  ) rethrows -> Int {
    guard let dense, pairs.isEmpty else {
      makeSparse()
      return try pairs.forEach(
        labelSpace: labelSpace, targets: targets, hasCounts: hasCounts, body)
    }
    try dense.forEachGroup { image, condition, level, shown, chosen in
      for (item, count) in zip(labelSpace.classes, chosen) {
        try body(
          Tally(
            image: image, targetClass: item.index, condition: condition, level: level,
            shown: shown, selected: Double(count)))
      }
    }
    return 0
  }

  /// Moves the dense counts to those of pairs.
  private mutating func makeSparse() {
    guard let counts = dense else { return }
    dense = nil
    counts.forEachGroup { image, condition, level, shown, chosen in
      pairs.show(image, condition: condition, level: level, count: shown)
      for (item, count) in zip(labelSpace.classes, chosen) where count > 0 {
        pairs.select(
          image, item.index, condition: condition, level: level, weight: Double(count))
      }
    }
  }
}
