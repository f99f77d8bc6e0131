internal import StudyValues
internal import Analyses

/// The lines of a gnuplot script that writes one SVG file, with all texts quoted.
///
/// Texts stand in single quotes, where gnuplot neither runs backquotes nor expands macros, and enhanced
/// text is off, so that names with `_`, `^` or `{` are shown as they are.
struct GnuplotScript: Equatable {
  /// The size of the text in pixels.
  static let fontSize = 13.0

  /// The width of the picture in pixels.
  let width: Double
  /// The height of the picture in pixels.
  let height: Double
  /// The space around the plot in pixels: left, right, top, bottom.
  let margins: Margins
  /// How numbers are written.
  let style: NumberStyle
  /// The lines so far.
  private(set) var lines: [String]

  /// The space around the plot.
  struct Margins: Equatable {
    var left = 80.0
    var right = 24.0
    var top = 24.0
    var bottom = 64.0
  }

  /// Begins a script.
  init(
    id: String, style: NumberStyle, width: Double = 760, height: Double = 460,
    margins: Margins = Margins()
  ) {
    self.style = style
    self.width = width
    self.height = height
    self.margins = margins
    lines = [
      "# Draws \(id).svg from the CSV files beside this script: gnuplot -d \(id).gp",
      "set encoding utf8",
      "set terminal svg noenhanced size \(Self.number(width)),\(Self.number(height)) "
        + "font 'Arial,\(Self.number(Self.fontSize))' background rgb 'white' name 'layer'",
      "set output '\(id).svg'",
      "set datafile separator comma",
      "set datafile columnheaders",
      "set border 3 lc rgb '#404040'",
      "set tics nomirror out scale 0.6 textcolor rgb '#202020'",
      "set grid back lc rgb '#e6e6e6' lt 1 lw 1",
      "unset key",
    ]
    place(
      left: margins.left, right: width - margins.right, top: margins.top,
      bottom: height - margins.bottom)
  }

  /// The script that draws the same in another form.
  func text(id: String, as format: FigureFormat) -> String {
    var other = self
    other.lines[2] = format.terminal(width: width, height: height)
    other.lines[3] = "set output '\(id).\(format.rawValue)'"
    return other.text
  }

  /// The width of the plot without its margins, in pixels.
  var plotWidth: Double { width - margins.left - margins.right }

  /// The height of the plot without its margins, in pixels.
  var plotHeight: Double { height - margins.top - margins.bottom }

  /// Adds a line.
  mutating func add(_ line: String) { lines.append(line) }

  /// Fixes where the plot lies, in pixels from the upper left corner of the picture.
  mutating func place(left: Double, right: Double, top: Double, bottom: Double) {
    add("set lmargin at screen \(Self.number(left / width))")
    add("set rmargin at screen \(Self.number(right / width))")
    add("set tmargin at screen \(Self.number(1 - top / height))")
    add("set bmargin at screen \(Self.number(1 - bottom / height))")
  }

  /// Sets the label, the edges, the scale and the tics of an axis.
  ///
  /// - Parameters:
  ///   - name: `x` or `y`.
  ///   - axis: What it shows.
  ///   - edges: Its edges.
  ///   - named: The names at 1, 2 and so on, in place of numbers.
  mutating func axis(
    _ name: String, _ axis: FigureAxis, edges: ClosedRange<Double>, named: [String]? = nil
  ) {
    name == "x"
      ? label(
        axis.label, x: margins.left + plotWidth / 2, y: height - 18, align: "center")
      : label(
        axis.label, x: 16, y: margins.top + plotHeight / 2, align: "center rotate by 90")
    if axis.isLogarithmic { add("set logscale \(name)") }
    // A number needs about so many pixels.
    let most = name == "x" ? plotWidth / 64 : plotHeight / 38
    if let named {
      tics(name, named: named, from: 1)
    } else {
      tics(
        name,
        axis.isLogarithmic
          ? .logarithmic(edges, most: most, style: style)
          : .linear(edges, most: most, style: style))
    }
    add(
      "set \(name)range [\(Self.number(edges.lowerBound)):\(Self.number(edges.upperBound))]")
  }

  /// Adds a text at a place in pixels from the upper left corner of the picture.
  ///
  /// Used for the names of axes too: gnuplot's own places for them depend on the widths of the tics,
  /// which it can only guess.
  mutating func label(
    _ text: String, x: Double, y: Double, align: String, colour: String = "#202020",
    size: Double? = nil
  ) {
    label(
      text, at: "screen \(Self.number(x / width)), screen \(Self.number(1 - y / height))",
      align: align, colour: colour, size: size)
  }

  /// Names what the picture is about above the plot, for example the network; nothing when empty.
  mutating func title(_ text: String) {
    guard !text.isEmpty else { return }
    let shown = Self.shortened(Self.oneLine(text), toFit: plotWidth)
    label(
      shown,
      at: "screen \(Self.number(margins.left / width)), "
        + "screen \(Self.number(1 - 14 / height))", size: Self.fontSize, isBold: true)
  }

  /// Adds a text at a place given in gnuplot's coordinates, for example `graph 0.5, graph 1.02`.
  mutating func label(
    _ text: String, at place: String, align: String = "left", colour: String = "#202020",
    size: Double? = nil, isBold: Bool = false
  ) {
    let face = isBold ? "Arial:Bold" : ""
    let font = size.map { " font '\(face),\(Self.number($0))'" } ?? ""
    add(
      "set label \(Self.quoted(text)) at \(place) \(align) textcolor rgb '\(colour)'\(font) front")
  }

  /// Sets the tics of an axis.
  mutating func tics(_ axis: String, _ tics: AxisTics) {
    add("set \(axis)tics (\(tics.gnuplot))")
  }

  /// Sets the tics of an axis to names at 0, 1, 2 and so on, or from `first` on.
  mutating func tics(_ axis: String, named names: [String], from first: Double = 0) {
    tics(
      axis,
      AxisTics(tics: names.enumerated().map { .init(name: $1, position: first + Double($0)) }))
  }

  /// Plots some layers in one picture.
  mutating func plot(_ layers: [String]) {
    add("plot \(layers.joined(separator: ", \\\n     "))")
  }

  /// The whole script.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// A number as gnuplot reads it.
  static func number(_ value: Double) -> String { RoundedNumber.significant(value, digits: 12) }

  /// A text as gnuplot reads it, on one line and without control characters.
  static func quoted(_ text: String) -> String {
    "'" + oneLine(text).replacing("'", with: "''") + "'"
  }

  /// The name of a tic, in which gnuplot would read % as a format.
  static func quotedTic(_ text: String) -> String { quoted(text.replacing("%", with: "%%")) }

  /// A text on one line without control characters.
  static func oneLine(_ text: String) -> String {
    var result = ""
    for character in text {
      if character.isNewline || character == "\t" {
        result += " "
      } else if !character.unicodeScalars.contains(where: {
        $0.properties.generalCategory == .control
      }) {
        result.append(character)
      }
    }
    return result
  }

  /// About how many pixels a text is wide in the font of the figures.
  static func textWidth(_ text: String, size: Double = fontSize) -> Double {
    Double(text.count) * size * 0.56
  }

  /// How many pixels a text is wide in the widest of the common fonts, by kinds of characters.
  static func widest(_ text: some StringProtocol) -> Double {
    text.reduce(0) { sum, character in
      switch character {
      case " ", ".", ",", ":", ";", "!", "|", "'", "i", "j", "l", "I": sum + 0.36
      case "m", "w", "M", "W", "%", "@", "<", ">", "=", "+", "&": sum + 0.95
      case _ where !character.isASCII: sum + 1
      default: sum + (character.isUppercase ? 0.76 : 0.63)
      }
    } * fontSize
  }

  /// A text cut to so many pixels, with an ellipsis where something is missing.
  static func shortened(_ text: String, toFit width: Double) -> String {
    guard widest(text) > width else { return text }
    var kept = text[...]
    while !kept.isEmpty, widest(kept) + fontSize > width { kept.removeLast() }
    return kept + "…"
  }

  /// A text cut to a number of characters, with an ellipsis where something is missing.
  static func shortened(_ text: String, to count: Int) -> String {
    text.count <= count ? text : text.prefix(max(1, count - 1)) + "…"
  }
}
