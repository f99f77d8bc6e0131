internal import Analyses
internal import Networks
internal import Statistics
internal import Studies
internal import StudyValues

/// The answer of a study in about three sentences that can be repeated without the page.
struct StudySummary {
  let result: StudyResult
  private let style: NumberStyle

  init(_ result: StudyResult, _ style: NumberStyle) {
    self.result = result
    self.style = style
  }

  var sentences: [Prose] {
    if let deciding = DecidingComparison(result) {
      let human = deciding.rows[0].human
      return [lead(deciding), chance(deciding), missing(deciding), ceiling(of: human)]
        .compactMap(\.self)
    }
    return [strength, verdicts, ceiling(of: leading?.human)].compactMap(\.self)
  }

  private func number(_ value: Double, least: Int = 2) -> String {
    style.number(value, decimals: style.decimals(width: nil, least: least))
  }

  /// Which of the two scores follows people more closely, and where.
  private func lead(_ deciding: DecidingComparison) -> Prose {
    let rows = deciding.rows
    let names = deciding.names
    let ahead = rows.filter { ($0.difference ?? 0) > 0 }
    let behind = rows.filter { ($0.difference ?? 0) < 0 }
    let firstLeads = ahead.count > behind.count
    let winner = firstLeads ? names.first : names.second
    let loser = firstLeads ? names.second : names.first
    let winning = firstLeads ? ahead : behind
    let margin = deciding.claim?.primary.margin ?? result.manifest.decisions.margin
    let most = rows.compactMap { $0.difference.map(abs) }.max() ?? 0
    let degree = most <= 2.5 * margin ? "slightly more closely" : "more closely"
    let example = winning.first ?? rows[0]
    let strengths = [firstLeads, !firstLeads].map {
      deciding.strength(example, first: $0, in: result).real
    }
    // Two numbers of which one is larger are not printed alike.
    let shown = strengths.map { value in value.map { number($0) } ?? "no number" }
    let values =
      strengths[0] != strengths[1] && shown[0] == shown[1]
      ? strengths.map { value in value.map { number($0, least: 3) } ?? "no number" } : shown
    let human =
      example.human == HumanMeasure.hsf.rawValue
      ? "people" : HumanMeasure.title(of: example.human)
    let coefficient = example.method.capitalizedFirst
    let numbers: Prose =
      "(\(name: example.modelA): \(coefficient) correlation \(values[0]) against \(values[1]))"
    let all = rows.flatMap { row in
      [true, false].map { deciding.strength(row, first: $0, in: result).real ?? 0 }
    }
    if all.allSatisfy({ $0 < 0 }) {
      let place: Prose =
        rows.count == 1 ? "" : " in any of \(NumberStyle.words(rows.count)) networks"
      return """
        Neither \(winner) nor \(loser) follows \(human)\(place): all correlations point the other way \
        \(numbers).
        """
    }
    guard number(most, least: 3) != number(0, least: 3) else {
      return "\(names.first) and \(names.second) follow \(human) equally closely \(numbers)."
    }
    if rows.count == 1 {
      return """
        \(winner.capitalizedFirst) follows \(human) \(degree) than \(loser) does \(numbers).
        """
    }
    if winning.count == rows.count {
      return """
        In \(rows.count == 2 ? "both networks" : "every network") \(winner) follows \(human) \
        \(degree) than \(loser) does \(numbers).
        """
    }
    return """
      In \(NumberStyle.words(winning.count)) of \(NumberStyle.words(rows.count)) networks \(winner) follows \
      \(human) \(degree) than \(loser) does \(numbers).
      """
  }

  /// Whether the difference is beyond chance, for what sample, and what follows.
  private func chance(_ deciding: DecidingComparison) -> Prose? {
    let rows = deciding.rows
    let known = rows.filter { $0.ciLow != nil && $0.ciHigh != nil }
    guard !known.isEmpty else { return nil }
    let beyond = known.filter { ($0.ciLow ?? 0) > 0 || ($0.ciHigh ?? 0) < 0 }
    let sample = sample(rows[0])
    let example = beyond.first ?? known[0]
    let interval = style.estimate(
      example.difference ?? 0, example.ciLow, example.ciHigh, least: 3)
    let verdict = deciding.claim.flatMap { claim in
      result.verdicts.first { $0.claim == claim.id }?.outcome
    }
    let numbers: Prose = rows.count == 1 ? "(\(interval))" : "(\(name: example.modelA) \(interval))"
    let missing = beyond.isEmpty ? 0 : without(deciding).count
    let consequence = consequence(verdict, deciding, of: rows.count, missing: missing)
    if rows.count == 1 {
      let word = beyond.isEmpty ? "is not beyond chance" : "is beyond chance"
      return "With \(sample) the difference \(word) \(numbers)\(consequence)."
    }
    // Where networks differ it matters for which of the two.
    let sides = [1.0, -1].map { sign in beyond.count { ($0.difference ?? 0) * sign > 0 } }
    let split =
      sides.contains(0)
      ? ""
      : " ("
        + zip(sides, [deciding.names.first, deciding.names.second])
        .map { "\(NumberStyle.words($0)) for \($1)" }.joined(separator: ", ") + ")"
    let count =
      beyond.isEmpty
      ? "in none of \(NumberStyle.words(rows.count)) networks"
      : beyond.count == rows.count
        ? rows.count == 2 ? "in both networks" : "in all \(NumberStyle.words(rows.count)) networks"
        : "in \(NumberStyle.words(beyond.count)) of \(NumberStyle.words(rows.count)) networks"
    let adjusted = adjusted(rows, beyond: beyond.count, verdict)
    return """
      With \(sample) the difference is beyond chance \(count)\(split) \(numbers)\(adjusted)\(consequence).
      """
  }

  /// The networks without a number in the comparison, and what that does to its claim.
  private func missing(_ deciding: DecidingComparison) -> Prose? {
    let names = without(deciding)
    guard !names.isEmpty else { return nil }
    let verdict = deciding.claim.flatMap { claim in
      result.verdicts.first { $0.claim == claim.id }
    }
    let end =
      verdict.map { $0.outcome == nil } == true
      ? ", so there is no verdict on a claim about all networks" : ""
    let who =
      names.count > 4
      ? "\(NumberStyle.words(names.count).capitalizedFirst) networks"
      : names.joined(separator: ", ")
    return Prose(plain: "\(who) \(names.count == 1 ? "has" : "have") no number here\(end).")
  }

  /// The networks without a number in the comparison.
  private func without(_ deciding: DecidingComparison) -> [String] {
    let known = Set(deciding.rows.map(\.modelA))
    return result.manifest.models.map(\.name).filter { !known.contains($0) }
  }

  private func sample(_ row: ComparisonResult) -> String {
    guard row.population == .classesRandom else { return (row.population ?? .images).words }
    // Classes without images are no part of the sample.
    let classes =
      row.df.flatMap { Int(exactly: $0.rounded()) }.map { $0 &+ 1 }
      ?? result.tables.first { $0.key.model == row.modelA }?.classNames.count
    return classes.map { "the \(NumberStyle.words($0)) \(Population.classesRandom.words)" }
      ?? Population.classesRandom.words
  }

  /// What the data say about each claim, where no two scores are compared.
  private var verdicts: Prose? {
    let judged = result.verdicts.filter { $0.outcome != nil }
    guard !judged.isEmpty else { return nil }
    let parts = judged.map { verdict -> String in
      let claim = verdict.text.hasSuffix(".") ? String(verdict.text.dropLast()) : verdict.text
      return verdict.outcome == .cannotBeDecided
        ? "“\(claim)” \(ClaimVerdict.Outcome.cannotBeDecided.rawValue)"
        : "“\(claim)” is \(verdict.outcome?.rawValue ?? "")"
    }
    return Prose(plain: parts.joined(separator: "; ") + ".")
  }

  /// The correlations of the first analysis that has any, over all images.
  private var strengthRows: [CorrelationResult] {
    let output = result.outputs.first { !$0.correlations.isEmpty }
    return (output?.correlations ?? []).filter {
      $0.grouping == "all" && $0.method == "spearman" && $0.statistic != nil
    }
  }

  /// The first of these, which says what they are about.
  private var leading: CorrelationResult? { strengthRows.first }

  /// The range of the first score's correlation over networks.
  private var strength: Prose? {
    guard let first = leading else { return nil }
    let rows = strengthRows
    var seen: Set<String> = []
    let own = rows.filter { $0.score == first.score && seen.insert($0.model).inserted }
    let sign = result.tables.lazy.compactMap { $0.score(first.score)?.sign }.first ?? 1
    let turn = sign * (HumanMeasure(rawValue: first.human)?.sign ?? 1)
    func value(_ row: CorrelationResult) -> Double { (row.statistic ?? 0) * turn }
    guard let weakest = own.min(by: { value($0) < value($1) }),
      let strongest = own.max(by: { value($0) < value($1) })
    else { return nil }
    let score = Score.title(of: first.score)
    let human = HumanMeasure.title(of: first.human)
    func text(_ row: CorrelationResult) -> String {
      guard case .estimated(let value, let low, let high) = row.strength(turn) else {
        return number(value(row))
      }
      return style.estimate(value, low, high)
    }
    let sample = (strongest.population ?? .images).words
    if own.count == 1 {
      return """
        \(score) of \(name: strongest.model) and \(human) order images alike by \(text(strongest)) \
        (Spearman correlation, turned so that positive means that the score follows people; 95 % interval, \
        \(sample)).
        """
    }
    return """
      Over \(NumberStyle.words(own.count)) networks the Spearman correlation of \(score) with \(human), turned \
      so that positive means that the score follows people, runs from \(text(weakest)) \
      (\(name: weakest.model)) to \(text(strongest)) (\(name: strongest.model)); 95 % intervals, \(sample).
      """
  }

  private func ceiling(of human: String?) -> Prose? {
    guard
      let ceiling = result.ceiling("spearman", with: human ?? HumanMeasure.hsf.rawValue)
    else { return nil }
    guard ceiling.low < 0.995 else {
      return "The votes of \(name: ceiling.set) are all but free of noise: the noise ceiling is 1."
    }
    let (low, high) = (number(ceiling.low), number(ceiling.high))
    let range = low == high ? "about \(low)" : "\(low) to \(high)"
    return """
      People's votes are themselves noisy: with those of the set \(name: ceiling.set) no score can be expected to \
      reach more than \(range) (the noise ceiling).
      """
  }
}
