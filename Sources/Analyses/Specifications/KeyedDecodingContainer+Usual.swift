extension KeyedDecodingContainer {
  /// The value of a setting, or the usual one where a manifest leaves it out.
  func value<Value: Decodable>(_ key: Key, or usual: Value) throws -> Value {
    try decodeIfPresent(Value.self, forKey: key) ?? usual
  }

  /// The number of a setting, or the usual one where a manifest leaves it out.
  ///
  /// - Throws: `DecodingError.dataCorrupted` at the key for a number outside of the range.
  func number<Number: Decodable & Comparable>(
    _ key: Key, or usual: Number, in range: ClosedRange<Number>
  ) throws -> Number {
    try number(key, in: range) ?? usual
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
