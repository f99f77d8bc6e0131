package import StudyValues

/// A table with one line per combination of keys and one column per quantity, made of estimates.
///
/// Every cell is a stored value. A column takes the first estimate of its line that fits.
package struct Pivot: Sendable {
  /// One quantity as a column.
  package struct Quantity: Sendable {
    let name: String
    let heading: String
    let kind: Column.Kind
    let fits: @Sendable (ResultKey) -> Bool
    /// What is shown beside this value; what the table shows beside all when nil.
    private(set) var parts: [Part]?

    /// The quantity with something of its own beside its values.
    package func showing(_ parts: [Part]) -> Quantity {
      var quantity = self
      quantity.parts = parts
      return quantity
    }

    /// The estimates of one quantity.
    package init(_ quantity: String, _ heading: String, _ kind: Column.Kind) {
      self.init(quantity, heading, kind) { $0.quantity == quantity }
    }

    /// The estimates that fit.
    ///
    /// - Parameters:
    ///   - name: The name of the column in files.
    ///   - heading: What readers see.
    ///   - kind: How values are shown.
    ///   - fits: Whether an estimate belongs into the column.
    package init(
      _ name: String, _ heading: String, _ kind: Column.Kind,
      where fits: @escaping @Sendable (ResultKey) -> Bool
    ) {
      self.name = name
      self.heading = heading
      self.kind = kind
      self.fits = fits
    }
  }

  /// Which parts of an estimate are shown beside its value.
  package enum Part: Sendable {
    case interval, range, p, n

    fileprivate func columns(_ quantity: Quantity) -> [Column] {
      switch self {
      case .interval:
        [
          Column("\(quantity.name)_low", heading: "Low", kind: quantity.kind),
          Column("\(quantity.name)_high", heading: "High", kind: quantity.kind),
        ]
      case .range:
        [
          Column("\(quantity.name)_range_low", heading: "Least", kind: quantity.kind),
          Column("\(quantity.name)_range_high", heading: "Most", kind: quantity.kind),
        ]
      case .p: [Column("\(quantity.name)_p", heading: "p", kind: .probability)]
      case .n: [Column("\(quantity.name)_n", heading: "n", kind: .integer)]
      }
    }

    fileprivate func cells(_ row: EstimateResult?) -> [Cell] {
      switch self {
      case .interval: [Cell(row?.low), Cell(row?.high)]
      case .range: [Cell(row?.rangeLow), Cell(row?.rangeHigh)]
      case .p: [Cell(row?.p)]
      case .n: [Cell(row?.n)]
      }
    }
  }

  private let keys: [RowColumn<ResultKey>]
  private let quantities: [Quantity]
  private let parts: [Part]

  /// Creates a pivot.
  ///
  /// - Parameters:
  ///   - keys: The names of the columns of `ResultKey` that make a line.
  ///   - quantities: The columns.
  ///   - parts: What is shown beside each value.
  package init(by keys: [String], _ quantities: [Quantity], showing parts: [Part] = []) {
    self.keys = keys.map { name in
      guard let column = ResultKey.columns.first(where: { $0.name == name }) else {
        preconditionFailure("a key of results has no part called \(name)")
      }
      return column
    }
    self.quantities = quantities
    self.parts = parts
  }

  /// One column per value that a part of the key takes among the estimates of a quantity.
  ///
  /// - Parameters:
  ///   - part: The part of the key, for example the score.
  ///   - quantity: The quantity.
  ///   - rows: The estimates.
  ///   - kind: How values are shown.
  /// - Returns: The columns, in the order in which the values come.
  package static func across(
    _ part: any KeyPath<ResultKey, String?> & Sendable, of quantity: String,
    in rows: [EstimateResult], _ kind: Column.Kind
  ) -> [Quantity] {
    var names: [String] = []
    for row in rows where row.key.quantity == quantity {
      if let name = row.key[keyPath: part], !names.contains(name) { names.append(name) }
    }
    return names.map { name in
      Quantity(name, name, kind) { $0.quantity == quantity && $0[keyPath: part] == name }
    }
  }

  /// The table of some estimates, lines in the order in which they come.
  package func table(_ rows: [EstimateResult]) -> RowTable {
    var order: [[Cell]] = []
    var lines: [[String]: [EstimateResult?]] = [:]
    for row in rows {
      guard let place = quantities.firstIndex(where: { $0.fits(row.key) }) else { continue }
      let cells = keys.map { $0.get(row.key) }
      let line = cells.map { "\($0)" }
      if lines[line] == nil {
        order.append(cells)
        lines[line] = Array(repeating: nil, count: quantities.count)
      }
      if lines[line]?[place] == nil { lines[line]?[place] = row }
    }
    let table = RowTable(
      columns: keys.map(\.column)
        + quantities.flatMap { quantity in
          [Column(quantity.name, heading: quantity.heading, kind: quantity.kind)]
            + (quantity.parts ?? parts).flatMap { $0.columns(quantity) }
        },
      rows: order.map { cells in
        let found = lines[cells.map { "\($0)" }] ?? []
        return cells
          + zip(quantities, found).flatMap { quantity, row in
            [Cell(row?.value)] + (quantity.parts ?? parts).flatMap { $0.cells(row) }
          }
      })
    return table.rows.isEmpty ? table : table.withoutEmptyColumns().fittingIntervals()
  }
}
