import Files
import Foundation
import TestSupport
import Testing

struct JSONTests {
  static func parse(_ text: String, limits: InputLimits = .standard) throws -> JSONValue {
    try JSONValue.parse(Array(text.utf8), name: "t.json", limits: limits)
  }

  @Test(arguments: [
    ("null", JSONValue.null), (" true ", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
    ("-0", .integer(0)), ("9223372036854775807", .integer(.max)),
    ("9223372036854775808", .string("9223372036854775808")), ("1.0", .number(1)),
    ("1e2", .number(100)), ("-2.5E-1", .number(-0.25)), ("\"\"", .string("")),
    ("\"a\\u00e9\\ud83c\\udf89\\n\\/\\\"\"", .string("aé🎉\n/\"")), ("[]", .array([])),
    ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])), ("\u{FEFF}[ ]", .array([])),
  ])
  func `reads a value`(_ text: String, _ value: JSONValue) throws {
    #expect(try Self.parse(text) == value)
  }

  @Test(arguments: [
    "", " ", "nul", "NaN", "Infinity", "-", "01", "1.", ".5", "1e", "+1", "0x1", "1e999", "[1,]",
    "[1 2]", "[", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "\"", "\"\\x\"",
    "\"\\u12\"", "\"\\ud83c\"", "\"\\ud83cx\"", "\"\\udf89\"", "\"\n\"", "1 2", "[]]", "tru e",
    "// c\n1", "{\"a\":1,\"a\":2}",
  ])
  func `refuses what RFC 8259 does not allow`(_ text: String) {
    #expect(throws: InputFileError.self) { try Self.parse(text) }
  }

  @Test
  func `names line and column`() {
    #expect(
      throws: InputFileError.malformed(
        path: "t.json", position: .lineColumn(line: 3, column: 7), expected: "',' or '}'",
        found: "'2}'")
    ) { try Self.parse("{\n\"a\": 1,\n\"b\":1 2}") }
    // A message is one line.
    #expect(
      throws: InputFileError.malformed(
        path: "t.json", position: .lineColumn(line: 1, column: 1),
        expected: "a JSON value (NaN and Infinity are none; write null)",
        found: #"'image,label\na,U+001B'"#)
    ) { try Self.parse("image,label\na,\u{1B}") }
    #expect(
      throws: InputFileError.malformed(
        path: "t.json", position: .lineColumn(line: 1, column: 9),
        expected: "every name of an object once", found: "'a' again")
    ) { try Self.parse("{\"a\":1, \"a\":2}") }
  }

  @Test
  func `keeps members in order and finds them, few and many`() throws {
    for count in [1, 8, 9, 500] {
      let text = (0..<count).map { "\"k\($0)\": \($0)" }.joined(separator: ",")
      let object = try #require(try Self.parse("{\(text)}").object)
      #expect(object.keys == (0..<count).map { "k\($0)" })
      #expect((0..<count).allSatisfy { object["k\($0)"]?.int == $0 })
      #expect(object["other"] == nil)
      #expect(throws: InputFileError.self) { try Self.parse("{\(text), \"k0\": 1}") }
    }
  }

  @Test
  func `bounds depth and number of values`() {
    let deep = String(repeating: "[", count: 200_000)
    #expect(
      throws: InputFileError.limitExceeded(
        path: "t.json", position: .lineColumn(line: 1, column: 129), what: "levels of nesting",
        limit: 128)
    ) { try Self.parse(deep) }
    var limits = InputLimits()
    limits.values = 10
    #expect(throws: InputFileError.self) {
      try Self.parse("[\(String(repeating: "0,", count: 20))0]", limits: limits)
    }
  }

  @Test
  func `reads JSON Lines and names the line`() throws {
    let text = "{\"a\": 1}\n\n  \n[2]\r\n{\"a\": }\n3"
    let reader = try JSONLinesReader(ByteSource(bytes: Array(text.utf8), name: "t"))
    #expect(try reader.next()?["a"] == .integer(1))
    #expect(try reader.next() == .array([.integer(2)]))
    #expect(reader.lineNumber == 4)
    #expect {
      try reader.next()
    } throws: {
      "\($0)".contains("line 5, column 7")
    }
    #expect(try reader.next() == .integer(3))
    #expect(try reader.next() == nil)
  }

  @Test(arguments: [64, 71, 100, 1 << 20])
  func `streams the elements of an array and an object through any window`(_ window: Int) throws {
    var limits = InputLimits()
    limits.jsonBytes = window
    let elements = (0..<100).map { "{\"id\": \($0), \"s\": \"a,]\\\"}\", \"v\": [1, [2]]}" }
    let array = "\n[ \(elements.joined(separator: " ,\n")) ]\n"
    let reader = try JSONElementReader(
      ByteSource(bytes: Array(array.utf8), name: "t"), limits: limits)
    #expect(reader.container == .array)
    var count = 0
    while let element = try reader.next() {
      #expect(element.value["id"]?.int == count && element.index == count)
      #expect(element.line == count + 2 && element.key == nil)
      count += 1
    }
    #expect(count == 100)
    let object = "{\(elements.enumerated().map { "\"k\($0)\" : \($1)" }.joined(separator: ","))}"
    let members = try JSONElementReader(
      ByteSource(bytes: Array(object.utf8), name: "t"), limits: limits)
    count = 0
    while let element = try members.next() {
      #expect(element.key == "k\(count)" && element.value["s"]?.string == "a,]\"}")
      count += 1
    }
    #expect(count == 100)
  }

  @Test(arguments: [
    "[1, 2", "[1 2]", "[1,, 2]", "[1] 2", "{\"a\":1, \"a\":2}", "{\"a\" 1}", "{1: 2}", "3", "[1,]",
    "[\"a]", "{", "[}", "[{\"a\":1]}",
  ])
  func `refuses broken arrays while streaming`(_ text: String) {
    #expect(throws: InputFileError.self) {
      let reader = try JSONElementReader(ByteSource(bytes: Array(text.utf8), name: "t"))
      while try reader.next() != nil {}
    }
  }

  @Test
  func `streams scalars and empty containers`() throws {
    for text in ["[]", "{ }", " [ ] "] {
      let reader = try JSONElementReader(ByteSource(bytes: Array(text.utf8), name: "t"))
      #expect(try reader.next() == nil)
      #expect(try reader.next() == nil)
    }
    let reader = try JSONElementReader(ByteSource(bytes: Array("[1,\"x\",null]".utf8), name: "t"))
    #expect(try reader.next()?.value == .integer(1))
    #expect(try reader.next()?.value == .string("x"))
    #expect(try reader.next()?.value == .null)
    #expect(try reader.next() == nil)
  }

  @Test
  func `survives damaged text`() {
    var generator = SeededGenerator(state: 3)
    let text = Array("{\"a\": [1, -2.5e3, \"x\\u00e9\"], \"b\": {\"c\": null, \"d\": true}}".utf8)
    for _ in 0..<5000 {
      let damaged = generator.damage(text)
      let value = try? JSONValue.parse(damaged, name: "t")
      guard let source = try? ByteSource(bytes: damaged, name: "t"),
        let reader = try? JSONElementReader(source)
      else { continue }
      var streamed: [JSONValue]? = []
      do { while let element = try reader.next() { streamed?.append(element.value) } } catch {
        streamed = nil
      }
      // Both ways accept the same texts and find the same values.
      #expect((value?.object.map(\.values) ?? value?.array) == streamed)
    }
  }

  @Test(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
  func `reads the label lists of ReaL`() throws {
    let path = try RealData.path("annotations/imagenet-real/real.json")
    let lists = try #require(try JSONValue.read(path: path).array).map { $0.array?.count ?? -1 }
    #expect(lists.count == 50_000)
    // Lengths 0 to 9 as FORMATS.md counts them with Python.
    let counts = (0...9).map { length in lists.count { $0 == length } }
    #expect(counts == [3163, 39394, 5408, 1319, 411, 161, 88, 41, 13, 2])
  }
}
