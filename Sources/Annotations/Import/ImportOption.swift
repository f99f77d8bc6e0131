internal import Files
internal import StudyValues

/// One option of an import by its word: how it is read from text, and which text gives it.
///
/// The words are those of a manifest's `options` and, with two hyphens, of the command line.
struct ImportOption {
  /// The word.
  let word: String
  /// Reads a value; false when the text is none.
  let read: (String, inout ImportOptions) -> Bool
  /// The text of the value; nil when it is the default.
  let text: (ImportOptions) -> String?
  /// The words that can be values; empty when any text can.
  var choices: [String] = []
  /// Whether the value is a list with commas.
  var isList = false

  /// Every option beside the format and the map.
  static var all: [ImportOption] {
    [
      choice("order", \.order, alias: ("labels", .listed)),
      choice("maybe", \.maybe, default: .zero), list("classes", \.classColumns),
      list("columns", \.columns), choice("time-unit", \.timeUnit),
      list("other", \.otherColumns),
      ImportOption(
        word: "missing",
        read: { text, options in
          guard let words = CommaText.values(text) else { return false }
          options.missingWords = words
          return true
        }, text: { $0.missingWords.map(CommaText.joined) }, isList: true),
      list("attributes", \.attributeColumns), list("status", \.statuses),
      choice("orientation", \.orientation),
      choice("duplicates", \.duplicates, default: .all),
      flag("keep-annotator-ids", \.keepsAnnotatorIDs), text("salt", \.salt),
      choice("identity", \.annotatorIdentity), choice("task", \.task),
      ImportOption(
        word: "condition",
        read: { text, options in
          options.condition = text; return true
        },
        text: \.condition),
      ImportOption(
        word: "level",
        read: { text, options in
          guard let level = Double(text), level.isFinite else { return false }
          options.level = level
          return true
        }, text: { $0.level.map { "\($0)" } }),
      flag("keep-gold", \.keepsGold), flag("keep-reruns", \.keepsReruns),
      flag("keep-rejected", \.keepsRejected), flag("keep-folders", \.keepsFolders),
    ]
  }

  private static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ word: String, _ path: WritableKeyPath<ImportOptions, Value?>, alias: (String, Value)? = nil
  ) -> ImportOption {
    ImportOption(
      word: word,
      read: { text, options in
        let value = text == alias?.0 ? alias?.1 : Value(rawValue: text)
        guard let value else { return false }
        options[keyPath: path] = value
        return true
      }, text: { $0[keyPath: path]?.rawValue }, choices: Value.allCases.map(\.rawValue))
  }

  private static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ word: String, _ path: WritableKeyPath<ImportOptions, Value>, default usual: Value
  ) -> ImportOption {
    ImportOption(
      word: word,
      read: { text, options in
        guard let value = Value(rawValue: text) else { return false }
        options[keyPath: path] = value
        return true
      },
      text: { options in
        let text = options[keyPath: path].rawValue
        return text == usual.rawValue ? nil : text
      }, choices: Value.allCases.map(\.rawValue))
  }

  private static func list(
    _ word: String, _ path: WritableKeyPath<ImportOptions, [String]>
  ) -> ImportOption {
    ImportOption(
      word: word,
      read: { text, options in
        guard let values = CommaText.values(text) else { return false }
        options[keyPath: path] = values
        return true
      },
      text: { options in
        let values = options[keyPath: path]
        return values.isEmpty ? nil : CommaText.joined(values)
      }, isList: true)
  }

  private static func text(
    _ word: String, _ path: WritableKeyPath<ImportOptions, String>
  ) -> ImportOption {
    ImportOption(
      word: word,
      read: { text, options in
        options[keyPath: path] = text; return true
      },
      text: { options in options[keyPath: path].isEmpty ? nil : options[keyPath: path] })
  }

  private static func flag(
    _ word: String, _ path: WritableKeyPath<ImportOptions, Bool>
  ) -> ImportOption {
    ImportOption(
      word: word,
      read: { text, options in
        options[keyPath: path] = text == "true"
        return text == "true" || text == "false"
      }, text: { $0[keyPath: path] ? "true" : nil }, choices: ["true", "false"])
  }
}

extension ImportOptions {
  /// Reads a format, a map of columns and further options, as a manifest has them.
  ///
  /// - Parameters:
  ///   - format: The format's name; nil means by content.
  ///   - map: Column names by role.
  ///   - words: Values by option.
  ///   - location: Where the words stand, for messages.
  /// - Throws: ``AnnotationError/unknownWord(kind:word:known:location:)`` with the words that are known.
  package init(
    format: String?, map: [String: String], words: [String: String], location: String
  ) throws(AnnotationError) {
    self.init()
    self.format = try format.map { name throws(AnnotationError) in
      try AnnotationFormat.named(name, location: location).name
    }
    for (role, column) in map.sorted(by: { $0.key < $1.key }) {
      guard let found = ColumnRole(rawValue: role) else {
        throw .unknownWord(
          kind: "column role", word: role, known: ColumnRole.allCases.map(\.rawValue),
          location: location)
      }
      self.map[found] = column
    }
    let all = ImportOption.all
    for (word, text) in words.sorted(by: { $0.key < $1.key }) {
      guard let option = all.first(where: { $0.word == word }) else {
        throw .unknownWord(
          kind: "option", word: word, known: all.map(\.word), location: location)
      }
      guard option.read(text, &self) else {
        guard option.choices.isEmpty else {
          throw .unknownWord(
            kind: "value of \(word)", word: text, known: option.choices, location: location)
        }
        throw .incompatibleOptions(
          "\(location): \(word) is `\(text)` but must be "
            + (option.isList ? "a list with commas, with every quote closed" : "a number"))
      }
    }
  }

  /// The options in one canonical text: the same options give the same text, whoever wrote them.
  ///
  /// Defaults stay out of it, and so does the salt, which is a secret.
  ///
  /// - Parameter further: What else decides whether a repeated import is the same, by name.
  /// - Returns: A JSON object of texts with sorted keys: the format, the map, the options.
  package func canonicalText(_ further: [String: String] = [:]) -> String {
    var words = further
    for option in ImportOption.all where option.word != "salt" {
      words[option.word] = words[option.word] ?? option.text(self)
    }
    let pairs =
      (format.map { [("format", $0)] } ?? [])
      + map.map { ("map.\($0.key.rawValue)", $0.value) }.sorted { $0.0 < $1.0 }
      + words.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return "{"
      + pairs.map { "\(JSONString.quoted($0.0)):\(JSONString.quoted($0.1))" }.joined(separator: ",")
      + "}"
  }

  /// Whether two texts are those of the same options: a study may hold the text of an earlier version,
  /// which wrote defaults that a user had spelled out.
  package static func areSame(_ text: String, _ other: String) -> Bool {
    text == other || (words(of: text).map { $0 == words(of: other) } ?? false)
  }

  /// The word of a canonical text that says where the classes of the data set come from; it is no option,
  /// and earlier versions did not write it.
  private static let foundClassesWord = "found-classes"

  /// What a canonical text says of a data set whose classes are those of answers.
  package static let foundClasses = [foundClassesWord: "true"]

  /// Whether a canonical text says that the classes of the data set are those of answers.
  package static func haveFoundClasses(_ text: String) -> Bool {
    let object = try? JSONValue.parse(Array(text.utf8), name: "options").object
    return object?[foundClassesWord]?.string == "true"
  }

  /// The words of a canonical text without those that are defaults; nil when it is none.
  private static func words(of text: String) -> [String: String]? {
    guard let object = try? JSONValue.parse(Array(text.utf8), name: "options").object else {
      return nil
    }
    let defaults = ["maybe": "0", "duplicates": "all"]
    var words: [String: String] = [:]
    for (key, value) in object.members where key != foundClassesWord {
      guard let value = value.string else { return nil }
      words[key] = defaults[key] == value || value == "false" ? nil : value
    }
    return words
  }
}
