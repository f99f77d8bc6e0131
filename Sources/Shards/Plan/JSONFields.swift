internal import Files

/// The members of a JSON object that must hold what a plan or a record holds, with places for errors.
struct JSONFields {
  /// The file, for errors.
  let file: String
  private let place: String
  private let object: JSONObject

  /// Takes an object without members that nobody knows.
  init(
    _ value: JSONValue, file: String, place: String, known: Set<String>?
  ) throws(ShardsError) {
    self.file = file
    self.place = place
    guard let object = value.object else {
      throw .malformed(
        path: file, place: place.isEmpty ? "its content" : place, expected: "an object",
        found: Self.words(value))
    }
    self.object = object
    if let known, let other = object.keys.first(where: { !known.contains($0) }) {
      let nearest = NearestName.find(other, among: Array(known))
      throw wrong(
        other.shortened, expected: nearest.map { "a known name as `\($0)`" } ?? "known names only",
        found: "a name of another version or a typing error")
    }
  }

  /// An error about a member.
  func wrong(_ key: String, expected: String, found: String) -> ShardsError {
    .malformed(
      path: file, place: place.isEmpty ? key : "\(place).\(key)", expected: expected,
      found: found)
  }

  /// Whether a member is there and not null.
  func has(_ key: String) -> Bool { object[key].map { !$0.isNull } ?? false }

  func text(_ key: String) throws(ShardsError) -> String {
    guard let text = object[key]?.string else { throw wrong(key, "a text") }
    return text
  }

  func optionalText(_ key: String) throws(ShardsError) -> String? {
    has(key) ? try text(key) : nil
  }

  func bool(_ key: String) throws(ShardsError) -> Bool {
    guard let value = object[key]?.bool else { throw wrong(key, "true or false") }
    return value
  }

  func int(_ key: String, in range: ClosedRange<Int>) throws(ShardsError) -> Int {
    guard let number = object[key]?.int, range.contains(number) else {
      throw wrong(
        key,
        range.lowerBound == range.upperBound
          ? "\(range.lowerBound)"
          : range == Int.min...Int.max
            ? "a whole number"
            : "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func double(_ value: JSONValue, at key: String) throws(ShardsError) -> Double {
    guard let number = value.double, number.isFinite else {
      throw wrong(key, expected: "a finite number", found: Self.words(value))
    }
    return number
  }

  /// One of the words of a list.
  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String
  ) throws(ShardsError) -> Word where Word.RawValue == String {
    guard let word = object[key]?.string.flatMap(Word.init) else {
      throw wrong(key, "one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return word
  }

  func array(_ key: String) throws(ShardsError) -> [JSONValue] {
    guard let array = object[key]?.array else { throw wrong(key, "an array") }
    return array
  }

  func object(_ key: String, known: Set<String>?) throws(ShardsError) -> JSONFields {
    try JSONFields(
      object[key] ?? .null, file: file, place: place.isEmpty ? key : "\(place).\(key)",
      known: known)
  }

  /// The members by name, each a text.
  func texts(_ key: String) throws(ShardsError) -> [String: String] {
    let fields = try object(key, known: nil)
    var texts: [String: String] = [:]
    for name in fields.object.keys { texts[name] = try fields.text(name) }
    return texts
  }

  /// The members by name, each a whole number.
  func ints(_ key: String) throws(ShardsError) -> [String: Int] {
    let fields = try object(key, known: nil)
    var numbers: [String: Int] = [:]
    for name in fields.object.keys { numbers[name] = try fields.int(name, in: 0...Int.max) }
    return numbers
  }

  private func wrong(_ key: String, _ expected: String) -> ShardsError {
    wrong(key, expected: expected, found: object[key].map(Self.words) ?? "nothing")
  }

  /// A value in a few words.
  static func words(_ value: JSONValue) -> String {
    switch value {
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): "`\(value.visible().shortened)`"
    default: value.kind
    }
  }
}
