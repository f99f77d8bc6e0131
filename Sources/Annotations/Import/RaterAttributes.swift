internal import Files
internal import StudyValues

/// What is known of annotators beside their answers: age, locale, experience.
///
/// The first value of an annotator counts; another one later is counted as a conflict. A word for no
/// answer is no value. Numbers that JSON can write stay numbers, so that SQL compares them as such.
struct RaterAttributes: ~Copyable {
  /// The names, in the order in which they came.
  private var names: [String] = []
  private var values = TextTable()
  /// For each annotator the number of each value; −1 where there is none.
  private var known: [[Int32]] = []
  /// The values that differ from an earlier one of the same annotator.
  private(set) var conflicts = 0

  /// Whether nothing is known of anybody.
  var isEmpty: Bool { known.isEmpty }

  /// The number of an attribute.
  mutating func number(of name: String) -> Int {
    let plain = NameText.plain(name)
    if let index = names.firstIndex(of: plain) { return index }
    names.append(plain)
    return names.count - 1
  }

  /// Notes a value of an annotator.
  mutating func note(_ annotator: Int32, _ name: Int, _ field: UnsafeBufferPointer<UInt8>) {
    guard annotator >= 0 else { return }
    let value = Int32(unsafe values.intern(field))
    let row = Int(annotator)
    while known.count <= row { known.append([]) }
    while known[row].count <= name { known[row].append(-1) }
    if known[row][name] == value { return }
    let text = NameText.plain(values[Int(value)])
    guard !MissingWords.usual.contains(text.lowercased()) else { return }
    guard known[row][name] >= 0 else {
      known[row][name] = value
      return
    }
    if NameText.plain(values[Int(known[row][name])]) != text { conflicts += 1 }
  }

  /// Notes a value of an annotator.
  mutating func note(_ annotator: Int32, _ name: String, _ value: String) {
    let bytes = Array(value.utf8)
    let name = number(of: name)
    unsafe bytes.withUnsafeBufferPointer { unsafe note(annotator, name, $0) }
  }

  /// Calls a function with the attributes of every annotator that has any, as a JSON object.
  func forEach(_ body: (Int32, String) throws -> Void) rethrows {
    for (annotator, row) in known.enumerated() {
      var members: [String] = []
      for (name, value) in row.enumerated() where value >= 0 {
        members.append(
          "\(JSONString.quoted(names[name])):\(Self.literal(NameText.plain(values[Int(value)])))")
      }
      if !members.isEmpty { try body(Int32(annotator), "{\(members.joined(separator: ","))}") }
    }
  }

  /// A value in JSON: a number where its text is one of JSON, else a text.
  private static func literal(_ text: String) -> String {
    if text.utf8.count <= 15, let value = try? JSONValue.parse(Array(text.utf8), name: "a value") {
      switch value {
      case .integer, .number: return text
      default: break
      }
    }
    return JSONString.quoted(text)
  }
}
