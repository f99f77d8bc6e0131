import Annotations
import StudyValues
import TestSupport
import Testing

struct LabelSpaceFileTests {
  @Test func `reads class_info, lists of names and text files`() throws {
    let folder = try TemporaryFolder()
    let info = try folder.write(
      """
      [{"cid": 0, "wnid": "n01440764", "synset": ["tench", "Tinca tinca"], "gloss": "a fish"},
       {"cid": 1, "wnid": "n01443537", "synset": ["goldfish"], "gloss": "small"}]
      """, as: "class_info.json")
    let space = try LabelSpace.load(info)
    #expect(space.classes[1] == ClassName(index: 1, name: "goldfish", wnid: "n01443537"))
    #expect(space.convert(1, to: .ilsvrcID) == 450)
    let names = try LabelSpace.load(try folder.write(#"["cat", "dog"]"#, as: "names.json"))
    #expect(names.index(of: "dog") == 1)
    let lines = try LabelSpace.load(try folder.write("cat\ndog\n", as: "names.txt"))
    #expect(lines.classes == names.classes)
    #expect(throws: AnnotationError.self) { try LabelSpace.load("no-such-space") }
  }
}
