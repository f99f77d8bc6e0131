/// A type whose values are rows of one table, described by one list of columns.
package protocol DescribedRow: Sendable {
  /// The columns, in the order in which tables and files show them.
  static var columns: [RowColumn<Self>] { get }
}

extension DescribedRow {
  /// The values of this row, one per column.
  package var cells: [Cell] { Self.columns.map { $0.get(self) } }
}

/// A row of a stored table.
///
/// The list of columns is the only place that says what they are: the SQL table, JSON and CSV, the
/// headings of terminal and report and the documentation of the columns are made from it.
package protocol KeyedRow: DescribedRow, Equatable {
  /// The name of the table in SQL.
  static var table: String { get }
  /// What one row is.
  static var meaning: String { get }
  /// A row without content, which ``RowColumn/set`` fills.
  static var blank: Self { get }
}

extension KeyedRow {
  /// Puts a row together from stored values.
  ///
  /// - Parameter cell: The value of a column by its name.
  package init(_ cell: (String) throws -> Cell) rethrows {
    var row = Self.blank
    for column in Self.columns { column.set(&row, try cell(column.name)) }
    self = row
  }
}

/// One column of a row type: its name, heading, kind and meaning, and where its value is.
package struct RowColumn<Row: Sendable>: Sendable {
  /// What SQLite stores.
  package enum Storage: String, Sendable {
    case text = "TEXT"
    case integer = "INTEGER"
    case real = "REAL"
  }

  /// The name in SQL, JSON and CSV, in snake_case.
  package let name: String
  /// What readers see above the column.
  package let heading: String
  /// How values are shown to readers.
  package let kind: Column.Kind
  /// What the column holds: definition, unit, range, and what an empty cell means.
  package let meaning: String
  /// What SQLite stores.
  package let storage: Storage
  /// Whether every row has a value.
  package let isRequired: Bool
  /// The value of a row.
  package let get: @Sendable (Row) -> Cell
  /// Puts a value into a row; a cell of another type leaves the row as it is.
  package let set: @Sendable (inout Row, Cell) -> Void

  /// Whether only files and the database have the column, which would crowd a table for readers.
  package private(set) var isDetail = false

  /// The column, left out of tables for readers.
  package var detail: RowColumn {
    var column = self
    column.isDetail = true
    return column
  }

  /// The column as tables show it.
  package var column: Column { Column(name, heading: heading, kind: kind) }

  private init(
    _ name: String, _ heading: String, _ kind: Column.Kind, _ meaning: String, _ storage: Storage,
    isRequired: Bool, get: @escaping @Sendable (Row) -> Cell,
    set: @escaping @Sendable (inout Row, Cell) -> Void
  ) {
    self.name = name
    self.heading = heading
    self.kind = kind
    self.meaning = meaning
    self.storage = storage
    self.isRequired = isRequired
    self.get = get
    self.set = set
  }

  /// A text.
  package init(
    _ name: String, _ heading: String, _ path: any WritableKeyPath<Row, String> & Sendable,
    _ meaning: String
  ) {
    self.init(
      name, heading, .text, meaning, .text, isRequired: true, get: { .text($0[keyPath: path]) },
      set: { row, cell in if let text = cell.text { row[keyPath: path] = text } })
  }

  /// A text that may be missing.
  package init(
    _ name: String, _ heading: String, _ path: any WritableKeyPath<Row, String?> & Sendable,
    _ meaning: String
  ) {
    self.init(
      name, heading, .text, meaning, .text, isRequired: false, get: { Cell($0[keyPath: path]) },
      set: { row, cell in row[keyPath: path] = cell.text })
  }

  /// A word of a list that may be missing.
  package init<Word: RawRepresentable & Sendable>(
    _ name: String, _ heading: String, _ path: any WritableKeyPath<Row, Word?> & Sendable,
    _ meaning: String
  ) where Word.RawValue == String {
    self.init(
      name, heading, .text, meaning, .text, isRequired: false,
      get: { Cell($0[keyPath: path]?.rawValue) },
      set: { row, cell in row[keyPath: path] = cell.text.flatMap { Word(rawValue: $0) } })
  }

  /// A whole number.
  package init(
    _ name: String, _ heading: String, _ path: any WritableKeyPath<Row, Int> & Sendable,
    _ meaning: String
  ) {
    self.init(
      name, heading, .integer, meaning, .integer, isRequired: true,
      get: { .integer($0[keyPath: path]) },
      set: { row, cell in if let number = cell.integer { row[keyPath: path] = number } })
  }

  /// A whole number that may be missing.
  package init(
    _ name: String, _ heading: String, _ path: any WritableKeyPath<Row, Int?> & Sendable,
    _ meaning: String
  ) {
    self.init(
      name, heading, .integer, meaning, .integer, isRequired: false,
      get: { Cell($0[keyPath: path]) },
      set: { row, cell in row[keyPath: path] = cell.integer })
  }

  /// A real number.
  package init(
    _ name: String, _ heading: String, _ kind: Column.Kind,
    _ path: any WritableKeyPath<Row, Double> & Sendable, _ meaning: String
  ) {
    self.init(
      name, heading, kind, meaning, .real, isRequired: true, get: { .real($0[keyPath: path]) },
      set: { row, cell in if let number = cell.real { row[keyPath: path] = number } })
  }

  /// A real number that may be missing; NaN counts as missing.
  package init(
    _ name: String, _ heading: String, _ kind: Column.Kind,
    _ path: any WritableKeyPath<Row, Double?> & Sendable, _ meaning: String
  ) {
    self.init(
      name, heading, kind, meaning, .real, isRequired: false, get: { Cell($0[keyPath: path]) },
      set: { row, cell in row[keyPath: path] = cell.real })
  }

  /// Yes or no, as 1 or 0.
  package init(
    _ name: String, _ heading: String, _ path: any WritableKeyPath<Row, Bool> & Sendable,
    _ meaning: String
  ) {
    self.init(
      name, heading, .integer, meaning, .integer, isRequired: true,
      get: { .integer($0[keyPath: path] ? 1 : 0) },
      set: { row, cell in if let number = cell.integer { row[keyPath: path] = number != 0 } })
  }

  /// The column of a part of a row.
  package func inside<Whole: Sendable>(
    _ part: any WritableKeyPath<Whole, Row> & Sendable
  ) -> RowColumn<Whole> {
    var column = RowColumn<Whole>(
      name, heading, kind, meaning, RowColumn<Whole>.Storage(rawValue: storage.rawValue) ?? .text,
      isRequired: isRequired, get: { get($0[keyPath: part]) },
      set: { row, cell in set(&row[keyPath: part], cell) })
    column.isDetail = isDetail
    return column
  }
}
