package import StudyValues

/// How a table stands on a terminal.
package struct TerminalLook: Sendable {
  /// The columns of the terminal; nil where lines may be of any length.
  package var width: Int?
  /// Whether readers see the headings of columns in place of their names.
  package var usesHeadings: Bool
  /// Whether headings and what `isStrong` names are coloured; colour never tells what the words do not.
  package var isColoured: Bool
  /// Which cells stand out.
  package var isStrong: @Sendable (Column, Cell) -> Bool
  /// Receives the names of the columns for which there is no room.
  package var leftOut: @Sendable ([String]) -> Void

  /// Creates a look; plain, of any width and with the names of columns unless something else is given.
  package init(
    width: Int? = nil, usesHeadings: Bool = false, isColoured: Bool = false,
    isStrong: @escaping @Sendable (Column, Cell) -> Bool = { _, _ in false },
    leftOut: @escaping @Sendable ([String]) -> Void = { _ in }
  ) {
    self.width = width
    self.usesHeadings = usesHeadings
    self.isColoured = isColoured
    self.isStrong = isStrong
    self.leftOut = leftOut
  }

  /// A heading as the terminal shows it.
  func heading(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// A cell as the terminal shows it.
  func cell(_ text: String, _ column: Column, _ cell: Cell) -> String {
    isColoured && isStrong(column, cell) ? "\u{1B}[32m\(text)\u{1B}[0m" : text
  }
}
