/// The members of a JSON object in the order of the file, every name once.
package struct JSONObject: Sendable, Equatable {
  /// The names in the order of the file.
  package private(set) var keys: [String] = []
  /// The values in the order of the file.
  package private(set) var values: [JSONValue] = []
  /// Where the names are, kept from the ninth member on.
  private var positions: [String: Int] = [:]

  /// Creates an object without members.
  package init() {}

  /// The number of members.
  package var count: Int { keys.count }

  /// The value of a name.
  package subscript(key: String) -> JSONValue? { position(of: key).map { values[$0] } }

  /// The members in the order of the file.
  package var members: Zip2Sequence<[String], [JSONValue]> { zip(keys, values) }

  /// Appends a member; false, without a change, if the name is there already.
  mutating func append(_ key: String, _ value: JSONValue) -> Bool {
    guard position(of: key) == nil else { return false }
    keys.append(key)
    values.append(value)
    if keys.count == 9 {
      for (index, key) in keys.enumerated() { positions[key] = index }
    } else if keys.count > 9 {
      positions[key] = keys.count - 1
    }
    return true
  }

  private func position(of key: String) -> Int? {
    keys.count > 8 ? positions[key] : keys.firstIndex(of: key)
  }
}
