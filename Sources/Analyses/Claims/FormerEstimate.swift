/// The name of an estimate in a claim of version 0.1, which held quantity and scores in one text.
///
/// `kendall_accuracy_avh` was the quantity `correlation_with_accuracy` of the score `avh`. Manifests that
/// people have still say so.
struct FormerEstimate {
  private let quantity: String
  private let method: String?
  private let score: String
  private let otherScore: String?

  /// What a name began with, the quantity it is now, and its coefficient where that was in the name.
  private static let beginnings: [(former: String, quantity: String, method: String?)] = [
    ("kendall_accuracy_", "correlation_with_accuracy", "kendall"),
    ("all_levels_spearman_", "correlation_over_all_levels", "spearman"),
    ("all_levels_pearson_", "correlation_over_all_levels", "pearson"),
    ("levels_spearman_", "correlation_over_levels", "spearman"),
    ("levels_pearson_", "correlation_over_levels", "pearson"),
    ("people_", "strength", nil),
  ]

  /// The quantities whose names had the score behind them and were else as they are.
  private static let kept = [
    "last_strength_change", "strength_change", "last_change", "change", "risen", "trend", "rising",
    "early_share", "late_share", "late_change", "weakest_growth", "weakest_order", "ordered_from",
    "mean_accuracy", "mean_ece", "accuracy", "precision", "ece",
  ]

  /// Takes a name apart; nil for one that is a quantity of today.
  init?(_ name: String) {
    if let found = Self.beginnings.first(where: { name.hasPrefix($0.former) }) {
      (quantity, method, otherScore) = (found.quantity, found.method, nil)
      score = String(name.dropFirst(found.former.count))
      return
    }
    guard let found = Self.kept.first(where: { name.hasPrefix($0 + "_") }) else { return nil }
    let rest = name.dropFirst(found.count + 1)
    guard rest != "difference", rest != "corrected", rest != "if_calibrated" else { return nil }
    method = nil
    // Selections and losses of trained heads are written with hyphens today.
    let isHead = ["accuracy", "precision", "ece", "mean_accuracy", "mean_ece"].contains(found)
    func word(_ text: some StringProtocol) -> String {
      String(text.map { isHead && $0 == "_" ? "-" : $0 })
    }
    if let minus = rest.firstRange(of: "_minus_") {
      quantity = "\(found)_difference"
      score = word(rest[..<minus.lowerBound])
      otherScore = word(rest[minus.upperBound...])
    } else {
      (quantity, score, otherScore) = (found, word(rest), nil)
    }
  }

  /// Puts the parts where they belong.
  func write(into primary: inout PrimaryEstimand) {
    primary.estimate = quantity
    primary.score = primary.score ?? score
    primary.otherScore = primary.otherScore ?? otherScore
    primary.method = primary.method ?? method
  }
}
