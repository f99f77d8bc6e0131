import Files

/// Several answers in one text, as programs write lists and marks of check boxes.
///
/// Lists of JSON and Python (`["cat", "dog"]`, `['cat']`, `('cat', 'dog')`, `{'cat', 'dog'}`, lists of
/// lists), lists without quotes (`[cat, dog]`, `{cat,dog}`), `{"choices": [...]}`, and objects of truth values
/// (`{"cat": true, "dog": false}`), of which the true ones count.
enum ChoiceList {
  /// The elements of a list; nil for any other text.
  static func read(_ text: String) -> [String]? {
    if text.hasPrefix("c(\"") { return read(String(text.dropFirst())) }
    guard let first = text.first, let last = text.last,
      ["[]", "{}", "()"].contains("\(first)\(last)")
    else { return nil }
    let quoted = text.replacing("'", with: "\"")
    for form in [text, quoted] {
      if let found = elements(form) ?? elements(pythonic(form)) { return found }
    }
    // A set or a tuple has quotes; brackets alone may be a part of a name, as in `(none)`.
    let inside = quoted.dropFirst().dropLast()
    if quoted.contains("\"") { return first == "[" ? nil : elements("[\(trimmed(inside))]") }
    // A list without quotes, or an array of PostgreSQL, `{cat,dog}`; a colon belongs to an object.
    guard first == "[" || (first == "{" && !inside.contains(":")) else { return nil }
    return ChoiceReader.parts(inside.filter { !"[]".contains($0) }, ",")
  }

  /// Python's words for truth values as those of JSON.
  private static func pythonic(_ text: String) -> String {
    text.replacing(": True", with: ": true").replacing(": False", with: ": false")
  }

  /// The inside of a tuple of one, `('cat',)`, without its last comma.
  private static func trimmed(_ inside: Substring) -> Substring {
    inside.last == "," ? inside.dropLast() : inside
  }

  private static func elements(_ text: String) -> [String]? {
    guard let value = try? JSONValue.parse(Array(text.utf8), name: "an answer") else { return nil }
    return flat(value["choices"] ?? value)
  }

  /// The texts of a value of JSON, of lists within lists and of the true marks of an object, without
  /// null; nil when anything else is in it.
  static func flat(_ value: JSONValue) -> [String]? {
    if let object = value.object {
      let marks = object.keys.map { key in (key, object[key]?.bool) }
      guard !marks.isEmpty, marks.allSatisfy({ $0.1 != nil }) else { return nil }
      return marks.filter { $0.1 == true }.map(\.0)
    }
    if value.isNull { return [] }
    guard let array = value.array else { return JSONElements.text(value).map { [$0] } }
    var texts: [String] = []
    for element in array {
      guard let found = flat(element) else { return nil }
      texts += found
    }
    return texts
  }
}
