/// The colours of the figures, which people with any colour vision can tell apart.
enum Palette {
  /// Ten stops of viridis (van der Walt and Smith 2015), which gnuplot 5.4 lacks.
  static let viridis = [
    "#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58",
    "#b5de2b", "#fde725",
  ]

  /// From light grey to dark blue, for counts whose background is white.
  static let counts = ["#e8eaec", "#b9c7d4", "#7fa1bd", "#44749b", "#1b3a57"]

  /// A scale from blue through white to red for values around zero (ColorBrewer RdBu).
  static let diverging = [
    "#2166ac", "#67a9cf", "#d1e5f0", "#f7f7f7", "#fddbc7", "#ef8a62", "#b2182b",
  ]

  /// Unordered colours (Okabe and Ito 2008), without the yellow that is too light on white.
  static let categories = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c6d31",
  ]

  /// The colour of the single series of a figure.
  static let main = "#31688e"

  /// A list of colours as a gnuplot palette.
  static func gnuplot(_ colours: [String]) -> String {
    let stops = colours.enumerated().map { "\($0.offset) '\($0.element)'" }
    return "set palette defined (\(stops.joined(separator: ", ")))"
  }

  /// The colours of some series: along viridis when they have an order, else unordered.
  static func colours(_ count: Int, isOrdered: Bool) -> [String] {
    guard isOrdered else { return (0..<count).map { categories[$0 % categories.count] } }
    let last = Double(viridis.count - 2)
    return (0..<count).map { index in
      let share = count > 1 ? Double(index) / Double(count - 1) : 0.4
      return viridis[Int((share * last).rounded())]
    }
  }
}
