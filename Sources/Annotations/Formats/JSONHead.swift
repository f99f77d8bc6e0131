internal import Files

/// The first elements of a JSON or JSON Lines file.
struct JSONHead {
  /// The first line, when it is an object of its own.
  let line: JSONValue?
  /// Whether the document is one list, rather than one object; false in JSON Lines.
  let isList: Bool
  /// The first element of the document that says something; nil in JSON Lines of several lines.
  let element: JSONValue?
  /// The first members of an object, up to eight.
  let members: [JSONElementReader.Element]
  /// The first object of the first list of objects that a member of an object holds, as in
  /// `{"count": 2, "results": [{…}, {…}]}`.
  let wrapped: JSONValue?

  /// Looks at a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - head: Its first bytes.
  ///   - map: The fields that are named, by which a line alone is known for an answer.
  /// - Throws: ``AnnotationError`` when the file cannot be read, with line and column of a fault.
  init(_ path: String, _ head: [UInt8], map: [ColumnRole: String]) throws(AnnotationError) {
    let (first, isOnly) = try Self.firstLine(path, head)
    line = first
    // An object alone is a document, unless it reads as one answer.
    let isMapped = map.values.contains { first?[$0] != nil }
    guard first == nil || (isOnly && !isMapped && !AnswerFields.areOne(first)) else {
      (isList, element, members, wrapped) = (false, nil, [], nil)
      return
    }
    let reader = try annotationInput { () throws(InputFileError) in
      try JSONElementReader(path: path)
    }
    isList = reader.container == .array
    // Lists often begin with empty elements: look at the first that says something.
    var found: JSONElementReader.Element?
    for _ in 0..<100 {
      guard let next = try annotationInput({ () throws(InputFileError) in try reader.next() })
      else { break }
      found = next
      if next.value.array?.isEmpty != true, next.value.object?.count != 0 { break }
    }
    guard let found else { throw .empty(file: path) }
    element = found.value
    var members = [found]
    var record = isList ? nil : Self.firstRecord(of: found.value)
    while !isList, members.count < 8,
      members.last?.value.object != nil || members.last?.value.array != nil,
      let next = try annotationInput({ () throws(InputFileError) in try reader.next() })
    {
      members.append(next)
      record = record ?? Self.firstRecord(of: next.value)
    }
    self.members = isList ? [] : members
    // No layout has a text or number first in an object: a fault behind it says why nothing fits.
    if !isList, JSONElements.text(found.value) != nil {
      for _ in 0..<10_000 {
        guard let next = try annotationInput({ () throws(InputFileError) in try reader.next() })
        else { break }
        record = record ?? Self.firstRecord(of: next.value)
      }
    }
    wrapped = record
  }

  /// The first object of a list of objects; nil for any other value.
  private static func firstRecord(of value: JSONValue) -> JSONValue? {
    value.array?.first.flatMap { $0.object == nil ? nil : $0 }
  }

  /// The first line as a value, and whether it is the only one; nil when it is no value of its own.
  private static func firstLine(
    _ path: String, _ head: [UInt8]
  ) throws(AnnotationError) -> (JSONValue?, Bool) {
    do {
      let reader = try JSONLinesReader(path: path)
      guard let first = try reader.next(), first.object != nil else { return (nil, false) }
      return (first, try reader.next() == nil)
    } catch .malformed(let path, let position, let expected, let found) where isLines(head) {
      throw .input(.malformed(path: path, position: position, expected: expected, found: found))
    } catch .malformed, .limitExceeded {
      // A document that runs over several lines, or is one long line, is no JSON Lines file.
      return (nil, false)
    } catch {
      throw .input(error)
    }
  }

  /// Whether text looks like a value a line: the first two lines begin and the first ends as objects.
  private static func isLines(_ head: [UInt8]) -> Bool {
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
    guard lines.count > 1, lines[0].first == "{", lines[1].first == "{" else { return false }
    return lines[0].contains("}")
  }

  /// Whether the first line has all of some fields.
  func lineHas(_ fields: String...) -> Bool {
    line?.object.map { Set($0.keys).isSuperset(of: fields) } ?? false
  }

  /// Whether the file has several lines with a value each.
  var isLines: Bool { line != nil && element == nil }

  /// The first element of a list; nil in a document that is one object.
  var listElement: JSONValue? { isList ? element : nil }

  /// Whether the first element of a list has all of some fields.
  func elementHas(_ fields: String...) -> Bool {
    listElement?.object.map { Set($0.keys).isSuperset(of: fields) } ?? false
  }

  /// The name of the first member that says something; nil in a list.
  var key: String? { members.first?.key }

  /// The value of the first member of an object; nil in a list.
  var member: JSONValue? { isList ? nil : element }
}
