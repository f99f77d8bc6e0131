extension KeyedDecodingContainer {
  /// The value of a setting, or the usual one where a manifest leaves it out.
  func value<Value: Decodable>(_ key: Key, or usual: Value) throws -> Value {
    try decodeIfPresent(Value.self, forKey: key) ?? usual
  }
}
