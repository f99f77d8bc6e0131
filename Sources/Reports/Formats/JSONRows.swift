internal import Files
internal import StudyValues

/// Rows as JSON objects, in one array or one per line.
struct JSONRows: RowFormat {
  private let keys: [String]
  private let isArray: Bool
  private var isFirst = true

  /// Creates the format.
  ///
  /// A name that occurs again (SQL allows it) gets `_2`, `_3`, … so that no value is lost.
  init(columns: [Column], isArray: Bool) {
    var seen: Set<String> = []
    keys = columns.map { column in
      var name = column.name
      var number = 2
      while !seen.insert(name).inserted {
        name = "\(column.name)_\(number)"
        number += 1
      }
      return JSONString.quoted(name)
    }
    self.isArray = isArray
  }

  func begin() -> String { isArray ? "[" : "" }

  mutating func row(_ cells: [Cell]) -> String {
    let fields = zip(keys, cells).map { "\($0): \(JSONTree($1).compactText)" }
    let object = "{" + fields.joined(separator: ", ") + "}"
    guard isArray else { return object + "\n" }
    defer { isFirst = false }
    return (isFirst ? "\n" : ",\n") + object
  }

  func end() -> String {
    guard isArray else { return "" }
    return isFirst ? "]\n" : "\n]\n"
  }
}
