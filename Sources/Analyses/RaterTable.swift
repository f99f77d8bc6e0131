internal import Statistics
internal import StudyValues

/// The single answers of a set, arranged for the statistics of annotators.
///
/// Answers whose annotator is unknown (-1) take no part: they cannot be put beside others of the same
/// person.
struct RaterTable {
  private let answers: AnswerTriples

  init(_ answers: AnswerTriples) { self.answers = answers }

  /// Who selected the true class of which image, of those who were asked about it.
  ///
  /// In a free choice everybody who answered was asked; in a yes-or-no task those asked about the true
  /// class were. A *maybe* counts by the rule of the set: under one half every answer has two showings,
  /// of which a *maybe* selects one, so that the sums stay whole; it is left out where it is dropped.
  ///
  /// - Parameters:
  ///   - table: The images of the set.
  ///   - images: The images to look at, as positions in the table; all when nil. Entries of the result
  ///     are positions in this list.
  /// - Returns: The selections, whose sums are the HSF of the table.
  /// - Throws: `StatisticsError.undefined` when the answers do not add up to the stored HSF, because
  ///   the set has weights or answers of nobody in particular; the errors of `RaterSelections`.
  func selections(
    for table: ImageTable, among images: [Int]? = nil
  ) throws(StatisticsError) -> RaterSelections {
    let images = images ?? Array(0..<table.count)
    let rule = images.first.map { table.selections[$0].rule } ?? .zero
    let names = Dictionary(zip(images.map { table.images[$0] }, 0...)) { first, _ in first }
    let placeOfImage = answers.images.map { names[$0] ?? -1 }
    let maybes = answers.responses.map { PresenceAnswer($0) == .maybe }
    let unit: Int32 = rule == .half ? 2 : 1
    var (raters, rows, selected): ([Int32], [Int32], [Int32]) = ([], [], [])
    for index in answers.image.indices {
      let place = answers.image[index] < 0 ? -1 : placeOfImage[Int(answers.image[index])]
      guard place >= 0, answers.annotator[index] >= 0 else { continue }
      let (asked, target) = (Int(answers.askedClass[index]), table.targetClass[images[place]])
      guard asked < 0 || asked == target else { continue }
      let response = Int(answers.response[index])
      let isMaybe = asked >= 0 && maybes.indices.contains(response) && maybes[response]
      if isMaybe, rule == .drop { continue }
      raters.append(answers.annotator[index])
      rows.append(Int32(place))
      selected.append(
        isMaybe
          ? Int32((rule.weight ?? 0) * Double(unit))
          : Int(answers.chosenClass[index]) == target ? unit : 0)
    }
    let result = try RaterSelections(
      raters: raters, images: rows, selected: selected,
      shown: [Int32](repeating: unit, count: raters.count), raterCount: answers.annotators.count,
      imageCount: images.count)
    let totals = result.totals
    for (place, image) in images.enumerated() {
      let frequency = Double(totals.selected[place]) / Double(totals.shown[place])
      guard frequency == table.hsf[image] else {
        throw .undefined(
          reason: "the single answers to `\(table.images[image])` do not add up to its HSF, since "
            + "the set has weights or answers without an annotator")
      }
    }
    return result
  }

  /// Every answer with its label: the chosen class, or no and yes for each question about a class.
  ///
  /// In a free choice, answers without a class are left out.
  ///
  /// - Throws: The errors of `LabelledAnswers`.
  func labelled(classCount: Int) throws(StatisticsError) -> LabelledAnswers {
    if answers.askedClass.contains(where: { $0 >= 0 }) {
      return try questions(classCount: 2) {
        answers.chosenClass[$0] == answers.askedClass[$0] ? 1 : 0
      }
    }
    return try questions(classCount: classCount) {
      answers.chosenClass[$0] >= 0 ? answers.chosenClass[$0] : nil
    }
  }

  /// Whether responses are no, maybe and yes to one class.
  var hasOrderedLevels: Bool {
    let known = answers.responses.map(PresenceAnswer.init)
    return known.contains(.maybe) && !known.contains(nil)
      && answers.askedClass.contains { $0 >= 0 }
  }

  /// Every answer with its level where responses have an order, else with its label.
  ///
  /// No, maybe and yes are 0, 1 and 2: an agreement of answers says nothing of the rule that later turns
  /// them into selections.
  ///
  /// - Parameter classCount: The number of labels of ``labelled(classCount:)``.
  /// - Returns: The answers.
  /// - Throws: The errors of `LabelledAnswers`.
  func levels(classCount: Int) throws(StatisticsError) -> LabelledAnswers {
    let known = answers.responses.map(PresenceAnswer.init)
    guard hasOrderedLevels else { return try labelled(classCount: classCount) }
    return try questions(classCount: 3) { index in
      let response = Int(answers.response[index])
      return known.indices.contains(response) ? known[response]?.rawValue : nil
    }
  }

  /// The names of the labels of ``responses()``.
  var responseNames: [String] {
    answers.responses.isEmpty ? ["other", "chosen"] : answers.responses
  }

  /// Every answer with the response as given; where responses are not kept, whether a class was chosen.
  ///
  /// - Throws: The errors of `LabelledAnswers`.
  func responses() throws(StatisticsError) -> LabelledAnswers {
    let isKept = !answers.responses.isEmpty
    return try questions(classCount: max(2, responseNames.count)) {
      isKept ? answers.response[$0] : answers.chosenClass[$0] >= 0 ? 1 : 0
    }
  }

  // Every answer to every question, a question being an image and the class asked about; an answer
  // without a label is left out.
  private func questions(
    classCount: Int, label: (Int) -> Int32?
  ) throws(StatisticsError) -> LabelledAnswers {
    var questions: [Int64: Int32] = [:]
    var units: [Int32] = []
    var raters: [Int32] = []
    var labels: [Int32] = []
    for index in answers.image.indices where answers.annotator[index] >= 0 {
      guard let label = label(index) else { continue }
      let question = Int64(answers.image[index]) << 32 | Int64(answers.askedClass[index] + 1)
      let unit = questions[question] ?? Int32(questions.count)
      questions[question] = unit
      units.append(unit)
      raters.append(answers.annotator[index])
      labels.append(label)
    }
    return try LabelledAnswers(
      images: units, annotators: raters, labels: labels, imageCount: questions.count,
      annotatorCount: answers.annotators.count, classCount: classCount)
  }
}
