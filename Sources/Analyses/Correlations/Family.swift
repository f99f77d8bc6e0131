internal import RealModule
internal import Statistics
internal import StudyValues

/// Adjusts the p-values of the rows of an analysis, family by family.
enum Family {
  /// Adjusts every row that has a p-value.
  ///
  /// A row that decides nothing, such as a slope whose differences between classes were not found, was to be
  /// tested all the same: it counts in the size of its family as if its p were 1, so that its adjusted p is 1. With
  /// its own p, which may be far too small, the others would be adjusted for fewer tests than they are.
  ///
  /// - Parameters:
  ///   - rows: The rows of one analysis.
  ///   - method: The name of the adjustment; another word leaves the rows as they are.
  static func adjust(_ rows: inout [some AdjustedRow], method: String) {
    guard let adjustment = PAdjustment(rawValue: method) else { return }
    let tested = rows.indices.filter { rows[$0].log10P != nil }
    for members in Dictionary(grouping: tested, by: { rows[$0].family }).values {
      let adjusted = adjusted(
        members.map { rows[$0].decidesNothing ? 0 : rows[$0].log10P ?? 0 }, adjustment)
      for (index, log10P) in zip(members, adjusted) {
        rows[index].pAdjusted = Double.exp(log10P * ln10)
        rows[index].log10PAdjusted = log10P
        rows[index].adjustment = adjustment.rawValue
        rows[index].familySize = members.count
      }
    }
  }

  /// The decimal logarithms of the adjusted p-values of one family.
  static func adjusted(_ log10P: [Double], _ adjustment: PAdjustment) -> [Double] {
    // A p-value of 1 can come out as a logarithm of +1e-17.
    guard let adjusted = try? adjustment.adjust(lnP: log10P.map { min(0, $0 * ln10) }) else {
      preconditionFailure("logarithms of p-values are numbers of at most 0")
    }
    return adjusted.map { $0 / ln10 }
  }

  private static let ln10 = 2.302585092994045684
}
