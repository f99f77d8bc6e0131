internal import Files
internal import StudyValues

/// Rows in aligned columns without colours.
///
/// Control characters in texts are shown as escapes, so that a name can neither break a line nor
/// command the terminal.
struct TerminalTable: RowFormat {
  private static let heldBack = 1_000

  private let columns: [Column]
  private let showsHeader: Bool
  private var pending: [[Cell]] = []
  private var layout: [Layout]?

  /// The width and alignment of one column.
  private struct Layout {
    let width: Int
    let isRightAligned: Bool
  }

  /// Creates the format.
  init(columns: [Column], showsHeader: Bool) {
    self.columns = columns
    self.showsHeader = showsHeader
  }

  func begin() -> String { "" }

  mutating func row(_ cells: [Cell]) -> String {
    if let layout { return line(cells, layout) }
    pending.append(cells)
    return pending.count == Self.heldBack ? flush() : ""
  }

  mutating func end() -> String { layout == nil ? flush() : "" }

  private mutating func flush() -> String {
    let layout = columns.indices.map(measured)
    self.layout = layout
    defer { pending = [] }
    let body = pending.map { line($0, layout) }.joined()
    guard showsHeader else { return body }
    let header = zip(columns, layout).map { Self.padded($0.name.visible(), $1) }
    let rule = layout.map { String(repeating: "-", count: $0.width) }
    return Self.joined(header) + Self.joined(rule) + body
  }

  private func measured(_ index: Int) -> Layout {
    let column = columns[index]
    let widths = pending.map { column.text($0[index]).visible().count }
    let header = showsHeader ? column.name.visible().count : 0
    let values = pending.map { $0[index] }.filter { !$0.isMissing }
    let areNumbers =
      !values.isEmpty
      && values.allSatisfy { if case .text = $0 { false } else { true } }
    return Layout(
      width: max(header, widths.max() ?? 0), isRightAligned: column.isRightAligned ?? areNumbers)
  }

  private func line(_ cells: [Cell], _ layout: [Layout]) -> String {
    Self.joined(
      columns.indices.map { index in
        Self.padded(columns[index].text(cells[index]).visible(), layout[index])
      })
  }

  private static func padded(_ text: String, _ layout: Layout) -> String {
    let space = String(repeating: " ", count: max(0, layout.width - text.count))
    return layout.isRightAligned ? space + text : text + space
  }

  private static func joined(_ fields: [String]) -> String {
    var line = fields.joined(separator: "  ")
    while line.hasSuffix(" ") { line.removeLast() }
    return line + "\n"
  }
}
