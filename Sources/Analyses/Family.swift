internal import RealModule
internal import Statistics
internal import StudyValues

/// Adjusts the p-values of the rows of an analysis, family by family.
enum Family {
  /// Adjusts correlations: a family is every network and score of one coefficient, group, population
  /// and human measure.
  static func adjust(_ rows: inout [CorrelationResult], method: String) {
    guard let adjustment = PAdjustment(rawValue: method) else { return }
    let families = Dictionary(grouping: rows.indices.filter { rows[$0].log10P != nil }) {
      index -> [String] in
      let row = rows[index]
      return [row.human, row.method, row.group, row.ciMethod ?? ""]
    }
    for members in families.values {
      let adjusted = values(members.map { rows[$0].log10P ?? 0 }, adjustment)
      for (position, index) in members.enumerated() {
        rows[index].pAdjusted = adjusted[position]
        rows[index].adjustment = adjustment.rawValue
        rows[index].familySize = members.count
      }
    }
  }

  /// Adjusts comparisons: a family is every network of one pair, coefficient, test, population and
  /// group.
  static func adjust(_ rows: inout [ComparisonResult], method: String) {
    guard let adjustment = PAdjustment(rawValue: method) else { return }
    let families = Dictionary(grouping: rows.indices.filter { rows[$0].log10P != nil }) {
      index -> [String] in
      let row = rows[index]
      return [
        row.human, row.scoreA, row.scoreB, row.method, row.test, row.classes ?? "", row.group,
      ]
    }
    for members in families.values {
      let adjusted = values(members.map { rows[$0].log10P ?? 0 }, adjustment)
      for (position, index) in members.enumerated() {
        rows[index].pAdjusted = adjusted[position]
        rows[index].adjustment = adjustment.rawValue
        rows[index].familySize = members.count
      }
    }
  }

  private static func values(_ log10P: [Double], _ adjustment: PAdjustment) -> [Double] {
    // A p-value of 1 can come out as a logarithm of +1e-17.
    let logarithms = log10P.map { min(0, $0 * 2.302585092994045684) }
    guard let adjusted = try? adjustment.adjust(lnP: logarithms) else {
      preconditionFailure("logarithms of p-values are numbers of at most 0")
    }
    return adjusted.map { Double.exp($0) }
  }
}
