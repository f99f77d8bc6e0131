package import Annotations
internal import StudyValues

/// Turns the words of a manifest or a command line into the options of an annotation reader.
package enum OptionReader {
  /// The names of the options, beside the format and the map.
  package static let names = [
    "order", "maybe", "classes", "other", "orientation", "duplicates", "keep-annotator-ids", "salt",
    "identity", "task", "condition", "level", "keep-gold", "keep-reruns", "keep-rejected",
    "keep-folders",
  ]

  /// Reads a format, a map of columns and further options.
  ///
  /// - Parameters:
  ///   - format: The format's name; nil means by content.
  ///   - map: Column names by role.
  ///   - options: Values by option name; see ``names``.
  ///   - location: Where the words stand, for messages.
  /// - Returns: The options.
  /// - Throws: ``StudyError/unknownName(kind:name:known:location:)`` with the words that are known.
  package static func read(
    format: String?, map: [String: String], options: [String: String], location: String
  ) throws -> ImportOptions {
    var result = ImportOptions()
    result.format = try format.map { try word($0, "format", location) }
    for (role, column) in map {
      result.map[try word(role, "column role", location)] = column
    }
    for (name, value) in options {
      switch name {
      case "order" where value == "labels": result.order = .listed
      case "order": result.order = try word(value, "order", location)
      case "maybe": result.maybe = try word(value, "rule for maybe", location)
      case "classes": result.classColumns = list(value)
      case "other": result.otherColumns = list(value)
      case "orientation": result.orientation = try word(value, "orientation", location)
      case "duplicates": result.duplicates = try word(value, "rule for duplicates", location)
      case "keep-annotator-ids": result.keepAnnotatorIDs = try flag(value, name, location)
      case "salt": result.salt = value
      case "identity": result.annotatorIdentity = try word(value, "annotator identity", location)
      case "task": result.task = try word(value, "task", location)
      case "condition": result.condition = value
      case "level":
        guard let level = Double(value), level.isFinite else {
          throw StudyError.inconsistent(
            location: location, problem: "level is `\(value)` but must be a number")
        }
        result.level = level
      case "keep-gold": result.dropsGold = try !flag(value, name, location)
      case "keep-reruns": result.dropsReruns = try !flag(value, name, location)
      case "keep-rejected": result.dropsRejected = try !flag(value, name, location)
      case "keep-folders": result.keepsFolders = try flag(value, name, location)
      default:
        throw StudyError.unknownName(
          kind: "option", name: name, known: names, location: location)
      }
    }
    return result
  }

  /// The options in one canonical text: the same options give the same text.
  package static func text(
    format: String?, map: [String: String], options: [String: String]
  ) -> String {
    let pairs =
      (format.map { [("format", $0)] } ?? [])
      + map.sorted { $0.key < $1.key }.map { ("map.\($0.key)", $0.value) }
      + options.filter { $0.key != "salt" }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return "{"
      + pairs.map { "\(quoted($0.0)):\(quoted($0.1))" }.joined(separator: ",") + "}"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func word<Word: RawRepresentable & CaseIterable>(
    _ text: String, _ kind: String, _ location: String
  ) throws -> Word where Word.RawValue == String {
    guard let value = Word(rawValue: text) else {
      throw StudyError.unknownName(
        kind: kind, name: text, known: Word.allCases.map(\.rawValue), location: location)
    }
    return value
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ",").map(String.init)
  }

  private static func flag(_ text: String, _ name: String, _ location: String) throws -> Bool {
    switch text {
    case "true": return true
    case "false": return false
    default:
      throw StudyError.inconsistent(
        location: location, problem: "\(name) is `\(text)` but must be true or false")
    }
  }
}
