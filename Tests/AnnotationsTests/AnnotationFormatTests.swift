import Annotations
import Foundation
import Testing
import StudyValues

/// The list of formats and what is derived from it.
struct AnnotationFormatTests {
  @Test func `every name is that of one format`() {
    let names = AnnotationFormat.all.map(\.name)
    #expect(Set(names).count == names.count)
    for format in AnnotationFormat.all { #expect(AnnotationFormat.named(format.name) == format) }
  }

  @Test func `the guide's table has every format and no other`() throws {
    let guide = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Annotations/Annotations.docc/Articles/Annotation-formats.md")
    let text = try String(contentsOf: guide, encoding: .utf8)
    let table = text.prefix(upTo: try #require(text.range(of: "## One normalisation")).lowerBound)
    let cells = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
      .compactMap { $0.split(separator: "|").first }
    let names = cells.flatMap { $0.split(separator: "`").map(String.init) }
      .filter { $0.contains { $0.isLetter } }
    #expect(Set(names) == Set(AnnotationFormat.all.map(\.name)))
    #expect(Set(names).count == names.count)
  }

  @Test func `files are opened once for format, header and answers`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "votes.csv").path
    try "task,worker,label\na,1,cat\nb,1,dog\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    var open = try AnnotationReader.open([path])
    #expect(open.header.format == "crowd-kit")
    #expect(open.header.labelSpace.classes.map(\.name) == ["cat", "dog"])
    open.targets = ["a": 1]
    var sink = CollectedAnnotations()
    #expect(try open.read(into: &sink).rowsUsed == 2)
    #expect(sink.targets.first?.targetClass == 1)
  }
}
