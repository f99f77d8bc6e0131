internal import Networks
internal import Statistics
internal import StudyValues

/// Annotators who are persons and judged many of the same images.
struct RaterPanel {
  let id: String
  let set: String
  let answers: AnswerTriples
  let table: ImageTable

  /// The strength of each score with the variance of images and that of annotators.
  func strengths(
    _ columns: [(model: String, column: ScoreColumn)], decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard !columns.isEmpty else { return [] }
    do {
      let raters = try selections()
      // The votes as answered; a rule that gives a half answer some worth has no such votes.
      let totals = raters.totals
      let hsf = zip(totals.selected, totals.shown).map { Double($0) / Double($1) }
      let known = columns.filter { !$0.column.values.contains(where: \.isNaN) }
      let joint = try JointCorrelations(
        .spearman, scores: known.map(\.column.hardness),
        directions: known.map { _ in .higherIsHarder }, human: hsf,
        humanDirection: .higherIsEasier, threads: decisions.threads)
      let images = try joint.covariance(.images)
      let people = try joint.raterCovariance(raters, threads: decisions.threads)
      let both = images.adding(people)
      return try known.enumerated().map { index, entry in
        let estimate = joint.strength(index, both)
        let interval = try estimate.interval(level: 1 - decisions.alpha)
        let test = estimate.test()
        let contrast = StrengthContrast.strength(index)
        let alone = StrengthCovariance(count: known.count, sources: [people])
        let share = alone.variance(contrast).variance / both.variance(contrast).variance
        return EstimateResult(
          analysis: id, name: "people_\(entry.column.name)", group: "\(set) \(entry.model)",
          value: estimate.estimate, low: interval.low, high: interval.high, n: table.count,
          method: "strength (both turned so that higher = harder); \(interval.method)",
          p: test.pValue.p, log10P: test.pValue.log10P,
          note: "\(Verdict.number(100 * share)) % of the variance is the choice of annotators")
      }
    } catch {
      return [
        EstimateResult(
          analysis: id, name: "people_\(columns[0].column.name)", group: set, value: nil,
          note: "\(error)")
      ]
    }
  }

  /// The answers about each image's own label, annotator by annotator.
  private func selections() throws(StatisticsError) -> RaterSelections {
    let place = Dictionary(zip(table.images, 0...)) { first, _ in first }
    let images = answers.images.map { place[$0] }
    var (raters, rows, selected) = ([Int32](), [Int32](), [Int32]())
    for answer in answers.image.indices {
      guard let image = images[Int(answers.image[answer])] else { continue }
      let target = Int32(table.targetClass[image])
      let asked = answers.askedClass[answer]
      guard asked < 0 || asked == target else { continue }
      raters.append(answers.annotator[answer])
      rows.append(Int32(image))
      selected.append(answers.chosenClass[answer] == target ? 1 : 0)
    }
    return try RaterSelections(
      raters: raters, images: rows, selected: selected,
      shown: [Int32](repeating: 1, count: rows.count), raterCount: answers.annotators.count,
      imageCount: table.count)
  }

  /// One row an annotator: answers, shares of the responses, agreement with the others on the same
  /// question, and the range of each over annotators.
  func addScreen(to output: inout AnalysisOutput) throws {
    let screen = try RaterScreen(labelled())
    let labels = answers.responses.isEmpty ? ["other", "chosen"] : answers.responses
    var summaries: [(name: String, values: [Double])] = []
    func add(_ name: String, _ value: (RaterScreen.Row) -> Double, _ method: String) {
      let values = screen.rows.map(value)
      for (row, value) in zip(screen.rows, values) {
        output.estimates.append(
          EstimateResult(
            analysis: id, name: name, group: "\(set) annotator \(row.annotator + 1)",
            value: value.isFinite ? value : nil, n: row.answers, method: method))
      }
      summaries.append((name, values.filter(\.isFinite).sorted()))
    }
    add("rater_answers", { Double($0.answers) }, "count")
    for (index, label) in labels.enumerated() {
      add("rater_share_\(label)", { $0.labelShares[index] }, "share of the annotator's answers")
    }
    add(
      "rater_agreement", \.agreement,
      "mean share of the others with the same answer to the question")
    add("rater_kappa", \.kappa, "agreement corrected for chance")
    for summary in summaries where !summary.values.isEmpty {
      output.estimates.append(
        EstimateResult(
          analysis: id, name: summary.name, group: set, value: Quantile.type7(summary.values, 0.5),
          low: summary.values.first, high: summary.values.last, n: summary.values.count,
          method: "median over annotators; limits are their range"))
    }
  }

  /// Every answer to every question, a question being an image and the class asked about.
  private func labelled() throws(StatisticsError) -> LabelledAnswers {
    var questions: [Int64: Int32] = [:]
    var question: [Int32] = []
    question.reserveCapacity(answers.image.count)
    for answer in answers.image.indices {
      let key = Int64(answers.image[answer]) << 32 | Int64(answers.askedClass[answer] + 1)
      let number = questions[key] ?? Int32(questions.count)
      questions[key] = number
      question.append(number)
    }
    let hasResponses = !answers.responses.isEmpty
    return try LabelledAnswers(
      images: question, annotators: answers.annotator,
      labels: hasResponses ? answers.response : answers.chosenClass.map { $0 >= 0 ? 1 : 0 },
      imageCount: questions.count, annotatorCount: answers.annotators.count,
      classCount: hasResponses ? max(2, answers.responses.count) : 2)
  }
}
