package import Analyses
package import Statistics
package import StudyValues

/// How many images and annotators it takes to see that one score follows people more closely than
/// another.
package struct PowerPlan: DescribedRow, Equatable {
  /// The network of the pilot; empty without one.
  package var model: String?
  /// The first score.
  package var scoreA: String?
  /// The second score.
  package var scoreB: String?
  /// The coefficient.
  package var method: String
  /// The annotators per image.
  package var annotators: Double
  /// The reliability of the human measure with them.
  package var reliability: Double
  /// The difference of the strengths with them, first minus second.
  package var difference: Double?
  /// The fewest images that reach the power.
  package var images: Int?
  /// Images times annotators.
  package var votes: Double?
  /// The power with that many images.
  package var power: Double?
  /// Why there is no number.
  package var note: String?

  package static let columns: [RowColumn<PowerPlan>] = [
    RowColumn("model", "Network", \.model, "The network of the pilot."),
    RowColumn("score_a", "Score", \.scoreA, "The first score."),
    RowColumn("score_b", "against", \.scoreB, "The second score."),
    RowColumn("method", "Method", \.method, "The coefficient."),
    RowColumn(
      "annotators", "Annotators", .real(digits: 4), \.annotators, "The annotators per image."),
    RowColumn(
      "reliability", "Reliability", .real(digits: 4), \.reliability,
      "The reliability of the human measure with them."),
    RowColumn(
      "difference", "Difference", .real(digits: 4), \.difference,
      "The difference of the strengths, first minus second."),
    RowColumn("images", "Images", \.images, "The fewest images that reach the power."),
    RowColumn("votes", "Votes", .real(digits: 4), \.votes, "Images times annotators."),
    RowColumn("power", "Power", .real(digits: 4), \.power, "The power with that many images."),
    RowColumn("note", "Note", \.note, "Why there is no number."),
  ]

  /// The plans of a pilot, one for each number of annotators.
  ///
  /// - Parameters:
  ///   - pilot: What the pilot found.
  ///   - annotators: The numbers of annotators per image.
  ///   - power: The power to reach.
  ///   - alpha: The two-sided significance level.
  /// - Returns: One plan a number; one that cannot reach the power says why.
  /// - Throws: `StatisticsError` for a power or level out of range.
  package static func plans(
    of pilot: DifferencePower.Pilot, annotators: [Double], power: Double, alpha: Double
  ) throws -> [PowerPlan] {
    let calculation = try DifferencePower(pilot, alpha: alpha)
    return try annotators.map { count in
      var plan = PowerPlan(
        method: pilot.method.rawValue, annotators: count,
        reliability: calculation.reliability(annotators: count))
      do throws(StatisticsError) {
        let found = try calculation.images(power: power, annotators: count)
        plan.difference = found.difference
        plan.images = found.images
        plan.votes = found.votes
        plan.power = found.power
      } catch .undefined(let reason) {
        plan.note = reason
      }
      return plan
    }
  }

  /// The plans of every network of a study, which is the pilot.
  ///
  /// Strengths, the correlation between the scores and the variance of the difference are measured on
  /// the images of the study; the reliability is that of its votes.
  ///
  /// - Parameters:
  ///   - data: The study.
  ///   - pair: The two scores.
  ///   - method: The coefficient.
  ///   - annotators: The numbers of annotators per image.
  ///   - power: The power to reach.
  ///   - decisions: The level, the seed and the threads.
  /// - Returns: One plan for each network and number of annotators.
  /// - Throws: Errors of the store and of statistics, for example of a constant score.
  package static func plans(
    from data: ChosenData, pair: [String], method: CorrelationMethod, annotators: [Double],
    power: Double, decisions: AnalysisDecisions
  ) throws -> [PowerPlan] {
    try data.models.flatMap { model -> [PowerPlan] in
      let table = try data.table(model: model, annotationSet: data.annotationSets[0])
      let pilot = try pilot(of: table, pair: pair, method: method, decisions: decisions)
      return try plans(of: pilot, annotators: annotators, power: power, alpha: decisions.alpha).map
      {
        var plan = $0
        plan.model = model
        plan.scoreA = pair[0]
        plan.scoreB = pair[1]
        return plan
      }
    }
  }

  private static func pilot(
    of table: ImageTable, pair: [String], method: CorrelationMethod, decisions: AnalysisDecisions
  ) throws -> DifferencePower.Pilot {
    guard let first = table.score(pair[0]), let second = table.score(pair[1]) else {
      throw StudyError.inconsistent(
        location: table.key.model, problem: "it has no scores \(pair[0]) and \(pair[1])")
    }
    let used = (0..<table.count).filter { !first.values[$0].isNaN && !second.values[$0].isNaN }
    let scores = [used.map { first.hardness[$0] }, used.map { second.hardness[$0] }]
    if let note = table.countsNote {
      throw StudyError.inconsistent(location: "the pilot", problem: note)
    }
    let hsf = table.hsf
    let joint = try JointCorrelations(
      method, scores: scores, directions: [.higherIsHarder, .higherIsHarder],
      human: used.map { hsf[$0] }, humanDirection: .higherIsEasier, threads: decisions.threads)
    let counts = try SelectionCounts(
      selected: used.map { table.selected[$0] }, shown: used.map { table.shown[$0] })
    let ceiling = try NoiseCeiling(
      counts, method: method, seed: decisions.seed, threads: decisions.threads)
    let votes = used.reduce(0) { $0 + table.shown[$1] }
    return try DifferencePower.Pilot(
      strengthA: joint.strengths[0], strengthB: joint.strengths[1],
      betweenScores: try method.correlation(scores[0], scores[1]).coefficient,
      reliability: min(1, ceiling.reliability),
      annotators: Double(votes) / Double(max(1, used.count)), method: method,
      varianceOfImage: DifferencePower.varianceOfImage(joint, 0, 1))
  }
}
