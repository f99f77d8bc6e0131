/// The only computations that figures do: right-closed bins and quantiles.
enum Binning {
  /// The five right-closed bins of human selection frequency, [0, .2], (.2, .4], …, (.8, 1].
  ///
  /// The quotients are those that a division of counts gives (3/5 = 6/10 as doubles), so that a value
  /// on an edge falls into the lower bin without an error of rounding.
  static let fifths: [Double] = [0, 1.0 / 5, 2.0 / 5, 3.0 / 5, 4.0 / 5, 1]

  /// The right-closed bin of a value; the first bin also holds its left edge.
  ///
  /// - Parameters:
  ///   - value: Any number.
  ///   - edges: The edges of the bins, increasing.
  /// - Returns: The index of the bin, or nil outside all of them.
  static func rightClosed(_ value: Double, edges: [Double]) -> Int? {
    guard let first = edges.first, value >= first else { return nil }
    guard let upper = edges.dropFirst().firstIndex(where: { value <= $0 }) else { return nil }
    return upper - 1
  }

  /// The name of a right-closed bin, for example `(.2, .4]`; the first is closed on both sides.
  static func name(_ index: Int, edges: [Double]) -> String {
    func text(_ value: Double) -> String {
      let text = NumberText.significant(value, digits: 4)
      return text.hasPrefix("0.") ? String(text.dropFirst()) : text
    }
    return "\(index == 0 ? "[" : "(")\(text(edges[index])), \(text(edges[index + 1]))]"
  }

  /// A quantile of sorted values by linear interpolation between order statistics (type 7 of Hyndman
  /// and Fan 1996, doi:10.1080/00031305.1996.10473566).
  static func quantile(_ sorted: [Double], _ q: Double) -> Double {
    precondition(!sorted.isEmpty, "a quantile needs a value")
    let position = q * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
