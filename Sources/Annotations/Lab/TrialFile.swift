internal import Files
internal import StudyValues

/// The events of one file of an experiment: rows of a table, elements of a JSON list, an object a
/// line, or a JSON list of events a line, as servers collect them from several persons.
enum TrialFile {
  /// Calls a function with every event and the number of its list, from 0, in the file.
  static func forEachTrial(
    _ path: String, _ options: ImportOptions, _ body: (Trial, Int) throws -> Void
  ) throws {
    let head = try annotationInput { () throws(InputFileError) in
      try FileHead.firstBytes(path)
    }
    switch head.first(where: { $0 > 0x20 && $0 < 0x80 }) {
    case UInt8(ascii: "["): try forEachElement(path, body)
    case UInt8(ascii: "{"):
      try JSONElements.forEachLine(path) { try submit($0, $1, 0, body) }
    default: try forEachRow(options.table(path), body)
    }
  }

  private static func forEachRow(
    _ reader: DelimitedReader, _ body: (Trial, Int) throws -> Void
  ) throws {
    let path = reader.path
    let names = reader.columnNames
    var columns: [String: Int] = [:]
    var loose: [String: Int] = [:]
    for (column, name) in names.enumerated() {
      // A name that occurs twice is only found by the first, and never silently by the second.
      if columns.updateValue(columns[name] ?? column, forKey: name) != nil, !name.isEmpty {
        throw AnnotationError.incompatibleOptions(
          "\(path) has several columns named \(name), so which one is meant is unknown; rename "
            + "all but one")
      }
      let plain = NameText.plain(name).lowercased()
      loose[plain] = loose[plain] ?? column
    }
    let header = HeaderRow(reader)
    while try reader.nextAnswerRow() {
      // The names once more are an event that names no picture; those of another table are refused.
      _ = try header.repeats(reader)
      var trial = Trial(AnnotationPosition(file: path, line: reader.lineNumber), names: names) {
        (columns[$0] ?? loose[NameText.plain($0).lowercased()]).map { .string(reader.string($0)) }
      }
      trial.commaIsDecimal = reader.delimiter == UInt8(ascii: ";")
      try body(trial, 0)
    }
  }

  private static func forEachElement(_ path: String, _ body: (Trial, Int) throws -> Void) throws {
    guard try isListPerLine(path) else {
      var list = -1
      return try JSONElements.forEachElement(path) { element in
        let isList = element.value.array != nil
        if isList || list < 0 { list += 1 }
        for value in element.value.array ?? [element.value] {
          try submit(value, AnnotationPosition(file: path, line: element.line), list, body)
        }
      }
    }
    var list = 0
    try JSONElements.forEachLine(path) { value, position in
      for event in value.array ?? [value] { try submit(event, position, list, body) }
      list += 1
    }
  }

  private static func submit(
    _ value: JSONValue, _ position: AnnotationPosition, _ list: Int,
    _ body: (Trial, Int) throws -> Void
  ) throws {
    guard let object = value.object else {
      throw AnnotationError.badValues([
        BadValue(position, expected: "an object of an event", got: value.kind)
      ])
    }
    try body(Trial(position, names: object.keys) { object[$0] }, list)
  }

  /// Whether the first line is a whole list and another one follows.
  private static func isListPerLine(_ path: String) throws(AnnotationError) -> Bool {
    do {
      let reader = try JSONLinesReader(path: path)
      guard try reader.next()?.array != nil else { return false }
      return try reader.next() != nil
    } catch .malformed, .limitExceeded {
      // A document over several lines, or one long line.
      return false
    } catch {
      throw .input(error)
    }
  }
}
