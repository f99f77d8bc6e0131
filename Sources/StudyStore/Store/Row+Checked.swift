import GRDB

/// Values of a row that may not be there or may be of another kind.
///
/// The columns of a study forbid both, but a damaged file, or one that a stranger made, keeps no rule.
/// The library's own subscripts end the program then; in this module these take their place, so the
/// compiler asks for `try` wherever a value is read.
extension Row {
  /// The value of a column by its position.
  ///
  /// - Throws: A `RowDecodingError` for a missing value or one of another kind.
  subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) -> Value {
    get throws { try decode(Value.self, atIndex: index) }
  }

  /// The value of a column by its name.
  ///
  /// - Throws: A `RowDecodingError` for a missing value or one of another kind.
  subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ name: String
  ) -> Value {
    get throws { try decode(Value.self, forColumn: name) }
  }
}
