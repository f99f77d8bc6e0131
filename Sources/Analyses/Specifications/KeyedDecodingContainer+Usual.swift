extension KeyedDecodingContainer {
  /// Reads a setting; it keeps its usual value where a manifest leaves it out.
  func read<Value: Decodable>(_ key: Key, into value: inout Value) throws {
    if let found = try decodeIfPresent(Value.self, forKey: key) { value = found }
  }

  /// Reads a number; it keeps its usual value where a manifest leaves it out.
  ///
  /// - Throws: `DecodingError.dataCorrupted` at the key for a number outside of the range.
  func read<Number: Decodable & Comparable>(
    _ key: Key, into value: inout Number, in range: ClosedRange<Number>
  ) throws {
    if let found = try number(key, in: range) { value = found }
  }

  /// The number of a setting; nil where a manifest leaves it out.
  ///
  /// - Throws: `DecodingError.dataCorrupted` at the key for a number outside of the range.
  func number<Number: Decodable & Comparable>(
    _ key: Key, in range: ClosedRange<Number>
  ) throws -> Number? {
    guard let number = try decodeIfPresent(Number.self, forKey: key) else { return nil }
    guard range.contains(number) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: codingPath + [key],
          debugDescription: "a number from \(range.lowerBound) to \(range.upperBound)"))
    }
    return number
  }
}
