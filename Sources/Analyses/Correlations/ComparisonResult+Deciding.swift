internal import Networks
internal import Statistics
internal import StudyValues

extension Sequence<ComparisonResult> {
  /// What decides: network, both coefficients, difference with its interval, p and verdict; one table
  /// and one sentence for each pair of scores, coefficient, sample, test and division of images.
  ///
  /// - Parameters:
  ///   - alpha: The level at which a difference counts as decided, on p adjusted where there is one, else
  ///     on p, else on whether the interval leaves out zero.
  ///   - signs: By score, 1 when higher = harder and -1 when higher = easier.
  /// - Returns: The tables in the order of the rows.
  package func decidingTables(alpha: Double, signs: [String: Double]) -> [DecidingTable] {
    grouped {
      [
        $0.annotationSet, $0.human, $0.scoreA, $0.scoreB, $0.method, $0.population?.rawValue ?? "",
        $0.test, $0.grouping, $0.condition ?? "",
      ]
    }.map { DecidingTable($0, alpha: alpha, signs: signs) }
  }
}

extension DecidingTable {
  /// The table of comparisons of one pair of scores.
  fileprivate init(_ rows: [ComparisonResult], alpha: Double, signs: [String: Double]) {
    let first = rows[0]
    let isDivided = rows.contains { $0.grouping != "all" }
    let adjustment = rows.first { $0.pAdjusted != $0.p }?.adjustment
    let level = rows.lazy.compactMap(\.ciLevel).first
    let columns: [(Column, (ComparisonResult) -> Cell)] = [
      (Column("annotation_set", heading: "Set", kind: .text), { .text($0.annotationSet) }),
      (Column("human", heading: "Human measure", kind: .text), { .text($0.human) }),
      (Column("method", heading: "Method", kind: .text), { .text($0.method) }),
      (Column("condition", heading: "Condition", kind: .text), { Cell($0.condition) }),
      (Column("grouping", heading: "By", kind: .text), { isDivided ? .text($0.grouping) : nil }),
      (Column("test", heading: "Test", kind: .text), { .text($0.test) }),
      (Column("df", heading: "df", kind: .integer), { Cell($0.df) }),
      (
        Column("model", heading: "Network", kind: .text),
        { .text($0.modelA == $0.modelB ? $0.modelA : "\($0.modelA), \($0.modelB)") }
      ),
      (
        Column("group", heading: "Images", kind: .text),
        { isDivided ? .text(ImageGroup.title(of: $0.group, by: $0.grouping)) : nil }
      ),
      (Column("n", heading: "n", kind: .integer), { .integer($0.n) }),
      (
        Column("statistic_a", heading: first.scoreA, kind: .coefficient(decimals: 3)),
        { Cell($0.statisticA) }
      ),
      (
        Column("statistic_b", heading: first.scoreB, kind: .coefficient(decimals: 3)),
        { Cell($0.statisticB) }
      ),
      (
        Column(
          "difference", heading: Self.heading("Difference", level: level),
          kind: .coefficient(decimals: 3)),
        { Cell($0.difference, low: $0.ciLow, high: $0.ciHigh) }
      ),
      (
        Column("p", heading: Self.heading(p: adjustment), kind: .probability),
        { Cell($0.pAdjusted ?? $0.p) }
      ),
      (
        Column("verdict", heading: "Verdict", kind: .text),
        { Cell($0.winner(alpha: alpha).map { $0 ?? Self.tooClose }) }
      ),
      (Column("note", heading: "Note", kind: .text), { Cell($0.note) }),
    ]
    self.init(
      caption: "\(first.scoreA) against \(first.scoreB), "
        + (first.population?.words ?? "images as the sample"),
      rows: RowTable(
        columns: columns.map(\.0), rows: rows.map { row in columns.map { $0.1(row) } }
      ).withoutEmptyColumns(), sentence: Self.sentence(rows, alpha: alpha, signs: signs))
  }

  /// Which of the two scores follows people more closely, in how many networks, and whether beyond
  /// chance.
  private static func sentence(
    _ rows: [ComparisonResult], alpha: Double, signs: [String: Double]
  ) -> String? {
    let first = rows[0]
    let judged = rows.filter { $0.winner(alpha: alpha) != nil }
    guard !judged.isEmpty else { return nil }
    let ahead = judged.filter { ($0.difference ?? 0) > 0 }
    let behind = judged.filter { ($0.difference ?? 0) < 0 }
    let leads = ahead.count >= behind.count
    let (winner, loser) =
      leads ? (first.scoreA, first.scoreB) : (first.scoreB, first.scoreA)
    let winning = leads ? ahead : behind
    func beyond(_ score: String) -> [ComparisonResult] {
      judged.filter { $0.winner(alpha: alpha) == .some(score) }
    }
    let isDivided = first.grouping != "all"
    let noun = isDivided ? "groups" : "networks"
    func list(_ rows: [ComparisonResult]) -> String {
      guard rows.count < judged.count, rows.count <= 8 else { return "" }
      let names = rows.map {
        isDivided ? "\($0.modelA) \(ImageGroup.title(of: $0.group, by: $0.grouping))" : $0.modelA
      }
      return " (\(names.joined(separator: ", ")))"
    }
    let won = beyond(winner)
    let lost = beyond(loser)
    let adjusted = rows.contains { $0.pAdjusted != $0.p } ? first.adjustment : nil
    let level =
      "(level \(RoundedNumber.fixed(alpha, decimals: 2, leadingZero: false))"
      + (adjusted.map { ", \($0.capitalizedFirst)" } ?? "") + ")"
    let lead =
      "\(Score.title(of: winner).capitalizedFirst) follows people more closely than "
      + "\(Score.title(of: loser))"
    func place(_ word: String) -> String {
      judged.count == 1 ? judged[0].modelA : "\(word) \(judged.count) \(noun)"
    }
    if judged.allSatisfy({ $0.strengths(signs).allSatisfy { $0 < 0 } }) {
      return
        "Neither \(Score.title(of: winner)) nor \(Score.title(of: loser)) follows people in "
        + "\(place("any of")): all correlations point the other way."
    }
    // What the table shows as .000 is nobody's lead.
    guard judged.contains(where: { abs($0.difference ?? 0) >= 0.0005 }) else {
      return "\(lead.replacing("more closely than", with: "as closely as")) in \(place("all"))."
    }
    if judged.count == 1 {
      let place = isDivided ? "\(first.modelA), \(first.group)" : first.modelA
      return "\(lead) in \(place), "
        + (won.isEmpty ? "but not beyond chance" : "beyond chance") + " \(level)."
    }
    let all = winning.count == judged.count
    let both = judged.count == 2
    let count =
      all ? both ? "both" : "all \(judged.count)" : "\(winning.count) of \(judged.count)"
    let certain =
      won.isEmpty
      ? both ? "neither" : "none"
      : won.count == judged.count ? both ? "both" : "all" : "\(won.count)\(list(won))"
    let other =
      lost.isEmpty
      ? "" : ", \(Score.title(of: loser)) beyond chance in \(lost.count)\(list(lost))"
    return "\(lead) in \(count) \(noun), beyond chance in \(certain)\(other) \(level)."
  }
}

extension ComparisonResult {
  /// Both coefficients, turned so that positive means that the score follows people.
  fileprivate func strengths(_ signs: [String: Double]) -> [Double] {
    let turn = HumanMeasure(rawValue: human)?.sign ?? 1
    return [(scoreA, statisticA), (scoreB, statisticB)].compactMap { score, value in
      value.map { $0 * turn * (signs[score] ?? 1) }
    }
  }

  /// The score that is ahead: nil where there is no number, nil within where it is too close to call.
  fileprivate func winner(alpha: Double) -> String?? {
    guard let difference else { return .none }
    let isDecided: Bool
    if let p = pAdjusted ?? p {
      isDecided = p <= alpha
    } else if let ciLow, let ciHigh {
      isDecided = ciLow > 0 || ciHigh < 0
    } else {
      return .none
    }
    return .some(isDecided && difference != 0 ? (difference > 0 ? scoreA : scoreB) : nil)
  }
}
