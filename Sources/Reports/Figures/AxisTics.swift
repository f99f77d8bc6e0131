internal import Foundation
internal import StudyValues

/// The numbers beside an axis, in the style of the report's other numbers.
///
/// gnuplot's own formats know neither a number without the zero before its point nor a true minus.
struct AxisTics: Equatable {
  /// One mark of an axis; a mark without a number has an empty name.
  struct Tic: Equatable {
    var name: String
    var position: Double
    /// Whether the mark is a short one between two numbers.
    var isMinor = false
  }

  /// The marks from the lower edge to the upper.
  var tics: [Tic]

  /// Marks at the multiples of 1, 2 or 5 times a power of ten, as close as they have room.
  ///
  /// - Parameters:
  ///   - edges: The edges of the axis.
  ///   - most: How many numbers have room.
  ///   - style: How numbers are written.
  /// - Returns: The marks; none where the edges are equal or not finite.
  static func linear(
    _ edges: ClosedRange<Double>, most: Double, style: NumberStyle
  ) -> AxisTics {
    let width = edges.upperBound - edges.lowerBound
    guard width > 0, width.isFinite else { return AxisTics(tics: []) }
    let least = width / max(most, 2)
    let power = pow(10, floor(log10(least)))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= least * (1 - 1e-9) } ?? width
    return multiples(of: step, in: edges, style: style)
  }

  /// Marks at the multiples of a step, at most 1,000.
  static func multiples(
    of step: Double, in edges: ClosedRange<Double>, style: NumberStyle, named: Bool = true
  ) -> AxisTics {
    // An edge that is a multiple but for its last bits has its mark.
    let first = (edges.lowerBound / step - 1e-9).rounded(.up)
    let last = (edges.upperBound / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1_000 else { return AxisTics(tics: []) }
    let decimals = max(0, Int(-floor(log10(step) + 1e-9)))
    return AxisTics(
      tics: (0...Int(last - first)).map { index in
        let position = (first + Double(index)) * step
        let name = Self.name(position, decimals: decimals, step: step, style: style)
        return Tic(name: named ? name : "", position: position)
      })
  }

  /// Marks at powers of ten, with short ones between them, for an axis where equal ratios have equal
  /// distances; an axis without two powers of ten has numbers at 2 and 5 as well.
  static func logarithmic(
    _ edges: ClosedRange<Double>, most: Double, style: NumberStyle
  ) -> AxisTics {
    guard edges.lowerBound > 0, edges.upperBound.isFinite else { return AxisTics(tics: []) }
    let first = Int(floor(log10(edges.lowerBound)))
    let last = Int(ceil(log10(edges.upperBound)))
    let inside = (first...last).filter { edges.contains(pow(10, Double($0))) }
    let every = max(1, Int((Double(inside.count) / max(most, 2)).rounded(.up)))
    let named: Set<Int> = inside.count < 2 ? [1, 2, 5] : [1]
    var tics: [Tic] = []
    for exponent in first...last {
      for digit in 1...9 {
        let position = Double(digit) * pow(10, Double(exponent))
        guard edges.contains(position) else { continue }
        guard named.contains(digit), (exponent - first).isMultiple(of: every) else {
          if every == 1 { tics.append(Tic(name: "", position: position, isMinor: true)) }
          continue
        }
        tics.append(
          Tic(
            name: Self.name(position, decimals: max(0, -exponent), step: position, style: style),
            position: position))
      }
    }
    return AxisTics(tics: tics)
  }

  /// Marks at given positions, with three significant digits.
  static func at(_ positions: [Double], style: NumberStyle) -> AxisTics {
    AxisTics(
      tics: positions.map { position in
        let rounded = RoundedNumber.significant(position, digits: 3)
        let decimals = rounded.firstIndex(of: ".").map { rounded[$0...].count - 1 } ?? 0
        return Tic(
          name: Self.name(position, decimals: decimals, step: abs(position), style: style),
          position: position)
      })
  }

  /// The list as gnuplot reads it.
  var gnuplot: String {
    tics.map {
      "\(GnuplotScript.quotedTic($0.name)) \(GnuplotScript.number($0.position))"
        + ($0.isMinor ? " 1" : "")
    }.joined(separator: ", ")
  }

  private static func name(
    _ value: Double, decimals: Int, step: Double, style: NumberStyle
  ) -> String {
    guard value != 0 else { return "0" }
    // Whole numbers have no decimals beside others: 0, .5, 1.
    let isWhole = abs(value - value.rounded()) < 1e-9 * abs(value)
    guard step >= 1e-4, abs(value) < 1e7 else {
      return RoundedNumber.significant(value, digits: 3).replacing("-", with: "\u{2212}")
    }
    return style.number(value, decimals: isWhole ? 0 : decimals)
  }
}
