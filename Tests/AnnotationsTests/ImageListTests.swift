import Files
import Foundation
import TestSupport
import Testing

@testable import Annotations

struct ImageListTests {
  @Test func `names are one a line, or items of a JSON list`() throws {
    let folder = try TemporaryFolder()
    let lines = try folder.write(Data("a, b.jpg\r\n[c].jpg\n".utf8), as: "names.txt")
    #expect(try ImageList.text(lines) == ["a, b.jpg", "[c].jpg"])
    let list = try folder.write(Data(#"["a, b.jpg", "\u00e9.jpg", 7]"#.utf8), as: "names.JSON")
    #expect(try ImageList.text(list) == ["a, b.jpg", "é.jpg", "7"])
  }

  @Test(arguments: [#"{"a": 1}"#, #"["a", null]"#, #"["a", ["b"]]"#, #"["a""#])
  func `JSON that lists no names is refused`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(text.utf8), as: "names.json")
    #expect(throws: InputFileError.self) { try ImageList.text(path) }
  }
}
