internal import Files
internal import StudyValues

/// One event of an experiment in a browser or a laboratory: the fields of a row by name.
struct Trial {
  /// Where it stands.
  let position: AnnotationPosition
  /// The names of the fields in order.
  let names: [String]
  /// Whether a comma may stand before decimals, as where semicolons stand between the fields.
  var commaIsDecimal = false
  private let value: (String) -> JSONValue?

  /// Creates an event.
  init(
    _ position: AnnotationPosition, names: [String], value: @escaping (String) -> JSONValue?
  ) {
    self.position = position
    self.names = names
    self.value = value
  }

  /// A field; `response.Q1` is the member Q1 of a field `response` that holds an object, as JSON or as
  /// the text of it.
  subscript(name: String) -> JSONValue? {
    if let found = value(name) { return found }
    guard let dot = name.firstIndex(of: ".") else { return nil }
    return value(String(name[..<dot])).map(Self.structured)?[
      String(name[name.index(after: dot)...])]
  }

  /// The plain text of a field; empty where there is none, and where it is no single value.
  func text(_ name: String) -> String {
    guard let text = JSONElements.text(self[name]) else { return "" }
    let plain = NameText.plain(text)
    return plain == "null" ? "" : plain
  }

  /// The answers in a field: its value, the elements of its list, or those of the only member of its
  /// object; nil for an object with several members.
  func answers(_ name: String) -> [String]? {
    guard let field = self[name] else { return [] }
    return Self.answers(Self.structured(field), depth: 0)
  }

  private static func answers(_ value: JSONValue, depth: Int) -> [String]? {
    if let object = value.object {
      guard let only = object.values.first else { return [] }
      guard object.count == 1, depth < 4 else { return nil }
      return answers(only, depth: depth + 1)
    }
    if let array = value.array { return array.compactMap { JSONElements.text($0) } }
    return JSONElements.text(value).map { [$0] } ?? []
  }

  /// The object that a text holds, or the value itself.
  private static func structured(_ value: JSONValue) -> JSONValue {
    guard let text = value.string, text.first == "{",
      let object = try? JSONValue.parse(Array(text.utf8), name: "a field"), object.object != nil
    else { return value }
    return object
  }

  /// The picture that a field names: by its file or address, in a list of one, or as the only source of
  /// a picture in HTML; nil when it names none or several.
  func picture(_ name: String) -> String? {
    guard let field = self[name] else { return nil }
    let texts = field.array.map { $0.compactMap(\.string) } ?? [field.string].compactMap(\.self)
    guard texts.count == 1 else { return nil }
    let text = NameText.plain(texts[0])
    if text.contains("<") {
      let sources = Self.sources(text).filter(Self.isPicture)
      return Set(sources).count == 1 ? sources[0] : nil
    }
    let only = text.first == "[" ? ChoiceList.read(text) ?? [] : [text]
    return only.count == 1 && Self.isPicture(only[0]) ? only[0] : nil
  }

  private static func isPicture(_ text: String) -> Bool {
    guard text.utf8.count <= 4_096, !text.contains(where: \.isNewline) else { return false }
    return ImageName.isPicture(String(text.prefix { $0 != "?" && $0 != "#" }))
  }

  /// The quoted values of `src=` in a piece of HTML.
  private static func sources(_ html: String) -> [String] {
    html.split(separator: "src=").dropFirst().prefix(100).compactMap { part in
      guard let quote = part.first, quote == "\"" || quote == "'" else { return nil }
      let rest = part.dropFirst()
      return rest.firstIndex(of: quote).map { NameText.plain(String(rest[..<$0])) }
    }
  }
}
