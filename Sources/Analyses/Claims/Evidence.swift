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
  let n: Int?
  let note: String?
  /// Whether the row's error leaves out what varies in its population.
  var decidesNothing = false

  /// The estimate, where the interval is made of it and its standard error.
  var estimate: StrengthEstimate? {
    guard let error, error > 0 else { return nil }
    let estimate = StrengthEstimate(
      estimate: value, standardError: error, df: df, method: "primary", isCorrelation: false)
    guard let low, let high else { return nil }
    guard let own = try? estimate.interval(), abs(own.low + own.high - low - high) < error / 50
    else { return nil }
    return estimate
  }

  /// The smallest difference that would be found with 80 % power; nil without a standard error of the
  /// population that the row is about.
  func detectable(alpha: Double) -> Double? {
    decidesNothing ? nil : estimate.map { $0.detectable(alpha: alpha) }
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
  /// - Returns: One of the outcomes of one row, so never mixed.
  func vote(
    sign: Double, reference: Double, margin: Double, alpha: Double, log10P: Double?
  ) -> ClaimVerdict.Outcome {
    if decidesNothing { return .cannotBeDecided }
    if let smallestP, smallestP > alpha { return .cannotBeDecided }
    let effect = sign * (value - reference)
    let isBeyondChance = log10P.map { $0 <= Double.log10(alpha) }
    if let estimate {
      let centred = StrengthEstimate(
        estimate: effect, standardError: estimate.standardError, df: df, method: "primary",
        isCorrelation: false)
      if let test = try? centred.equivalence(margin: margin), test.pValue.p <= alpha {
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
  ///   - networks: The networks that the analysis is to have rows for.
  /// - Returns: The rows with a value, and who has none and why.
  static func rows(
    _ primary: PrimaryEstimand, _ outputs: [AnalysisOutput], networks: [String]
  ) -> (found: [Evidence], missing: [(group: String, reason: String)]) {
    let output = outputs.filter { $0.analysis == primary.analysis }
    let (found, without) =
      primary.estimate.map { estimates($0, primary, output) } ?? comparisons(primary, output)
    var missing = without
    // A score of all networks together is not one network's.
    if found.contains(where: { $0.model != nil && $0.model != "networks" }) {
      let named = Set(found.compactMap(\.model) + without.map(\.group))
      missing += networks.filter { !named.contains($0) }.map { ($0, "no row") }
    }
    return (found, missing)
  }

  private static func estimates(
    _ quantity: String, _ primary: PrimaryEstimand, _ output: [AnalysisOutput]
  ) -> (found: [Evidence], missing: [(group: String, reason: String)]) {
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
          group: row.key.owner, model: row.key.model, value: value, low: row.low, high: row.high,
          error: row.standardError, df: row.df, p: row.p, log10P: row.log10P,
          smallestP: row.smallestP, population: row.key.population, n: row.n, note: row.note,
          decidesNothing: row.decidesNothing)
      }
    }
    let missing = rows.filter { $0.value == nil }
      .map { (group: $0.key.owner, reason: $0.note ?? "no value") }
    return (found, missing)
  }

  private static func comparisons(
    _ primary: PrimaryEstimand, _ output: [AnalysisOutput]
  ) -> (found: [Evidence], missing: [(group: String, reason: String)]) {
    let rows = output.flatMap(\.comparisons).filter { $0.grouping == Grouping.all.rawValue }
    let method = primary.method ?? CoefficientName.spearman.rawValue
    let chosen = rows.filter { row in
      row.method == method && row.test == primary.test
        && (row.population == (primary.population ?? .classesRandom) || row.test != "influence")
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
    var missing: [(group: String, reason: String)] = []
    for row in rows where [row.scoreA, row.scoreB] == pair {
      guard !found.contains(where: { $0.group == row.modelA }),
        !missing.contains(where: { $0.group == row.modelA })
      else { continue }
      let notes = rows.filter { $0.modelA == row.modelA && $0.difference == nil }
        .compactMap(\.note)
      missing.append((row.modelA, notes.first ?? row.note ?? "no row"))
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
