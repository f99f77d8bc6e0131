internal import Files
internal import StudyValues

/// A sentence or paragraph with a few marks, safe to mix with names from data.
///
/// In a literal, `*word*` is emphasis, `**word**` strong, a word between backticks code and `[@key]`
/// the citation of a bibliography entry; a backslash takes away the meaning of the next character.
/// What is put in by interpolation is always plain, whatever it contains:
///
/// ```swift
/// let sentence: Prose = "The network \(name) reaches *rho* = \(rho, decimals: 3) [@chen2020]."
/// ```
package struct Prose: Equatable, Sendable {
  /// One run of text with one appearance.
  package enum Run: Equatable, Sendable {
    /// Ordinary text.
    case plain(String)
    /// Emphasised text.
    case emphasis(String)
    /// Strongly emphasised text.
    case strong(String)
    /// A name or a command as it is typed.
    case code(String)
    /// A citation, by the key of a bibliography entry.
    case citation(String)
    /// A name from the data, which a page keeps apart from the direction of the text around it.
    case name(String)
  }

  /// The runs in reading order.
  package let runs: [Run]

  /// Creates text of runs.
  package init(runs: [Run]) { self.runs = runs }

  /// Creates text without marks.
  package init(plain text: String) { runs = text.isEmpty ? [] : [.plain(text)] }

  /// Creates text from a string with marks; an opening mark without its end stands for itself.
  package init(marked text: String) { runs = ProseParser(text).runs }

  /// The words without their marks; a citation is its key in brackets.
  package var plainText: String {
    runs.map { run in
      switch run {
      case .plain(let text), .emphasis(let text), .strong(let text), .code(let text),
        .name(let text):
        text
      case .citation(let key): "[\(key)]"
      }
    }.joined()
  }

  /// The keys of the entries that are cited, in reading order.
  package var citations: [String] {
    runs.compactMap { if case .citation(let key) = $0 { key } else { nil } }
  }
}

extension Prose: ExpressibleByStringInterpolation {
  /// Creates text from a literal with marks.
  package init(stringLiteral value: String) { self.init(marked: value) }

  /// Creates text from a literal with marks and plain values.
  package init(stringInterpolation: StringInterpolation) {
    self.init(marked: stringInterpolation.marked)
  }

  /// Collects a literal's marks and the plain values between them.
  package struct StringInterpolation: StringInterpolationProtocol {
    var marked = ""

    /// Creates an empty text.
    package init(literalCapacity: Int, interpolationCount: Int) {
      marked.reserveCapacity(literalCapacity)
    }

    /// Adds a part of the literal, whose marks count.
    package mutating func appendLiteral(_ literal: String) { marked += literal }

    /// Adds a value as plain text.
    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      marked += ProseParser.escaped(value.description)
    }

    /// Adds a name from the data.
    package mutating func appendInterpolation(name: String) {
      if !name.isEmpty { marked += ProseParser.marked(Prose(runs: [.name(name)])) }
    }

    /// Adds a number with a fixed number of decimals.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - decimals: The digits after the point.
    ///   - leadingZero: Whether `0.28` keeps its zero.
    package mutating func appendInterpolation(
      _ value: Double, decimals: Int, leadingZero: Bool = true
    ) {
      appendInterpolation(
        RoundedNumber.fixed(value, decimals: decimals, leadingZero: leadingZero))
    }

    /// Adds a count with its noun, as in a text: `\(2, "class")` is "2 classes".
    package mutating func appendInterpolation(
      _ count: some BinaryInteger, _ one: String, _ several: String? = nil
    ) {
      appendInterpolation("\(count, one, several)")
    }

    /// Adds another text with its marks.
    package mutating func appendInterpolation(_ prose: Prose) {
      marked += ProseParser.marked(prose)
    }
  }
}
