import Analyses
import Foundation
@testable import Reports
import StudyValues
import Testing

import TestSupport

struct ReportWriterTests {
  /// A writer for which no gnuplot exists, so that its pages do not depend on one.
  private let withoutGnuplot = ReportWriter(searchPath: "/nonexistent")

  private func text(_ name: String, in folder: TemporaryFolder) throws -> String {
    try String(contentsOfFile: folder.path("out/\(name)"), encoding: .utf8)
  }

  @Test func `writes every page of a document with hostile names`() throws {
    let folder = try TemporaryFolder()
    let outcome = try withoutGnuplot.write(ReportSamples.document, to: folder.path("out"))
    #expect(
      outcome.files == [
        "appendix.html", "figures/first.csv", "figures/first.gp", "figures/hsf.csv",
        "figures/hsf.gp", "index.html", "manifest.json", "references.bib", "report.json",
        "report.md", "report.schema.json", "report.tex", "tables/appended.csv",
        "tables/appended.tex",
        "tables/paper-1.csv", "tables/paper-1.tex", "tables/votes.csv", "tables/votes.tex",
      ])
    for name in outcome.files {
      try Snapshot.expect(text(name, in: folder), equals: "hostile/\(name)")
    }
    #expect(outcome.warnings.count == 1)
    #expect(outcome.warnings[0].contains("apt-get install gnuplot-nox"))
  }

  @Test func `lets no name become markup`() throws {
    let folder = try TemporaryFolder()
    try withoutGnuplot.write(ReportSamples.document, to: folder.path("out"))
    let html = try text("index.html", in: folder)
    #expect(!html.contains("<script"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("{{title}}"))
    #expect(!html.contains("http://www.") && !html.contains("<link") && !html.contains("src="))
    #expect(html.contains("Content-Security-Policy\" content=\"default-src 'none'"))
    #expect(!html.contains("script-src"))
    let appendix = try text("appendix.html", in: folder)
    #expect(appendix.components(separatedBy: "<script").count == 2)
    #expect(appendix.contains("script-src 'sha256-") && !appendix.contains("src=\""))
    #expect(appendix.contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>"))
    let markdown = try text("report.md", in: folder)
    #expect(!markdown.contains("<script"))
    #expect(markdown.contains("feature\\_norm &amp; \\*bold\\* \\|"))
    #expect(try text("tables/votes.csv", in: folder).contains("'=cmd|'/c calc'!A1"))
    #expect(try text("report.tex", in: folder).contains("\\textbackslash{}input\\{x\\}"))
  }

  @Test func `shows what a terminal or a page would obey`() throws {
    let folder = try TemporaryFolder()
    var document = ReportSamples.document
    document.title = "evil \u{1b}[2J\u{202e}name"
    try ReportWriter(formats: [.html, .md, .tex]).write(document, to: folder.path("report"))
    for (name, shown) in [
      ("index.html", "evil U+001B[2JU+202Ename"),
      ("report.md", "U+001B"), ("report.tex", "evil U+001B[2JU+202Ename"),
    ] {
      let text = try String(contentsOfFile: folder.path("report/\(name)"), encoding: .utf8)
      #expect(!text.unicodeScalars.contains("\u{1b}") && !text.unicodeScalars.contains("\u{202e}"))
      #expect(text.contains(shown), Comment(rawValue: name))
    }
  }

  @Test
  func `a card has all answers as a bar, its picture by the last part of an address, and a link`()
    throws
  {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("pictures"), withIntermediateDirectories: true)
    _ = try folder.write("not really a picture", as: "pictures/one.png")
    let address = "https://example.org/all/one.png?v=2"
    var document = ReportSamples.document
    document.sections[0].galleries = [
      ImageGallery(
        title: "Hard for people",
        cards: [address, "deep/one.jpg"].map { name in
          .init(
            image: name, targetClass: "cat", majorityClass: "dog", predictedClass: nil,
            selected: 3, shown: 10, hsf: 0.3, majorityShare: 0.6, scores: [])
        })
    ]
    _ = try ReportWriter(
      formats: [.html], searchPath: "/nonexistent", pictures: .init(folder: folder.path("pictures"))
    ).write(document, to: folder.path("out"))
    let page = try text("index.html", in: folder)
    #expect(page.components(separatedBy: "src=\"../pictures/one.png\"").count == 3)
    #expect(
      page.contains(
        "<span style=\"width:30.0%\"></span><span class=\"other\" style=\"width:60.0%\"></span>"))
    #expect(page.components(separatedBy: "<a href=\"\(address)\"").count == 2)
  }

  @Test func `a card has the picture at the path that a file told, and a link to its address`()
    throws
  {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("pictures/deep"), withIntermediateDirectories: true)
    _ = try folder.write("not really a picture", as: "pictures/deep/A.JPG")
    _ = try folder.write("not really a picture", as: "A.JPG")
    var document = ReportSamples.document
    document.sections[0].galleries = [
      ImageGallery(
        title: "Hard for people",
        cards: ["deep/A.JPG", "../A.JPG"].enumerated().map { number, path in
          .init(
            image: "A\(number)", place: .init(path: path, url: "https://x.org/\(number).jpg"),
            targetClass: "cat", majorityClass: nil, predictedClass: nil, selected: 3, shown: 10,
            hsf: 0.3, majorityShare: nil, scores: [])
        })
    ]
    _ = try ReportWriter(
      formats: [.html], searchPath: "/nonexistent", pictures: .init(folder: folder.path("pictures"))
    ).write(document, to: folder.path("out"))
    let page = try text("index.html", in: folder)
    #expect(page.components(separatedBy: "src=\"../pictures/deep/A.JPG\"").count == 2)
    #expect(!page.contains("src=\"../A.JPG"))
    #expect(page.contains("<a href=\"https://x.org/1.jpg\""))
  }

  @Test func `links and embeds the pictures that lie in the folder, and no others`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("pictures/deep"), withIntermediateDirectories: true)
    for name in ["pictures/one.png", "pictures/deep/two & 2.jpg", "secret.png"] {
      _ = try folder.write("not really a picture", as: name)
    }
    var document = ReportSamples.document
    document.sections[0].galleries = [
      ImageGallery(
        title: "Hard for people",
        cards: ["one", "deep/two & 2.jpg", "../secret", "nowhere"].map { name in
          .init(
            image: name, targetClass: "<cat>", majorityClass: "dog", predictedClass: nil,
            selected: 3, shown: 50, hsf: 0.06, scores: [.init(name: "AVH", value: 0.0446)])
        })
    ]
    let linked = try ReportWriter(
      formats: [.html, .md, .tex], searchPath: "/nonexistent",
      pictures: .init(folder: folder.path("pictures"))
    ).write(document, to: folder.path("out"))
    let page = try text("index.html", in: folder)
    #expect(page.contains("src=\"../pictures/one.png\""))
    #expect(page.contains("src=\"../pictures/deep/two%20%26%202.jpg\""))
    #expect(!page.contains("secret.png") && page.components(separatedBy: "<img").count == 3)
    #expect(page.contains("3 of 50 people; most said <bdi>dog</bdi>"))
    #expect(linked.warnings.contains { $0.hasPrefix("2 of the 4 images of the report without a") })
    #expect(try text("report.md", in: folder).contains("| nowhere | &lt;cat&gt; | dog | 3 | 50 |"))
    let embedded = try ReportWriter(
      formats: [.html], searchPath: "/nonexistent",
      pictures: .init(folder: folder.path("pictures"), embeddedBytes: 30)
    ).write(document, to: folder.path("out"))
    let heavy = try text("index.html", in: folder)
    #expect(heavy.contains("src=\"data:image/png;base64,bm90IHJlYWxseSBhIHBpY3R1cmU=\""))
    #expect(heavy.contains("src=\"../pictures/deep/two%20%26%202.jpg\""))
    #expect(embedded.warnings.contains { $0.hasPrefix("1 of the pictures are links") })
  }

  @Test func `has the fields of the schema in report.json`() throws {
    let folder = try TemporaryFolder()
    try withoutGnuplot.write(ReportSamples.document, to: folder.path("out"))
    let data = Data(try text("report.json", in: folder).utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "$schema", "schema", "tool", "study", "title", "notice", "question", "summary", "verdicts",
        "correlations", "comparisons", "estimates", "series", "images", "manifest",
      ])
    #expect(object["schema"] as? String == "avh-report/2")
    let rows = try #require(object["correlations"] as? [[String: Any]])
    #expect(rows[0]["statistic"] as? Double == -0.356123456789)
    #expect(rows[0]["annotation_set"] as? String == "cifar10h")
    #expect(rows[5]["statistic"] is NSNull)
    #expect(rows[0].count == CorrelationResult.columns.count + 1)
    #expect(rows[0]["analysis"] as? String == "H1")
    let manifest = try #require(object["manifest"] as? [String: Any])
    #expect(manifest["generated"] == nil && manifest["command"] == nil)
  }

  @Test func `follows its own JSON Schema`() throws {
    let folder = try TemporaryFolder()
    try withoutGnuplot.write(ReportSamples.document, to: folder.path("out"))
    func json(_ name: String) throws -> Any {
      try JSONSerialization.jsonObject(with: Data(text(name, in: folder).utf8))
    }
    let schema = JSONSchema(try json("report.schema.json"))
    var report = try #require(try json("report.json") as? [String: Any])
    #expect(schema.faults(in: report).isEmpty)
    report["surprise"] = 1
    report["title"] = 2
    report["summary"] = [true]
    var rows = try #require(report["correlations"] as? [[String: Any]])
    rows[0]["n"] = 1.5
    rows[1]["score"] = nil
    report["correlations"] = rows
    #expect(
      Set(schema.faults(in: report)) == [
        "surprise is not allowed", "title is not string", "summary[0] is not string",
        "correlations[0].n is not integer", "correlations[1].score is missing",
      ])
  }

  @Test func `says why a section is empty and keeps its heading`() throws {
    let folder = try TemporaryFolder()
    try withoutGnuplot.write(ReportSamples.document, to: folder.path("out"))
    for name in ["index.html", "report.md", "report.tex"] {
      let page = try text(name, in: folder)
      #expect(page.contains("Noise ceiling"))
      #expect(page.contains("No data: the annotation set holds no"))
    }
  }

  @Test func `writes only the formats asked for`() throws {
    let folder = try TemporaryFolder()
    let outcome = try ReportWriter(formats: [.json, .csv])
      .write(ReportSamples.document, to: folder.path("out"))
    #expect(
      outcome.files == [
        "manifest.json", "report.json", "report.schema.json", "tables/appended.csv",
        "tables/paper-1.csv",
        "tables/votes.csv",
      ])
    #expect(outcome.warnings.isEmpty)
  }

  @Test func `gives the same bytes whatever the time, host and command`() throws {
    let folder = try TemporaryFolder()
    var later = ReportSamples.document
    later.manifest.generated = "2030-01-01T00:00:00Z"
    later.manifest.environment = [.init("host", "there")]
    later.manifest.command.append("--threads=2")
    let outcome = try withoutGnuplot.write(ReportSamples.document, to: folder.path("out"))
    try withoutGnuplot.write(later, to: folder.path("later"))
    for name in outcome.files where name != "manifest.json" {
      #expect(
        FileManager.default.contentsEqual(
          atPath: folder.path("out/\(name)"), andPath: folder.path("later/\(name)")), "\(name)")
    }
    #expect(
      !FileManager.default.contentsEqual(
        atPath: folder.path("out/manifest.json"), andPath: folder.path("later/manifest.json")))
  }

  @Test func `replaces an earlier report and leaves nothing else behind`() throws {
    let folder = try TemporaryFolder()
    try withoutGnuplot.write(ReportSamples.document, to: folder.path("deep/out"))
    let second = try ReportWriter(formats: [.json])
      .write(ReportSamples.document, to: folder.path("deep/out"))
    #expect(second.files == ["manifest.json", "report.json", "report.schema.json"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("deep")) == ["out"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("deep/out")).sorted()
        == ["manifest.json", "report.json", "report.schema.json"])
  }

  @Test func `takes an empty folder`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("out"), withIntermediateDirectories: false)
    #expect(
      try !withoutGnuplot.write(ReportSamples.document, to: folder.path("out")).files.isEmpty)
  }

  @Test func `refuses a folder that is not a report`() throws {
    let folder = try TemporaryFolder()
    let mine = try folder.write("precious", as: "thesis.txt")
    let path = URL(filePath: mine).deletingLastPathComponent().resolvingSymlinksInPath().path
    #expect(throws: ReportsError.folderIsNotAReport(path: path, found: "thesis.txt")) {
      try withoutGnuplot.write(ReportSamples.document, to: path)
    }
    #expect(throws: ReportsError.folderIsNotAReport(path: path + "/thesis.txt", found: "a file")) {
      try withoutGnuplot.write(ReportSamples.document, to: mine)
    }
    #expect(try String(contentsOfFile: mine, encoding: .utf8) == "precious")
  }

  @Test func `refuses an earlier report to which someone added a file`() throws {
    let folder = try TemporaryFolder()
    let writer = ReportWriter(formats: [.json])
    try writer.write(ReportSamples.document, to: folder.path("out"))
    _ = try folder.write("mine", as: "out/notes.md")
    #expect(throws: ReportsError.self) {
      try writer.write(ReportSamples.document, to: folder.path("out"))
    }
    #expect(FileManager.default.fileExists(atPath: folder.path("out/notes.md")))
  }

  @Test func `replaces an earlier report in which LaTeX's pictures were made`() throws {
    let folder = try TemporaryFolder()
    try withoutGnuplot.write(ReportSamples.document, to: folder.path("out"))
    let manifest = folder.path("out/manifest.json")
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
      .replacing("figures/hsf.gp", with: "figures/hsf.svg")
    try text.write(toFile: manifest, atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: folder.path("out/figures/hsf.gp"))
    _ = try folder.write("%PDF", as: "out/figures/hsf.pdf")
    _ = try folder.write("", as: "out/.DS_Store")
    try withoutGnuplot.write(ReportSamples.document, to: folder.path("out"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("out/figures/hsf.pdf")))
  }

  @Test func `refuses identifiers that are no file names or occur twice`() throws {
    let folder = try TemporaryFolder()
    var document = ReportSamples.document
    document.sections[0].tables[0].id = "../escape"
    #expect(throws: ReportsError.invalidIdentifier("../escape")) {
      try withoutGnuplot.write(document, to: folder.path("out"))
    }
    document.sections[0].tables[0].id = "PAPER-1"
    #expect(throws: ReportsError.duplicateIdentifier("paper-1")) {
      try withoutGnuplot.write(document, to: folder.path("out"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }

  @Test func `says which path cannot be written`() {
    #expect {
      try withoutGnuplot.write(ReportSamples.document, to: "/proc/nowhere/out")
    } throws: { error in
      guard case .cannotWrite(let path, _) = error as? ReportsError else { return false }
      return path == "/proc/nowhere"
    }
  }

  @Test func `a place without room is named as it was asked for`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("", as: "file")
    #expect {
      try withoutGnuplot.check(file + "/report")
    } throws: { error in
      guard case .cannotWrite(let path, _) = error as? ReportsError else { return false }
      return path == file + "/report"
    }
  }

  @Test(arguments: [
    ("resnet_50", "resnet_50"), ("<script>", "script"), ("Größe 3", "gr-e-3"), ("", "part"),
    ("___", "part-___"), ("..", "part"),
  ])
  func `makes identifiers from names`(name: String, id: String) {
    #expect(Identifier.made(from: name) == id)
    #expect(Identifier.isValid(id))
  }
}
