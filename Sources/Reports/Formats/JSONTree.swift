internal import Files
package import StudyValues

/// A JSON value whose objects keep the order of their keys, so that files have the same bytes.
package indirect enum JSONTree: Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case whole(UInt64)
  case real(Double)
  case text(String)
  case array([JSONTree])
  case object([Field])

  /// One key of an object with its value.
  package struct Field: Equatable {
    let key: String
    let value: JSONTree

    /// A key with its value.
    package init(_ key: String, _ value: JSONTree) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a cell; missing and not finite become null, since JSON has no other word for them.
  package init(_ cell: Cell) {
    self =
      switch cell {
      case .text(let text): .text(text)
      case .integer(let number): .integer(number)
      case .real(let number), .remarked(let number, _): number.isFinite ? .real(number) : .null
      case .interval(let low, let high): .array([.real(low), .real(high)])
      case .estimated(let value, let low, let high):
        .array([.real(value), .real(low), .real(high)])
      case .missing: .null
      }
  }

  /// The rows of a table as an array of objects.
  init(_ table: RowTable) {
    self = .array(
      table.rows.map { row in
        .object(zip(table.columns, row).map { Field($0.name, JSONTree($1)) })
      })
  }

  /// A text, or null for nil.
  static func optional(_ text: String?) -> JSONTree { text.map(JSONTree.text) ?? .null }

  /// A whole number, or null for nil.
  static func optional(_ number: Int?) -> JSONTree { number.map(JSONTree.integer) ?? .null }

  /// The value on one line.
  package var compactText: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .whole(let value): String(value)
    case .real(let value): value.isFinite ? RoundedNumber.roundTrip(value) : "null"
    case .text(let value): JSONString.quoted(value)
    case .array(let values): "[" + values.map(\.compactText).joined(separator: ", ") + "]"
    case .object(let fields):
      "{"
        + fields.map { "\(JSONString.quoted($0.key)): \($0.value.compactText)" }.joined(
          separator: ", ")
        + "}"
    }
  }

  /// The value over several lines; objects without lists and objects inside stay on one.
  package func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .array(let values) where !values.isEmpty:
      let items = values.map { inner + $0.itemText(indent: inner) }
      return "[\n" + items.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let fields) where !fields.isEmpty:
      let items = fields.map {
        "\(inner)\(JSONString.quoted($0.key)): \($0.value.text(indent: inner))"
      }
      return "{\n" + items.joined(separator: ",\n") + "\n\(indent)}"
    default: return compactText
    }
  }

  private func itemText(indent: String) -> String {
    if case .object(let fields) = self, fields.allSatisfy({ !$0.value.isContainer }) {
      return compactText
    }
    return text(indent: indent)
  }

  private var isContainer: Bool {
    switch self {
    case .array, .object: true
    case .null, .bool, .integer, .whole, .real, .text: false
    }
  }
}
