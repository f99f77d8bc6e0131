import Files
package import StudyStore
package import StudyValues

extension Cell {
  /// The cell of a value of a query.
  package init(_ value: QueryValue) {
    switch value {
    case .null: self = .missing
    case .integer(let integer): self = Int(exactly: integer).map(Cell.integer) ?? .missing
    case .real(let real): self = .real(real)
    case .text(let text): self = .text(text)
    case .bytes(let bytes): self = .text("\(bytes.count, "byte")")
    }
  }
}
