/// The text of a picture as gnuplot writes it, read once from front to back for the parts that are
/// rewritten.
struct PictureText {
  /// A part that is rewritten.
  enum Part {
    /// The title of the picture or a tooltip, with the blanks after it.
    case title
    /// The description, gnuplot's version, with the blanks after it.
    case description
    /// The name of an element.
    case name(String)
    /// A link to a name.
    case link(String)
    /// The use of a name, for example as a pattern.
    case use(String)
    /// The three numbers of a colour.
    case colour([String])
    /// The name of the font.
    case font(isBold: Bool)
    /// The tag that begins the picture, with its box.
    case start(box: String?)
  }

  private let bytes: [UInt8]

  /// Takes the text of a picture.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// The text with each part exchanged.
  func rewritten(_ replacement: (Part) -> String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var place = 0
    while place < bytes.count {
      if let (part, end) = part(at: place) {
        result += replacement(part).utf8
        place = end
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: - Parts

  // Only tags that gnuplot writes are found: texts of ours are escaped and cannot hold one.
  private func part(at place: Int) -> (Part, end: Int)? {
    switch bytes[place] {
    case UInt8(ascii: "<"):
      element("title", at: place).map { (.title, $0) }
        ?? element("desc", at: place).map { (.description, $0) } ?? start(at: place)
    case UInt8(ascii: " "):
      name(after: [" id='", " id=\""], before: ["'", "\""], at: place).map { (.name($0), $1) }
    case UInt8(ascii: "h"):
      name(after: ["href='#"], before: ["'"], at: place).map { (.link($0), $1) }
    case UInt8(ascii: "u"):
      name(after: ["url(#"], before: [")"], at: place).map { (.use($0), $1) }
    case UInt8(ascii: "r"): colour(at: place)
    case UInt8(ascii: "f"):
      end(of: "font-family=\"Arial\"", at: place).map { (.font(isBold: false), $0) }
        ?? end(of: "font-family=\"Arial:Bold\"", at: place).map { (.font(isBold: true), $0) }
    default: nil
    }
  }

  /// An element without elements in it and the blanks behind it.
  private func element(_ tag: String, at place: Int) -> Int? {
    guard let text = end(of: "<\(tag)>", at: place),
      let last = bytes[text...].firstIndex(of: UInt8(ascii: "<")),
      let after = end(of: "</\(tag)>", at: last)
    else { return nil }
    return end(at: after, of: Self.isBlank)
  }

  private func start(at place: Int) -> (Part, end: Int)? {
    guard let name = end(of: "<svg", at: place), name < bytes.count, Self.isBlank(bytes[name]),
      let last = bytes[name...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    for box in name..<last {
      guard let value = end(of: "viewBox=\"", at: box),
        let quote = bytes[value..<last].firstIndex(of: UInt8(ascii: "\""))
      else { continue }
      return (.start(box: text(box..<quote + 1)), last + 1)
    }
    return (.start(box: nil), last + 1)
  }

  private func name(
    after starts: [String], before ends: [String], at place: Int
  ) -> (String, end: Int)? {
    guard let first = starts.lazy.compactMap({ end(of: $0, at: place) }).first else { return nil }
    let last = end(at: first) { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard last > first, let after = ends.lazy.compactMap({ end(of: $0, at: last) }).first else {
      return nil
    }
    return (text(first..<last), after)
  }

  private func colour(at place: Int) -> (Part, end: Int)? {
    guard var next = end(of: "rgb(", at: place) else { return nil }
    var numbers: [String] = []
    for mark in [",", ",", ")"] {
      let first = end(at: next) { $0 == UInt8(ascii: " ") }
      let last = end(at: first) { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard last > first, let after = end(of: mark, at: last) else { return nil }
      numbers.append(text(first..<last))
      next = after
    }
    return (.colour(numbers), next)
  }

  // MARK: - Bytes

  /// Where a text ends that stands at a place; nil where it does not.
  private func end(of text: String, at place: Int) -> Int? {
    bytes[place...].starts(with: text.utf8) ? place + text.utf8.count : nil
  }

  /// The first place from one on where a byte is of another kind.
  private func end(at place: Int, of kind: (UInt8) -> Bool) -> Int {
    bytes[place...].firstIndex { !kind($0) } ?? bytes.count
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }
}
