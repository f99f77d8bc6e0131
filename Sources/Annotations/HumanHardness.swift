/// The human selection frequency of an (image, class) with its 95 % interval.
///
/// ```text
/// HSF = (selected + w · partial) / shown          w = 0, 1/2 or 1
/// HSF = selected / (shown − partial)              when *maybe* is dropped
/// ```
///
/// The interval is Wilson's score interval on the number of annotators, z = 1.959964. HSF is in
/// [0, 1] and lower is harder. It is nil when nobody was shown the pair; the interval is also nil
/// when the number of annotators is unknown. Selections may be fractional (weights, half a *maybe*).
///
/// Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
package struct HumanHardness: Sendable, Equatable {
  /// The index of the image.
  package let image: Int32
  /// The class, as an index of the label space.
  package let targetClass: Int32
  /// The index of the condition, or −1.
  package let condition: Int32
  /// The level within the condition, or NaN.
  package let level: Double
  /// The number of annotators that count under the rule; 0 when unknown.
  package let shown: Int64
  /// The selection frequency, or nil when the pair was never shown.
  package let hsf: Double?
  /// The lower end of the interval.
  package let hsfLow: Double?
  /// The upper end of the interval.
  package let hsfHigh: Double?

  /// Computes the hardness of one tally.
  ///
  /// - Parameters:
  ///   - tally: The counts.
  ///   - maybe: What a *maybe* is worth.
  ///   - hasCounts: Whether the tally holds counts; otherwise `selected` is the published share.
  package init(_ tally: Tally, maybe: MaybeRule = .zero, hasCounts: Bool = true) {
    image = tally.image
    targetClass = tally.targetClass
    condition = tally.condition
    level = tally.level
    let counting = maybe == .drop ? tally.shown - tally.partial : tally.shown
    shown = hasCounts ? counting : 0
    guard hasCounts else {
      hsf = tally.selected
      hsfLow = nil
      hsfHigh = nil
      return
    }
    guard counting > 0 else {
      hsf = nil
      hsfLow = nil
      hsfHigh = nil
      return
    }
    let count = Double(counting)
    let share = (tally.selected + (maybe.weight ?? 0) * Double(tally.partial)) / count
    let z = 1.959_963_984_540_054
    let middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    let variance = max(0, share * (1 - share) / count) + z * z / (4 * count * count)
    let half = z * variance.squareRoot() / (1 + z * z / count)
    hsf = share
    hsfLow = share == 0 ? 0 : max(0, middle - half)
    hsfHigh = share == 1 ? 1 : min(1, middle + half)
  }
}
