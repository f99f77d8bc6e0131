import Foundation
import StudyValues
import StudyStore
import TestSupport
import Testing

@testable import avh

/// The commands that run, report and verify whole studies.
struct StudyCommandsTests {
  @Test func `runs a study to its report and verifies it`() throws {
    let study = try SmallStudy()
    let out = study.path("out")
    let run = CommandRun("study", "run", try study.writeSimulated(), "--out", out, "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(run.output.contains("C4: "))
    let sentence = try #require(run.output.split(separator: "\n").first)
    let page = try String(contentsOfFile: out + "/report/report.md", encoding: .utf8)
    #expect(
      sentence.contains("follows people")
        && page.replacing("\u{A0}", with: " ").contains(sentence), "\(sentence)")
    #expect(FileManager.default.fileExists(atPath: out + "/report/index.html"))
    let verified = CommandRun("verify", out, "--quiet")
    #expect(verified.code == 0, Comment(rawValue: verified.output + verified.message))
    #expect(verified.output.contains("result rows are as stored"))
  }

  @Test func `finds a stored result that does not come out again`() throws {
    let study = try SmallStudy()
    let out = study.path("out")
    try #require(
      CommandRun("study", "run", try study.writeSimulated(), "--out", out, "--quiet").code == 0)
    let store = try StudyStore.open(path: out + "/study.db", mode: .readWrite)
    var output = try #require(try store.analyses().first { $0.analysis == "H1" })
    output.correlations[1].statistic = (output.correlations[1].statistic ?? 0) + 1e-6
    try store.store(output)
    try store.close()
    let verified = CommandRun("verify", out, "--quiet", "--json")
    #expect(verified.code == 1)
    let rows = try verified.rows
    #expect(rows.count == 1)
    #expect(rows.first?["place"] as? String == "H1")
    #expect(
      rows.first?["row"] as? String
        == "simulated, workers, hsf, sharp, confidence, spearman, all, all, images, t")
    #expect(rows.first?["field"] as? String == "statistic")
    #expect(CommandRun("verify", out, "--quiet", "--tolerance", "0.1").code == 0)
  }

  @Test func `verifies and reports the study that ran beside, too`() throws {
    let study = try SmallStudy()
    let out = study.path("out")
    let run = CommandRun("study", "run", try study.writeWithTwin(), "--out", out, "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    #expect(CommandRun("verify", out, "--quiet").code == 0)
    let again = CommandRun(
      "report", out + "/study.db", "--out", study.path("again"), "--format", "md", "--quiet")
    #expect(again.code == 0, Comment(rawValue: again.message))
    let page = try String(contentsOfFile: study.path("again/report.md"), encoding: .utf8)
    #expect(page.contains("beside"))
    let store = try StudyStore.open(path: out + "/twin/study.db", mode: .readWrite)
    var output = try #require(try store.analyses().first { $0.analysis == "H1" })
    output.correlations.removeLast()
    try store.store(output)
    try store.close()
    let verified = CommandRun("verify", out, "--quiet", "--json")
    #expect(verified.code == 1)
    #expect(try verified.rows.allSatisfy { $0["place"] as? String == "twin H1" })
  }

  @Test func `finds an input that has changed since`() throws {
    let study = try SmallStudy()
    let out = study.path("out")
    let data = study.path("data")
    let manifest = try study.writeOnFiles()
    let run = CommandRun(
      "study", "run", manifest, "--data", data, "--out", out, "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(CommandRun("verify", out, "--data", data, "--quiet").code == 0)
    let labels = study.path("data/labels.csv")
    let text = try String(contentsOfFile: labels, encoding: .utf8)
    try Data((text + "\n").utf8).write(to: URL(filePath: labels))
    let verified = CommandRun("verify", out, "--data", data, "--quiet", "--json")
    #expect(verified.code == 1)
    #expect(try verified.rows.map { $0["place"] as? String } == ["labels.csv"])
    try FileManager.default.removeItem(atPath: labels)
    let missing = CommandRun("verify", out, "--data", data, "--quiet", "--json")
    #expect(try missing.rows.first?["found"] as? String == "the file is missing")
  }

  @Test func `refuses to verify a study that no manifest made`() throws {
    let files = try SimulatedFiles(images: 20)
    try #require(CommandRun(files.importVotes).code == 0)
    let run = CommandRun("verify", files.database)
    #expect(run.code == 65)
    #expect(run.message.contains("no manifest"))
  }

  @Test func `reports a stored study as the run reported it`() throws {
    let study = try SmallStudy()
    let out = study.path("out")
    try #require(
      CommandRun(
        "study", "run", try study.writeSimulated(), "--out", out, "--format", "json,csv,md",
        "--quiet"
      ).code == 0)
    let again = CommandRun(
      "report", out + "/study.db", "--out", study.path("again"), "--format", "json,csv,md",
      "--quiet")
    #expect(again.code == 0, Comment(rawValue: again.message))
    for name in ["report.json", "report.md"] {
      let first = try String(contentsOfFile: out + "/report/" + name, encoding: .utf8)
      let second = try String(contentsOfFile: study.path("again/" + name), encoding: .utf8)
      #expect(first == second, Comment(rawValue: name))
    }
  }

  @Test func `reports a study that was filled by hand with the usual analyses`() throws {
    let files = try SimulatedFiles.filled()
    let run = CommandRun(
      "report", files.database, "--out", files.path("report"), "--format", "json,md", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let data = try Data(contentsOf: URL(filePath: files.path("report/report.json")))
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let correlations = try #require(report["correlations"] as? [[String: Any]])
    #expect(Set(correlations.compactMap { $0["model"] as? String }) == ["sharp", "blunt"])
    #expect(
      Set(correlations.compactMap { $0["score"] as? String }).isSuperset(of: ["avh", "rank"]))
    let comparisons = try #require(report["comparisons"] as? [[String: Any]])
    #expect(!comparisons.isEmpty)
    let page = try String(contentsOfFile: files.path("report/report.md"), encoding: .utf8)
    #expect(page.contains("What people said"))
    let manifest = try String(contentsOfFile: files.path("report/manifest.json"), encoding: .utf8)
    #expect(!manifest.contains("avh study run"), "no study folder can be run again")
  }

  @Test func `a study reads files that come with the studies, and verifies`() throws {
    let study = try SmallStudy()
    let place = try study.writeOnFiles()
    for name in ["labels.csv", "sharp"] {
      try FileManager.default.moveItem(
        atPath: study.path("data/\(name)"), toPath: study.path("studies/\(name)"))
    }
    let text = try String(contentsOfFile: place + "/study.yml", encoding: .utf8)
    let moved =
      text
      .replacing("file: labels.csv,", with: "file: labels.csv, from: studies,")
      .replacing(/: (sharp\/\w+\.npy)/) { ": {file: \($0.output.1), from: studies}" }
    _ = try study.folder.write(moved, as: "studies/files/study.yml")
    let out = study.path("out")
    let run = CommandRun(
      "study", "run", place, "--data", study.path("data"), "--out", out, "--format", "json",
      "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let report = try String(contentsOfFile: out + "/report/report.json", encoding: .utf8)
    #expect(report.contains("\"sharp/features.npy\""))
    let verify = ["verify", out, "--data", study.path("data"), "--quiet"]
    let verified = CommandRun(verify)
    #expect(verified.code == 0, Comment(rawValue: verified.message + verified.output))
    try FileManager.default.removeItem(atPath: study.path("studies/sharp/bias.npy"))
    #expect(CommandRun(verify).code != 0)
    _ = try study.folder.write(
      text.replacing("file: labels.csv,", with: "file: labels.csv, from: nowhere,"),
      as: "studies/files/study.yml")
    #expect(CommandRun("study", "run", place, "--resolve").code == 65)
  }

  @Test func `runs every study of a folder and lists what is missing`() throws {
    let study = try SmallStudy()
    _ = try study.writeOnFiles(as: "a-files")
    _ = try study.writeSimulated(as: "b-simulated")
    let place = study.path("studies/c-missing")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    _ = try study.folder.write(
      """
      schema: 1
      id: c-missing
      question: Where is it?
      dataset:
        name: d
        classes: {space: cifar10}
        labels: {file: gone.csv, layout: table, url: "https://example.org/gone.csv"}
      models: [{name: m, logits: "rows_*.npy", bias: bias.npy}]
      """, as: "studies/c-missing/study.yml")
    let results = study.path("studies/RESULTS.md")
    let run = CommandRun(
      "study", "run-all", study.path("studies"), "--data", study.path("data"), "--out",
      study.path("out"), "--results", results, "--format", "md", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let page = try String(contentsOfFile: results, encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
    #expect(rows.count == 3)
    #expect(rows.first?.contains("AVH follows people more closely") == true)
    #expect(rows.last?.contains("3 files are missing (gone.csv, …)") == true)
    #expect(rows.last?.contains("avh study fetch") == true)
    #expect(rows.first?.hasPrefix("| [a-files](a-files) |") == true)
    #expect(page.contains("| Study | Claim | For what | Predicted | Outcome | Smallest"))
    for id in ["a-files", "b-simulated"] {
      #expect(FileManager.default.fileExists(atPath: study.path("out/\(id)/report/report.md")))
    }
  }

  @Test func `goes on to the next study when one cannot run, and says so at the end`() throws {
    let study = try SmallStudy()
    for name in ["data", "studies/a-broken", "studies/b-fails"] {
      try FileManager.default.createDirectory(
        atPath: study.path(name), withIntermediateDirectories: true)
    }
    _ = try study.folder.write("schema: 1\nid: [", as: "studies/a-broken/study.yml")
    _ = try study.folder.write(
      """
      schema: 1
      id: b-fails
      question: Does it run?
      dataset: {name: d, classes: {space: cifar10}, labels: {file: labels.csv, layout: table}}
      """, as: "studies/b-fails/study.yml")
    _ = try study.folder.write("image,label\none,lion\n", as: "data/labels.csv")
    _ = try study.writeSimulated(as: "c-simulated")
    let results = study.path("RESULTS.md")
    let run = CommandRun(
      "study", "run-all", study.path("studies"), "--data", study.path("data"), "--out",
      study.path("out"), "--results", results, "--format", "md", "--quiet")
    #expect(run.code == 1)
    let page = try String(contentsOfFile: results, encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
    #expect(rows.map { $0.contains("Failed: ") } == [true, true, false])
    #expect(rows.dropFirst().first?.contains("lion") == true)
  }

  @Test func `simulates the same files for the same seed`() throws {
    let first = try SimulatedFiles(images: 20)
    let second = try SimulatedFiles(images: 20)
    #expect(try first.contents() == second.contents())
    #expect(
      CommandRun("simulate", "--out", first.path("x"), "--effect", "angle=2,norm=0,logits=0").code
        == 64)
    #expect(CommandRun("simulate", "--out", first.path("x"), "--width", "3").code == 64)
    #expect(CommandRun("simulate", "--out", first.path("x"), "--effect", "colour=1").code == 64)
  }

  @Test func `computes the results of a study of version 0_1_0 again`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    try FileManager.default.copyItem(
      at: RealData.checkout.appending(path: "Tests/StudyStoreTests/References/version-1/study.db"),
      to: URL(filePath: path))
    let run = CommandRun("report", path, "--out", folder.path("r"), "--format", "json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let data = try Data(contentsOf: URL(filePath: folder.path("r/report.json")))
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for rows in ["correlations", "comparisons", "estimates", "series", "verdicts"] {
      #expect((report[rows] as? [Any])?.isEmpty == false, Comment(rawValue: rows))
    }
    #expect(CommandRun("verify", path).code == 65)
  }

  @Test func `draws figures as PDF and PNG, twice the same`() throws {
    let study = try SmallStudy()
    let out = study.path("out")
    try #require(
      CommandRun("study", "run", try study.writeSimulated(), "--out", out, "--quiet").code == 0)
    let reports = ["a", "b"].map { study.path($0) }
    for report in reports {
      let run = CommandRun(
        "report", out + "/study.db", "--out", report, "--figure-format", "pdf,png", "--quiet")
      try #require(run.code == 0, Comment(rawValue: run.message))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: reports[0] + "/figures")
    let drawn = names.filter { $0.hasSuffix(".svg") }.map { $0.dropLast(4) }
    #expect(!drawn.isEmpty)
    for name in drawn {
      for (ending, head) in [("pdf", "%PDF-1."), ("png", "\u{89}PNG")] {
        let files = reports.map { "\($0)/figures/\(name).\(ending)" }
        let bytes = try files.map { try Data(contentsOf: URL(filePath: $0)) }
        #expect(bytes[0].starts(with: head.unicodeScalars.map { UInt8($0.value) }), "\(files[0])")
        #expect(bytes[0] == bytes[1], "\(files[0])")
      }
    }
    #expect(!names.contains { $0.hasPrefix(".") })
    #expect(
      CommandRun("report", out + "/study.db", "--out", out, "--figure-format", "gif").code == 64)
  }
}
