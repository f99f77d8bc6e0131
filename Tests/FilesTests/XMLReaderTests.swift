import Files
import TestSupport
import Testing

struct XMLReaderTests {
  /// Every event of a document, texts in quotes.
  private func events(_ text: String, limits: InputLimits = .standard) throws -> [String] {
    var reader = try XMLReader(Array(text.utf8), name: "a.xml", limits: limits)
    var events: [String] = []
    while let event = try reader.next() {
      switch event {
      case .start(let name): events.append("<\(name)")
      case .text: events.append("'\(try reader.text())'")
      case .end(let name): events.append("\(name)>")
      }
    }
    return events
  }

  @Test func `elements, texts, references, CDATA and comments`() throws {
    let text = """
      \u{FEFF}<?xml version="1.0" encoding="UTF-8"?>
      <!-- <no> -->
      <annotation verified="a>b">
        <file-name> a &amp; b&#33;&#x41; </file-name>
        <empty/><empty />
        <raw><![CDATA[<x> & y]]></raw>
        <n>1<!-- c -->2</n>
      </annotation>

      """
    #expect(
      try events(text) == [
        "<annotation", "<file-name", "'a & b!A'", "file-name>", "<empty", "empty>", "<empty",
        "empty>", "<raw", "'<x> & y'", "raw>", "<n", "'1'", "'2'", "n>", "annotation>",
      ])
  }

  @Test func `attributes of the element that began last are read by name`() throws {
    var reader = try XMLReader(
      Array("<a><b x='1 &lt; 2' name = \"c > d\"\n y=\"\"/>t<c bare=x/></a>".utf8), name: "a.xml")
    #expect(try reader.next() == .start("a") && reader.attribute("x") == nil)
    #expect(try reader.next() == .start("b"))
    #expect(try reader.attribute("x") == "1 < 2" && reader.attribute("name") == "c > d")
    #expect(try reader.attribute("y") == "" && reader.attribute("z") == nil)
    while let event = try reader.next(), event != .start("c") {}
    #expect(try reader.attribute("bare") == nil && reader.attribute("x") == nil)
  }

  @Test(arguments: [
    ("<a><b></a>", "line 1: expected </b>"), ("<a>", "expected </a>, found the end"),
    ("<a/><b/>", "expected the end"), ("<a/>text", "expected an element"), ("text", "an element"),
    ("<a b='1", "expected '>'"), ("< a/>", "the name of an element"), ("<a>\n</b></a>", "line 2"),
    ("<!-- x", "expected -->"), ("</a>", "an element"), ("<?x", "expected ?>"),
    ("<!-- only -->", "expected an element, found the end"), ("<a><![CDATA[x</a>", "expected ]]>"),
  ])
  func `refuses what is no plain XML, with the line`(text: String, expected: String) {
    #expect {
      try events(text)
    } throws: { "\($0)".contains(expected) }
  }

  @Test func `nothing is defined, opened or grown`() throws {
    let bomb = "<!DOCTYPE a [<!ENTITY x \"yy\"><!ENTITY z SYSTEM \"/etc/passwd\">]><a>&x;&z;</a>"
    #expect { try events(bomb) } throws: { "\($0)".contains("a document type") }
    for reference in ["&x;", "&", "&#0;", "&#xD800;", "&#x110000;", "&aaaaaaaaaaaaaaaaaaaaaaaaa;"] {
      #expect { try events("<a>\(reference)</a>") } throws: { "\($0)".contains("&amp;") }
    }
    var limits = InputLimits.standard
    limits.depth = 3
    let deep = "<a><b><c><d></d></c></b></a>"
    #expect(try events(deep).count == 8)
    #expect(throws: InputFileError.self) { try events(deep, limits: limits) }
    let name = String(repeating: "n", count: 300)
    #expect(throws: InputFileError.self) { try events("<\(name)/>") }
    #expect(throws: InputFileError.self) { try events("<a>\u{0}</a>") }
    let folder = try TemporaryFolder()
    limits.xmlBytes = 10
    let path = try folder.write("<a>0123456789</a>", as: "a.xml")
    #expect(throws: InputFileError.self) { try XMLReader(path: path, limits: limits) }
  }

  @Test func `any bytes end in events or one error`() throws {
    let source = Array("<a><b c='d'>x&amp;y</b><![CDATA[z]]><!--e--><f/></a>".utf8)
    var state: UInt64 = 7
    for _ in 0..<3_000 {
      var bytes = source
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int(state >> 33) % bytes.count
        switch state >> 60 & 3 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: state >> 20)
        case 1 where bytes.count > 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8(ascii: "<"), at: place)
        default: bytes = Array(bytes[..<max(place, 1)])
        }
      }
      do {
        var reader = try XMLReader(bytes, name: "fuzz")
        var count = 0
        while try reader.next() != nil {
          _ = try reader.text()
          count += 1
        }
        #expect(count <= 2 * bytes.count)
      } catch {
        #expect("\(error)".hasPrefix("fuzz"))
      }
    }
  }
}
