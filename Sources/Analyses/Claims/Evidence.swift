internal import RealModule
internal import Statistics
internal import StudyValues

/// One network's, or one condition's, share in the decision of a claim: a row that its primary estimand
/// chose.
struct Evidence {
  /// Whom the row is about: network and condition, else what is a random sample.
  let group: String
  /// The network, where the row is about one.
  let model: String?
  /// The condition, where the row is about one.
  var condition: String?
  let value: Double
  let low: Double?
  let high: Double?
  let error: Double?
  let df: Double?
  let p: Double?
  let log10P: Double?
  /// The smallest p that so few units can give.
  let smallestP: Double?
  let population: Population?
  /// The coefficient, where the row's p is that of an order of units.
  var order: CorrelationMethod?
  let n: Int?
  let note: String?
  /// Whether the row's error leaves out what varies in its population.
  var decidesNothing = false

  /// The estimate, where the interval is made of it and its standard error, on its own scale or on
  /// Fisher's.
  var estimate: StrengthEstimate? {
    guard let error, error > 0, let low, let high else { return nil }
    return [false, true].lazy.map {
      StrengthEstimate(
        estimate: value, standardError: error, df: df, method: "primary", isCorrelation: $0)
    }.first { own in
      guard let limits = try? own.interval() else { return false }
      func middle(_ low: Double, _ high: Double) -> Double {
        own.isCorrelation
          ? FisherZ.transform(low) + FisherZ.transform(high) : low + high
      }
      return abs(middle(limits.low, limits.high) - middle(low, high)) < error / 50
    }
  }

  /// The decimal logarithm of p against a reference; nil where the row has none of that.
  func log10P(against reference: Double) -> Double? {
    if reference == 0, let log10P { return log10P }
    if reference == 0, let p { return Double.log10(p) }
    return estimate.map { $0.test(null: reference).pValue.log10P }
  }

  /// What the row says on its own.
  ///
  /// - Parameters:
  ///   - sign: 1 when values above the reference speak for the claim, else -1.
  ///   - reference: The value that means no effect.
  ///   - margin: The half-width of what counts as none; 0 leaves equivalence out.
  ///   - alpha: The level.
  ///   - log10P: The p-value that decides; adjusted for the number of networks where that is the rule.
  ///   - isAdjusted: Whether it is one of several that are adjusted.
  /// - Returns: One of the outcomes of one row, so never mixed.
  func vote(
    sign: Double, reference: Double, margin: Double, alpha: Double, log10P: Double?,
    isAdjusted: Bool = false
  ) -> ClaimVerdict.Outcome {
    if decidesNothing { return .cannotBeDecided }
    if let smallestP, smallestP > alpha { return .cannotBeDecided }
    let effect = sign * (value - reference)
    let isBeyondChance = log10P.map { $0 <= Double.log10(alpha) }
    if let estimate {
      // Two one-sided tests at the level are the interval of twice that level inside the margin.
      if margin > 0, let limits = try? estimate.interval(level: 1 - 2 * alpha),
        limits.low > reference - margin, limits.high < reference + margin
      {
        return .equivalent
      }
      guard isBeyondChance == true else { return .tooCloseToCall }
      return effect > 0 ? .supported : .contradicted
    }
    guard let low, let high else {
      // Without an interval only networks as a sample decide, by the exact test over them.
      guard population == .networks, let isBeyondChance else { return .cannotBeDecided }
      guard isBeyondChance else { return .tooCloseToCall }
      return effect > 0 ? .supported : .contradicted
    }
    // An interval of width 0 says that nothing moved the value, not that it is sure; and what is tested
    // against the reference has to be beyond chance by its test too.
    guard low < high else { return .cannotBeDecided }
    let bounds = [sign * (low - reference), sign * (high - reference)].sorted()
    if bounds[0] > -margin && bounds[1] < margin { return .equivalent }
    // Limits of the level itself say nothing at an adjusted one.
    if isAdjusted, isBeyondChance == nil { return .cannotBeDecided }
    if isBeyondChance == false { return .tooCloseToCall }
    if bounds[0] > 0 { return .supported }
    return bounds[1] < 0 ? .contradicted : .tooCloseToCall
  }
}

// MARK: - Choosing rows

extension Evidence {
  /// The rows that decide, and the networks that have none.
  ///
  /// - Parameters:
  ///   - primary: What decides.
  ///   - outputs: The outputs of the study's analyses.
  ///   - needs: What the analysis is to have rows for.
  /// - Returns: The rows with a value, and who has none and why.
  static func rows(
    _ primary: PrimaryEstimand, _ outputs: [AnalysisOutput], needs: ClaimNeeds
  ) -> (found: [Evidence], missing: [MissingEvidence]) {
    let output = outputs.filter { $0.analysis == primary.analysis }
    let (found, without) =
      primary.estimate.map { estimates($0, primary, output) } ?? comparisons(primary, output)
    return (found, without + needs.absent(from: found, without))
  }

  private static func estimates(
    _ quantity: String, _ primary: PrimaryEstimand, _ output: [AnalysisOutput]
  ) -> (found: [Evidence], missing: [MissingEvidence]) {
    var rows = output.flatMap(\.estimates).filter { row in
      row.key.quantity == quantity && (primary.score == nil || row.key.score == primary.score)
        && (primary.otherScore == nil || row.key.otherScore == primary.otherScore)
        && (primary.group == nil || row.key.group == primary.group)
        && (primary.method == nil || row.key.method == primary.method)
        && (primary.population.map { $0 == row.key.population }
          ?? (row.key.population != .classesFixed && row.key.grouping != "seed"))
    }
    // Units of an exact test without a name, such as five levels, are no sample.
    if rows.contains(where: { $0.key.population != nil }) {
      rows.removeAll { $0.key.population == nil }
    }
    // Leaving out an image or a class does not make a sample of networks.
    if primary.population == nil, rows.contains(where: { $0.key.population == .networks }) {
      rows.removeAll { $0.key.population != .networks }
    }
    let found = rows.compactMap { row in
      row.value.map { value in
        Evidence(
          group: row.key.owner, model: row.key.model, condition: row.key.condition, value: value,
          low: row.low, high: row.high, error: row.standardError, df: row.df, p: row.p,
          log10P: row.log10P, smallestP: row.smallestP, population: row.key.population,
          order: row.standardError == nil && row.p != nil && row.key.population == .networks
            ? row.key.method.flatMap(CorrelationMethod.init) : nil,
          n: row.n, note: row.note, decidesNothing: row.decidesNothing)
      }
    }
    let missing = rows.filter { $0.value == nil }.map {
      MissingEvidence(
        group: $0.key.owner, model: $0.key.model, condition: $0.key.condition,
        reason: $0.note ?? "no value")
    }
    return (found, missing)
  }

  private static func comparisons(
    _ primary: PrimaryEstimand, _ output: [AnalysisOutput]
  ) -> (found: [Evidence], missing: [MissingEvidence]) {
    let rows = output.flatMap(\.comparisons).filter { $0.grouping == Grouping.all.rawValue }
    let method = primary.method ?? CoefficientName.spearman.rawValue
    let chosen = rows.filter { row in
      row.method == method && row.test == primary.test
        && (primary.comparedPopulation.map { $0 == row.population } ?? true)
    }
    // The first pair of the analysis is the one that decides.
    guard let pair = rows.first.map({ [$0.scoreA, $0.scoreB] }) else { return ([], []) }
    let found = chosen.filter { [$0.scoreA, $0.scoreB] == pair }.compactMap { row in
      row.difference.flatMap { value in
        row.ciLow.flatMap { low in
          row.ciHigh.map { high in
            Evidence(
              group: row.modelA, model: row.modelA, value: value, low: low, high: high,
              error: row.standardError, df: row.df, p: row.p, log10P: row.log10P, smallestP: nil,
              population: row.population, n: row.n, note: row.note)
          }
        }
      }
    }
    var missing: [MissingEvidence] = []
    for row in rows where [row.scoreA, row.scoreB] == pair {
      guard !found.contains(where: { $0.group == row.modelA }),
        !missing.contains(where: { $0.group == row.modelA })
      else { continue }
      let notes = rows.filter { $0.modelA == row.modelA && $0.difference == nil }
        .compactMap(\.note)
      missing.append(
        MissingEvidence(
          group: row.modelA, model: row.modelA, condition: nil,
          reason: notes.first ?? row.note ?? "no row"))
    }
    return (found, missing)
  }
}

extension ResultKey {
  /// Whom a piece of evidence is about: the network and condition, else what is a random sample.
  fileprivate var owner: String {
    let parts = [model, condition, level.map { RoundedNumber.significant($0, digits: 4) }]
      .compactMap(\.self)
    return parts.isEmpty ? population?.rawValue ?? "all" : parts.joined(separator: " ")
  }
}
