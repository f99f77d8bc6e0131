internal import Statistics

/// The single answers of a set, arranged for the statistics of annotators.
///
/// Answers whose annotator is unknown (-1) take no part: they cannot be put beside others of the same
/// person.
struct RaterTable {
  private let answers: AnswerTriples

  init(_ answers: AnswerTriples) { self.answers = answers }

  /// Who selected the true class of which image of a table, of those who were asked about it.
  ///
  /// In a free choice everybody who answered was asked; in a yes-or-no task those asked about the true
  /// class were.
  ///
  /// - Throws: The errors of `RaterSelections`.
  func selections(for table: ImageTable) throws(StatisticsError) -> RaterSelections {
    try selections(images: table.images, targets: table.targetClass)
  }

  /// The same for a list of images and their true classes.
  func selections(
    images: [String], targets: [Int]
  ) throws(StatisticsError) -> RaterSelections {
    let places = Dictionary(zip(images, 0...)) { first, _ in first }
    let placeOfImage = answers.images.map { places[$0] ?? -1 }
    var raters: [Int32] = []
    var rows: [Int32] = []
    var selected: [Int32] = []
    for index in answers.image.indices {
      let place = answers.image[index] < 0 ? -1 : placeOfImage[Int(answers.image[index])]
      guard place >= 0, answers.annotator[index] >= 0 else { continue }
      let asked = answers.askedClass[index]
      guard asked < 0 || Int(asked) == targets[place] else { continue }
      raters.append(answers.annotator[index])
      rows.append(Int32(place))
      selected.append(Int(answers.chosenClass[index]) == targets[place] ? 1 : 0)
    }
    return try RaterSelections(
      raters: raters, images: rows, selected: selected,
      shown: [Int32](repeating: 1, count: raters.count), raterCount: answers.annotators.count,
      imageCount: images.count)
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

  /// Every answer with its level where responses have an order, else with its label.
  ///
  /// No, maybe and yes are 0, 1 and 2: an agreement of answers says nothing of the rule that later turns
  /// them into selections.
  ///
  /// - Parameter classCount: The number of labels of ``labelled(classCount:)``.
  /// - Returns: The answers.
  /// - Throws: The errors of `LabelledAnswers`.
  func levels(classCount: Int) throws(StatisticsError) -> LabelledAnswers {
    let order = ["no": Int32(0), "maybe": 1, "yes": 2]
    let known = answers.responses.map { order[$0.lowercased()] }
    guard known.contains(1), !known.contains(nil) else {
      return try labelled(classCount: classCount)
    }
    return try questions(classCount: 3) { index in
      let response = Int(answers.response[index])
      return known.indices.contains(response) ? known[response] : nil
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
