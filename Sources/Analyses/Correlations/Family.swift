internal import RealModule
internal import Statistics
internal import StudyValues

/// A row with a p-value that may be adjusted for its family.
protocol AdjustedRow {
  /// What the rows of one family have in common.
  ///
  /// Analysis and data set are those of the rows that are adjusted together. All groups of one grouping
  /// are one family; networks, conditions, levels and steps are its members.
  var family: [String?] { get }
  var log10P: Double? { get }
  var pAdjusted: Double? { get set }
  var log10PAdjusted: Double? { get set }
  var adjustment: String? { get set }
  var familySize: Int? { get set }
}

extension CorrelationResult: AdjustedRow {
  var family: [String?] {
    [human, method, score, population?.rawValue, grouping, test, covariates]
  }
}

extension ComparisonResult: AdjustedRow {
  var family: [String?] { [human, method, scoreA, scoreB, population?.rawValue, grouping, test] }
}

/// Adjusts the p-values of the rows of an analysis, family by family.
enum Family {
  /// Adjusts every row that has a p-value.
  ///
  /// - Parameters:
  ///   - rows: The rows of one analysis.
  ///   - method: The name of the adjustment; another word leaves the rows as they are.
  static func adjust(_ rows: inout [some AdjustedRow], method: String) {
    guard let adjustment = PAdjustment(rawValue: method) else { return }
    let tested = rows.indices.filter { rows[$0].log10P != nil }
    for members in Dictionary(grouping: tested, by: { rows[$0].family }).values {
      // A p-value of 1 can come out as a logarithm of +1e-17.
      let logarithms = members.map { min(0, (rows[$0].log10P ?? 0) * 2.302585092994045684) }
      guard let adjusted = try? adjustment.adjust(lnP: logarithms) else {
        preconditionFailure("logarithms of p-values are numbers of at most 0")
      }
      for (index, lnP) in zip(members, adjusted) {
        rows[index].pAdjusted = Double.exp(lnP)
        rows[index].log10PAdjusted = lnP / 2.302585092994045684
        rows[index].adjustment = adjustment.rawValue
        rows[index].familySize = members.count
      }
    }
  }
}
