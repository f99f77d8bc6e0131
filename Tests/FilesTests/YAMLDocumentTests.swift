import Files
import TestSupport
import Testing
import YAMLFiles

struct YAMLDocumentTests {
  static func parse(_ text: String, limits: InputLimits = .standard) throws -> YAMLNode {
    try YAMLDocument.parse(Array(text.utf8), name: "t.yml", limits: limits)
  }

  @Test
  func `gives nodes with their places`() throws {
    let root = try Self.parse("schema: 1\ndataset:\n  name: cifar10\n  list: [a, 'b']\n")
    let pairs = try #require(root.mapping)
    #expect(pairs.map(\.key) == ["schema", "dataset"])
    #expect(pairs.map(\.line) == [1, 2])
    let inner = try #require(root["dataset"]?.mapping)
    #expect(inner.map { [$0.line, $0.column] } == [[3, 3], [4, 3]])
    #expect(root["dataset"]?["list"]?.sequence?.map(\.string) == ["a", "b"])
    #expect(root["schema"]?.int == 1)
  }

  @Test
  func `decides what plain scalars mean and leaves quoted ones texts`() throws {
    let root = try Self.parse(
      """
      - true
      - "true"
      - no
      - 12
      - "12"
      - 1.5e3
      - .inf
      - ~
      - "~"
      - 0x1F
      - 2026-01-01
      """)
    let nodes = try #require(root.sequence)
    #expect(nodes.map(\.bool) == [true] + [Bool?](repeating: nil, count: 10))
    #expect(nodes.map(\.int) == [nil, nil, nil, 12] + [Int?](repeating: nil, count: 7))
    #expect(nodes[3].double == 12 && nodes[5].double == 1500 && nodes[6].double == .infinity)
    #expect(nodes[4].double == nil && nodes[9].double == nil && nodes[10].double == nil)
    #expect(nodes.map(\.isNull) == (0..<11).map { $0 == 7 })
    #expect(nodes[2].string == "no" && nodes[7].string == nil && nodes[8].string == "~")
  }

  @Test(arguments: [
    ("a: [1, 2\nb: 3\n", "line 2"), ("a: 1\na: 2\n", "'a' again"), ("a: *b\n", "alias"),
    ("--- 1\n--- 2\n", "another document"), ("? [a, b]\n: 1\n", "a name that is no text"),
    ("\t- a\n", "line 1"), ("a: \"x\n", "line"), ("# nothing\n", "empty"),
  ])
  func `refuses broken documents and says where`(_ text: String, _ message: String) {
    #expect {
      try Self.parse(text)
    } throws: {
      $0 is InputFileError && "\($0)".contains(message)
    }
  }

  @Test
  func `resolves a few aliases`() throws {
    let root = try Self.parse("base: &b {x: 1}\none: *b\ntwo: *b\n")
    #expect(root["two"]?["x"]?.int == 1)
  }

  @Test
  func `stops aliases that multiply`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<10 {
      let uses = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(uses)]\n"
    }
    #expect(
      throws: InputFileError.limitExceeded(
        path: "t.yml", position: .line(3), what: "aliases", limit: 16)
    ) { try Self.parse(text) }
    var limits = InputLimits()
    limits.yamlAliases = 1000
    limits.yamlNodes = 10_000
    #expect {
      try Self.parse(text, limits: limits)
    } throws: {
      "\($0)".contains("YAML nodes")
    }
  }

  @Test(arguments: ["[", "{a: ", "- "])
  func `stops deep nesting`(_ opening: String) {
    for depth in [200, 100_000] {
      #expect(throws: InputFileError.self) {
        try Self.parse(String(repeating: opening, count: depth))
      }
    }
  }

  @Test
  func `survives damaged text`() {
    var generator = SeededGenerator(state: 4)
    let text = Array("a: &x [1, 'b', \"c\"]\nd:\n  - {e: *x}\n  - |\n    text\n".utf8)
    for _ in 0..<2000 {
      let damaged = generator.damage(text)
      do { _ = try YAMLDocument.parse(damaged, name: "t") } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }

  @Test(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
  func `reads the answers of the bluebirds`() throws {
    let path = try RealData.path("annotations/cubam/bluebirds/labels.yaml")
    let workers = try #require(try YAMLDocument.read(path: path).mapping)
    #expect(workers.count == 39)
    #expect(workers.allSatisfy { $0.value.mapping?.count == 108 })
  }
}
