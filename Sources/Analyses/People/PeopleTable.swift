internal import Networks
package import StudyValues

/// What a person reads first about the people: one line per question, one column per annotation set.
package enum PeopleTable {
  /// One line.
  private struct Line {
    let words: String
    var kind = Column.Kind.coefficient(decimals: 3)
    let fits: @Sendable (ResultKey) -> Bool
  }

  /// The lines in reading order.
  private static let lines: [Line] = [
    line("images", "images", .integer), line("answers", "votes", .integer),
    line("answers an image", "votes_per_image", .fixed(decimals: 1)),
    line("annotators", "annotators", .integer),
    line("mean HSF", "mean", human: .hsf),
    line("share of images on which all agree with the label", "hsf_is_one"),
    line("share of images with HSF below one half", "hsf_below_half"),
    line("share of images whose majority is the label", "majority_agrees"),
    line("mean entropy of the answers (nats)", "mean", human: .labelEntropy),
    line("two people agree", "agreement", method: "percent-agreement"),
    line("Krippendorff's alpha", "agreement", method: "krippendorff-alpha-nominal"),
    line("alpha of levels in order", "agreement", method: "krippendorff-alpha-ordinal"),
    line("alpha of levels at distances", "agreement", method: "krippendorff-alpha-interval"),
    line("Cohen's kappa of the two annotators", "agreement", method: "cohen-kappa"),
    line("Fleiss' kappa", "agreement", method: "fleiss-kappa"),
    line("Gwet's AC1", "agreement", method: "gwet-ac1"),
    line("an annotator agrees with the others (median)", "rater_agreement"),
    line("kappa of an annotator with the others (median)", "rater_kappa"),
    line("accuracy of an annotator by Dawid and Skene (median)", "dawid_skene_accuracy"),
    line("reliability of HSF (Pearson)", "reliability", method: "pearson"),
    line("noise ceiling (Pearson)", "noise_ceiling", method: "pearson"),
    line("noise ceiling (Spearman)", "noise_ceiling", method: "spearman"),
    line("noise ceiling (Kendall)", "noise_ceiling", method: "kendall"),
    line("ceiling of ties alone (Spearman)", "tie_ceiling", method: "spearman"),
    line("ceiling of ties alone (Kendall)", "tie_ceiling", method: "kendall"),
  ]

  private static func line(
    _ words: String, _ quantity: String, _ kind: Column.Kind = .coefficient(decimals: 3),
    human: HumanMeasure? = nil, method: String? = nil
  ) -> Line {
    Line(words: words, kind: kind) { key in
      key.quantity == quantity && key.grouping == nil
        && (human == nil || key.human == human?.rawValue)
        && (method == nil || key.method == method)
    }
  }

  /// The table, how many of the rows it does not show, and why lines have no number.
  ///
  /// - Parameter rows: The estimates of votes, agreement and reliability.
  /// - Returns: The table; `left` counts what only the stored rows have: bins, annotators one by one,
  ///   halves and routes; `reasons` has a sentence for each line without a number in a set.
  package static func table(
    _ rows: [EstimateResult]
  ) -> (table: RowTable, left: Int, reasons: [String]) {
    var sets: [String] = []
    for row in rows {
      if let set = row.key.annotationSet, !sets.contains(set) { sets.append(set) }
    }
    var shown: Set<ResultKey> = []
    var reasons: [String] = []
    let cells = lines.compactMap { line -> [Cell]? in
      let found = sets.map { set in
        rows.first { $0.key.annotationSet == set && line.fits($0.key) }
      }
      shown.formUnion(found.compactMap { $0?.key })
      for case let row? in found where row.value == nil && row.rangeLow == nil {
        guard let set = row.key.annotationSet, let note = row.note else { continue }
        reasons.append("`\(set)`: no \(line.words): \(note)")
      }
      guard found.contains(where: { $0?.value != nil || $0?.rangeLow != nil }) else { return nil }
      return [.text(line.words)] + found.map { Cell($0.flatMap { text(of: $0, line.kind) }) }
    }
    let table = RowTable(
      columns: [Column("what", heading: "What", kind: .text)]
        + sets.map { Column($0, heading: $0, kind: .text) }, rows: cells)
    return (table, rows.count { !shown.contains($0.key) }, reasons)
  }

  private static func text(of row: EstimateResult, _ kind: Column.Kind) -> String? {
    func number(_ value: Double) -> String {
      switch kind {
      case .integer: RoundedNumber.significant(value, digits: 15)
      case .fixed(let decimals): RoundedNumber.fixed(value, decimals: decimals)
      default: RoundedNumber.fixed(value, decimals: 3, leadingZero: abs(value) > 1)
      }
    }
    let range = [row.rangeLow, row.rangeHigh].compactMap(\.self).map(number)
    guard let value = row.value else {
      return range.count == 2 ? "\(range[0]) to \(range[1])" : nil
    }
    if let low = row.low, let high = row.high {
      return "\(number(value)) [\(number(low)), \(number(high))]"
    }
    let isWider = range.count == 2 && range[0] != range[1]
    return number(value) + (isWider ? " (\(range[0]) to \(range[1]))" : "")
  }
}
