internal import Files

/// Goes through the elements of JSON and JSON Lines files one at a time.
enum JSONElements {
  /// Calls a function with each element of a JSON array or object.
  static func forEachElement(
    _ path: String, _ body: (JSONElementReader.Element) throws -> Void
  ) throws {
    let reader = try annotationInput { () throws(InputFileError) in
      try JSONElementReader(path: path)
    }
    while let element = try annotationInput({ () throws(InputFileError) in try reader.next() }) {
      try body(element)
    }
  }

  /// Calls a function with each element of a JSON list, or of the first list of objects that a member of an
  /// object holds.
  static func forEachRecord(
    _ path: String, _ body: (JSONValue, AnnotationPosition) throws -> Void
  ) throws {
    var isFound = false
    try forEachElement(path) { element in
      guard let key = element.key else {
        return try body(element.value, AnnotationPosition(file: path, line: element.line))
      }
      guard !isFound, let list = element.value.array, list.first?.object != nil else { return }
      isFound = true
      for (index, value) in list.enumerated() {
        try body(
          value, AnnotationPosition(file: path, line: element.line, column: "\(key)[\(index)]"))
      }
    }
  }

  /// Calls a function with each line of a JSON Lines file.
  static func forEachLine(
    _ path: String, _ body: (JSONValue, AnnotationPosition) throws -> Void
  ) throws {
    let reader = try annotationInput { () throws(InputFileError) in
      try JSONLinesReader(path: path)
    }
    while let value = try annotationInput({ () throws(InputFileError) in try reader.next() }) {
      try body(value, AnnotationPosition(file: path, line: reader.lineNumber))
    }
  }

  /// The text of a scalar: a truth value as JSON writes it, a whole number without a decimal point.
  static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .number(let number):
      number == number.rounded() && abs(number) < 0x1p53 ? String(Int(number)) : String(number)
    case .bool(let flag): flag ? "true" : "false"
    default: nil
    }
  }

  /// The name of an image that must be there; blank where it is null, as in an empty cell of a table.
  static func name(
    _ key: String, in value: JSONValue, at position: AnnotationPosition
  ) throws(AnnotationError) -> String {
    value[key]?.isNull == true ? "" : try require(key, in: value, at: position)
  }

  /// The text of a member that must be there.
  static func require(
    _ key: String, in value: JSONValue, at position: AnnotationPosition
  ) throws(AnnotationError) -> String {
    guard let text = text(value[key]) else {
      throw .badValues([
        BadValue(
          AnnotationPosition(file: position.file, line: position.line, column: key),
          expected: "a text or a number", got: value[key]?.kind ?? "nothing")
      ])
    }
    return text
  }
}
