extension DelimitedReader {
  /// Calls a function with the bytes of a field of the current row, without quotes.
  package func withBytes<R, E: Error>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try unsafe body(bytes(column))
  }

  /// Whether a field of the current row has no characters.
  package func isEmpty(_ column: Int) -> Bool { unsafe bytes(column).isEmpty }

  /// Whether a field of the current row has nothing but blanks.
  package func isBlank(_ column: Int) -> Bool { unsafe bytes(column).allSatisfy { $0 <= 0x20 } }

  /// Whether a field of the current row is exactly a text.
  package func equals(_ column: Int, _ text: StaticString) -> Bool {
    let bytes = unsafe bytes(column)
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    return unsafe bytes.elementsEqual(
      UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A field of the current row as text.
  package func string(_ column: Int) -> String {
    unsafe String(decoding: bytes(column), as: UTF8.self)
  }

  /// A field of the current row as a whole number, or nil if it is none.
  ///
  /// Spaces around it and a decimal part of zeros, as data frames write it, are accepted.
  package func int(_ column: Int) -> Int? { unsafe NumberText.int(bytes(column)) }

  /// A field of the current row as a number, or nil if it is none.
  ///
  /// The result is the double nearest to the decimal number. `nan` and `inf` in any case, with a
  /// sign or without, are numbers here; a caller that needs finite ones must ask. Where semicolons
  /// stand between the fields, a comma may stand before the decimals.
  package func double(_ column: Int) -> Double? { unsafe double(bytes(column)) }

  private func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    if let value = unsafe NumberText.double(bytes) { return value }
    return delimiter == UInt8(ascii: ";") ? unsafe NumberText.commaDouble(bytes) : nil
  }

  /// A field of the current row as a share, and whether it is a percentage (`45 %`); nil if it is no
  /// finite number.
  package func share(_ column: Int) -> (value: Double, isPercentage: Bool)? {
    let bytes = unsafe bytes(column)
    let percentage = unsafe NumberText.percentage(bytes)
    guard let number = unsafe double(percentage ?? bytes), number.isFinite else { return nil }
    return (unsafe percentage == nil ? number : number / 100, unsafe percentage != nil)
  }

  /// A field of the current row as a truth value: `true`, `false` in any case, `1`, `0`; else nil.
  package func bool(_ column: Int) -> Bool? { unsafe NumberText.bool(bytes(column)) }

  /// A whole number that must be there.
  ///
  /// - Parameters:
  ///   - column: the index of the column.
  ///   - expected: what messages say was expected.
  /// - Returns: the number.
  /// - Throws: ``InputFileError/wrongValue(path:line:column:expected:found:)`` for anything else.
  package func requireInt(
    _ column: Int, expected: String = "a whole number"
  ) throws(InputFileError) -> Int {
    guard let value = int(column) else {
      throw wrongValue(column, expected: expected + NumberText.hint(string(column)))
    }
    return value
  }

  /// A finite number that must be there.
  ///
  /// - Parameters:
  ///   - column: the index of the column.
  ///   - expected: what messages say was expected.
  /// - Returns: the number.
  /// - Throws: ``InputFileError/wrongValue(path:line:column:expected:found:)`` for anything else.
  package func requireDouble(
    _ column: Int, expected: String = "a finite number"
  ) throws(InputFileError) -> Double {
    guard let value = double(column), value.isFinite else {
      throw wrongValue(column, expected: expected + NumberText.hint(string(column)))
    }
    return value
  }

  /// The error that names the current row and one of its fields.
  package func wrongValue(_ column: Int, expected: String) -> InputFileError {
    if let failure { return failure }
    let text = string(column)
    let found = text.count > 60 ? text.prefix(60) + "…" : text
    return .wrongValue(
      path: path, line: lineNumber, column: columnNames[column], expected: expected,
      found: String(found))
  }

  /// A 64-bit hash of the bytes of a field, the same in every run and on every machine.
  package func hash(_ column: Int) -> UInt64 { unsafe TextTable.hash(bytes(column)) }
}
