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
  /// What is a random sample besides images: the classes of the pilot, or others like them.
  package var population: Population = .images
  /// The fewest images that reach the power.
  package var images: Int?
  /// With classes as a sample, the fewest classes with as many images each as the pilot has.
  package var classes: Int?
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
    RowColumn(
      "population", "Population", \.populationName,
      "What the plan speaks about: images of these classes, or classes as a sample too."),
    RowColumn("images", "Images", \.images, "The fewest images that reach the power."),
    RowColumn(
      "classes", "Classes", \.classes,
      "With classes as a sample, the fewest classes with as many images each as the pilot has."),
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
    return try annotators.map { try plan(calculation, annotators: $0, power: power) }
  }

  private static func plan(
    _ calculation: DifferencePower, annotators: Double, power: Double
  ) throws -> PowerPlan {
    let pilot = calculation.pilot
    let isPearson = pilot.method == .pearson
    var plan = PowerPlan(
      method: pilot.method.rawValue, annotators: annotators,
      reliability: isPearson
        ? calculation.reliability(annotators: annotators) : pilot.reliability)
    guard isPearson || annotators == pilot.annotators else {
      plan.note =
        "a rank correlation is not stepped to other panels by a formula; give a study as the pilot"
      return plan
    }
    do throws(StatisticsError) {
      let found = try calculation.images(power: power, annotators: annotators)
      plan.difference = found.difference
      plan.images = found.images
      plan.votes = found.votes
      plan.power = found.power
    } catch {
      guard case .undefined(let reason) = error else { throw error }
      plan.note = reason
    }
    return plan
  }

  /// The plans of every network of a study, which is the pilot.
  ///
  /// Panels of each size are drawn from the votes of the study; see `PanelPower`. One plan is for images
  /// alone, and one, where the pilot has three classes or more, for classes as a sample too.
  ///
  /// - Parameters:
  ///   - data: The study.
  ///   - pair: The two scores.
  ///   - method: The coefficient.
  ///   - annotators: The numbers of annotators per image, whole.
  ///   - power: The power to reach.
  ///   - decisions: The level, the seed and the threads.
  /// - Returns: The plans of each network and number of annotators.
  /// - Throws: Errors of the store and of statistics, for example of a constant score.
  package static func plans(
    from data: ChosenData, pair: [String], method: CorrelationMethod, annotators: [Double],
    power: Double, decisions: AnalysisDecisions
  ) throws -> [PowerPlan] {
    try data.models.flatMap { model -> [PowerPlan] in
      let table = try data.table(model: model, annotationSet: data.annotationSets[0])
      let pilot = try pilot(of: table, pair: pair, method: method, decisions: decisions)
      return try annotators.flatMap { count -> [PowerPlan] in
        guard let whole = Int(exactly: count) else {
          throw StudyError.inconsistent(
            location: "--panels", problem: "a panel of \(count) people cannot be drawn from votes")
        }
        let panel = try pilot.panel(annotators: whole)
        let populations: [Population] =
          panel.errorOfClasses == nil ? [.images] : [.images, .classesRandom]
        return try populations.map { population in
          var plan = try plan(
            pilot, panel, population, power: power, alpha: decisions.alpha, method: method)
          (plan.model, plan.scoreA, plan.scoreB) = (model, pair[0], pair[1])
          return plan
        }
      }
    }
  }

  private static func plan(
    _ pilot: PanelPower, _ panel: PanelPower.Panel, _ population: Population, power: Double,
    alpha: Double, method: CorrelationMethod
  ) throws -> PowerPlan {
    var plan = PowerPlan(
      method: method.rawValue, annotators: Double(panel.annotators),
      reliability: panel.reliability, difference: panel.difference, population: population)
    do throws(StatisticsError) {
      let found = try pilot.plan(
        panel, power: power, alpha: alpha, classesAreSample: population == .classesRandom)
      (plan.images, plan.classes, plan.power) = (found.images, found.classes, found.power)
      plan.votes = found.images.map { Double($0 * panel.annotators) }
      if found.images == nil, population == .classesRandom {
        plan.note = "no number of images of \(pilot.classes) classes gives the power"
      }
    } catch {
      guard case .undefined(let reason) = error else { throw error }
      plan.note = reason
    }
    return plan
  }

  /// The population by its name.
  var populationName: String {
    get { population.rawValue }
    set { population = Population(rawValue: newValue) ?? .images }
  }

  private static func pilot(
    of table: ImageTable, pair: [String], method: CorrelationMethod, decisions: AnalysisDecisions
  ) throws -> PanelPower {
    guard let first = table.score(pair[0]), let second = table.score(pair[1]) else {
      throw StudyError.inconsistent(
        location: table.key.model, problem: "it has no scores \(pair[0]) and \(pair[1])")
    }
    let used = (0..<table.count).filter { !first.values[$0].isNaN && !second.values[$0].isNaN }
    let counts: SelectionCounts
    do {
      counts = try SelectionCounts(
        votes: used.map { table.selections[$0] }, set: table.key.annotationSet)
    } catch {
      throw StudyError.inconsistent(location: "the pilot", problem: "\(error)")
    }
    return try PanelPower(
      method, used.map { first.hardness[$0] }, used.map { second.hardness[$0] },
      counts: counts,
      classes: used.map { table.targetClass[$0] }, seed: decisions.seed,
      threads: decisions.threads)
  }
}
