internal import Statistics

/// The single answers of a set, arranged for the statistics of annotators.
struct RaterTable {
  private let answers: AnswerTriples

  init(_ answers: AnswerTriples) { self.answers = answers }

  /// Whether the answers are yes or no to single classes.
  private var asksAboutClasses: Bool { answers.askedClass.contains { $0 >= 0 } }

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
    var questions: [Int: Int32] = [:]
    var units: [Int32] = []
    var raters: [Int32] = []
    var labels: [Int32] = []
    let asks = asksAboutClasses
    for index in answers.image.indices where answers.annotator[index] >= 0 {
      let chosen = answers.chosenClass[index]
      guard asks || chosen >= 0 else { continue }
      let asked = Int(answers.askedClass[index])
      let question = Int(answers.image[index]) * (classCount + 1) + asked + 1
      let unit = questions[question] ?? Int32(questions.count)
      questions[question] = unit
      units.append(unit)
      raters.append(answers.annotator[index])
      labels.append(asks ? (chosen == answers.askedClass[index] ? 1 : 0) : chosen)
    }
    return try LabelledAnswers(
      images: units, annotators: raters, labels: labels, imageCount: questions.count,
      annotatorCount: answers.annotators.count, classCount: asks ? 2 : classCount)
  }
}
