package import StudyValues

/// The table of a report's section on networks.
package enum NetworkTables {
  /// The quantities of the table by their names among the estimates of a study.
  package static let quantities: [(name: String, heading: String, kind: Column.Kind)] = [
    ("accuracy", "Accuracy", .fixed(decimals: 3)), ("mean_avh", "Mean AVH", .real(digits: 4)),
    ("mean_confidence", "Mean confidence", .fixed(decimals: 3)),
    ("mean_loss", "Mean loss", .fixed(decimals: 3)),
    ("mean_feature_norm", "Mean |x|", .real(digits: 4)), ("ece", "ECE", .fixed(decimals: 3)),
  ]

  /// One row per network with what the estimates hold of ``quantities``.
  package static func overview(_ estimates: [EstimateResult]) -> RowTable {
    ResultTables.perGroup(
      estimates, groupHeading: "Network", quantities: quantities, showsIntervals: false)
  }
}
