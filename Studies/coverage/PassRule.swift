import Statistics

/// Whether a share found by simulation agrees with its nominal value.
///
/// It passes within 1 point and 2 Monte-Carlo standard errors. Where a method promises a bound only,
/// one side of it passes whatever the distance.
struct PassRule {
  /// What the method promises.
  var promise = Trial.Promise.level
  /// The samples with a value.
  let samples: Double

  /// The coverage in per cent, bold with a word when it fails; empty without a number.
  func coverage(_ text: String) -> String {
    verdict(text, nominal: 0.95, mayExceed: promise == .bound, mayFallShort: false)
  }

  /// The share of rejections in per cent, bold with a word when it fails; empty without a number.
  func rejections(_ text: String) -> String {
    verdict(text, nominal: 0.05, mayExceed: false, mayFallShort: promise == .bound)
  }

  private func verdict(
    _ text: String, nominal: Double, mayExceed: Bool, mayFallShort: Bool
  ) -> String {
    guard let value = Double(text) else { return "" }
    let allowed = 0.01 + 2 * (nominal * (1 - nominal) / samples).squareRoot()
    let tenths = "\((value * 1000).rounded() / 10)"
    guard promise != .none else { return "(\(tenths))" }
    if value < nominal - allowed, !mayFallShort { return "**\(tenths) low**" }
    if value > nominal + allowed, !mayExceed { return "**\(tenths) high**" }
    return tenths
  }
}
