/// The bins of human selection frequency that the literature uses.
public enum SelectionBins {
  /// Returns the right-closed bin of a frequency, computed in integers.
  ///
  /// With five bins the edges are [0, .2], (.2, .4], (.4, .6], (.6, .8], (.8, 1]; a frequency of exactly
  /// an edge belongs to the lower bin: `bins * selected <= k * shown` for the k-th bin from 1.
  ///
  /// - Parameters:
  ///   - selected: The annotators who selected the class.
  ///   - shown: The annotators who judged the image, at least 1.
  ///   - bins: The number of bins, at least 1.
  /// - Returns: The bin, from 0.
  /// - Throws: ``StatisticsError/invalidCounts(row:)`` for impossible counts,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for fewer than one bin.
  public static func bin(
    selected: Int, shown: Int, bins: Int = 5
  ) throws(StatisticsError) -> Int {
    guard shown >= 1, selected >= 0, selected <= shown else { throw .invalidCounts(row: 0) }
    guard bins >= 1, bins <= 1_000_000 else {
      throw .outOfRange(name: "bins", value: Double(bins), allowed: "1 or more")
    }
    guard selected > 0 else { return 0 }
    let (product, overflow) = bins.multipliedReportingOverflow(by: selected)
    guard !overflow else {
      throw .outOfRange(name: "selected", value: Double(selected), allowed: "a count of people")
    }
    // The smallest k with bins * selected <= k * shown, counted from 0.
    let whole = product / shown
    return product.isMultiple(of: shown) ? whole - 1 : whole
  }

  /// Returns the name of a bin, for example `(0.2,0.4]`; the first one is closed, `[0,0.2]`.
  ///
  /// - Parameters:
  ///   - bin: The bin, from 0.
  ///   - bins: The number of bins.
  /// - Returns: The name.
  public static func binName(_ bin: Int, bins: Int = 5) -> String {
    func edge(_ k: Int) -> String {
      if k == 0 { return "0" }
      if k == bins { return "1" }
      return "\(Double(k) / Double(bins))"
    }
    return "\(bin == 0 ? "[" : "(")\(edge(bin)),\(edge(bin + 1))]"
  }
}
