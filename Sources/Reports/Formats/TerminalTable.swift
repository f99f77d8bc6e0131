internal import Files
internal import StudyValues

/// Rows in aligned columns.
///
/// Control characters in texts are shown as escapes, so that a name can neither break a line nor
/// command the terminal.
struct TerminalTable: RowFormat {
  private static let heldBack = 1_000

  private let columns: [Column]
  private let showsHeader: Bool
  private let look: TerminalLook
  private var pending: [[Cell]] = []
  private var layout: [Layout]?

  /// The width and alignment of one column.
  private struct Layout {
    let width: Int
    let isRightAligned: Bool
    let wraps: Bool
  }

  /// Creates the format.
  init(columns: [Column], showsHeader: Bool, look: TerminalLook = TerminalLook()) {
    self.columns = columns
    self.showsHeader = showsHeader
    self.look = look
  }

  func begin() -> String { "" }

  mutating func row(_ cells: [Cell]) -> String {
    if let layout { return lines(cells, layout) }
    pending.append(cells)
    return pending.count == Self.heldBack ? flush() : ""
  }

  mutating func end() -> String { layout == nil ? flush() : "" }

  private mutating func flush() -> String {
    let layout = measured()
    self.layout = layout
    defer { pending = [] }
    let body = pending.map { lines($0, layout) }.joined()
    guard showsHeader else { return body }
    let header = zip(columns, layout).map { look.heading(Self.padded(heading(of: $0), $1)) }
    let rule = layout.map { String(repeating: "-", count: $0.width) }
    return Self.joined(header) + Self.joined(rule) + body
  }

  private func heading(of column: Column) -> String {
    (look.usesHeadings ? column.heading : column.name).visible()
  }

  private func measured() -> [Layout] {
    let natural = columns.indices.map { index in
      let column = columns[index]
      let texts = pending.map { column.text($0[index]).visible() }
      let values = pending.map { $0[index] }.filter { !$0.isMissing }
      let areNumbers = !values.isEmpty && values.allSatisfy { $0.text == nil }
      let isText = values.contains { $0.text != nil }
      let header = showsHeader ? heading(of: column).terminalColumns : 0
      return (
        wish: ColumnFit.Wish(
          natural: max(header, texts.map(\.terminalColumns).max() ?? 0), heading: header,
          longestWord: isText ? texts.map(Self.longestWord).max() ?? 0 : nil),
        isRightAligned: column.isRightAligned ?? areNumbers
      )
    }
    let fit = ColumnFit(natural.map(\.wish), in: look.width)
    let hidden = columns.dropFirst(fit.widths.count)
    if !hidden.isEmpty { look.leftOut(hidden.map(heading)) }
    return zip(fit.widths, natural).map { width, column in
      Layout(
        width: width, isRightAligned: column.isRightAligned,
        wraps: width < column.wish.natural)
    }
  }

  /// One row, which has several lines where a text goes on below itself.
  private func lines(_ cells: [Cell], _ layout: [Layout]) -> String {
    let fields = layout.indices.map { index in
      let text = columns[index].text(cells[index]).visible()
      return layout[index].wraps ? ColumnFit.lines(of: text, width: layout[index].width) : [text]
    }
    return (0..<(fields.map(\.count).max() ?? 1)).map { line in
      Self.joined(
        layout.indices.map { index in
          let text = fields[index].indices.contains(line) ? fields[index][line] : ""
          return look.cell(Self.padded(text, layout[index]), columns[index], cells[index])
        })
    }.joined()
  }

  private static func longestWord(of text: String) -> Int {
    text.split(separator: " ").map(\.terminalColumns).max() ?? 0
  }

  private static func padded(_ text: String, _ layout: Layout) -> String {
    let space = String(repeating: " ", count: max(0, layout.width - text.terminalColumns))
    return layout.isRightAligned ? space + text : text + space
  }

  private static func joined(_ fields: [String]) -> String {
    var line = fields.joined(separator: String(repeating: " ", count: ColumnFit.gap))
    while line.hasSuffix(" ") { line.removeLast() }
    return line + "\n"
  }
}
