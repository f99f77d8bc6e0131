import Foundation
import TestSupport
import Testing

@testable import avh

/// Commands that write: rehearsed, logged, with their manual and completions.
struct WritingCommandsTests {
  @Test func `a dry run says what would be stored and stores nothing`() throws {
    let files = try SimulatedFiles.filled()
    let before = try CommandRun("log", files.database, "--json").rows.count
    let counts = CommandRun("tables", files.database, "--json").output
    let scores = files.path("loss.csv")
    try Data("image,value\nimage-00000,1.5\nimage-00001,2\n".utf8).write(to: URL(filePath: scores))
    let base = ["--model", "other", "--score", "own", "--direction", "higher-is-harder"]
    let command = ["import-scores", files.database, scores] + base + ["--unknown-images", "count"]
    let dry = CommandRun(command + ["--dry-run", "--json"])
    #expect(dry.code == 0, Comment(rawValue: dry.message))
    #expect(CommandRun("tables", files.database, "--json").output == counts)
    let again = [
      "score", files.database, "--model", "third", "--features",
      files.path("sharp/features.npy"), "--weights", files.path("sharp/weight.npy"), "--bias",
      files.path("sharp/bias.npy"), "--order", "labels", "--dry-run", "--json",
    ]
    let scored = CommandRun(again)
    #expect(scored.code == 0, Comment(rawValue: scored.message))
    #expect(try scored.counts["images stored"] == 80)
    #expect(CommandRun("tables", files.database, "--json").output == counts)
    #expect(try CommandRun("log", files.database, "--json").rows.count == before)
    let wet = CommandRun(command + ["--json"])
    #expect(wet.output == dry.output, "the rehearsal counts what the import counts")
    #expect(try CommandRun("log", files.database, "--json").rows.count == before + 1)
  }

  @Test func `a dry run of a study lists its steps and makes no folder`() throws {
    let study = try SmallStudy()
    let place = try study.writeSimulated()
    let out = study.path("out")
    let run = CommandRun("study", "run", place, "--out", out, "--dry-run", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    for word in ["simulate", "60 images", "workers", "sharp", "H1", "\(out)/study.db"] {
      #expect(run.output.contains(word), "\(word)")
    }
    #expect(!FileManager.default.fileExists(atPath: out))
    let files = try study.writeOnFiles()
    try FileManager.default.removeItem(atPath: study.path("data/votes.csv"))
    let missing = CommandRun(
      "study", "run", files, "--data", study.path("data"), "--out", out, "--dry-run", "--quiet")
    #expect(missing.code == 66)
    #expect(missing.output.contains("missing"))
    let simulated = study.path("simulated")
    let dry = CommandRun("simulate", "--out", simulated, "--images", "60", "--dry-run", "--quiet")
    #expect(dry.code == 0 && dry.output.contains("votes.csv"))
    #expect(!FileManager.default.fileExists(atPath: simulated))
  }

  @Test func `a dry run of a report and of an export writes no file`() throws {
    let files = try SimulatedFiles.filled()
    let out = files.path("report")
    let run = CommandRun("report", files.database, "--out", out, "--dry-run", "--quiet")
    #expect(run.code == 0 && run.output.contains("analyse  H1, Scores against"))
    #expect(!FileManager.default.fileExists(atPath: out))
    let export = CommandRun(
      "export", files.database, "--irw", "-o", files.path("irw.csv"), "--dry-run", "--quiet")
    #expect(export.code == 0, Comment(rawValue: export.message))
    #expect(export.output.hasPrefix("720 rows of "))
    #expect(!FileManager.default.fileExists(atPath: files.path("irw.csv")))
    let page = files.path("page")
    let explore = CommandRun(
      "explore", files.database, "--out", page, "--resamples", "99", "--dry-run")
    #expect(explore.code == 0, Comment(rawValue: explore.message))
    #expect(!FileManager.default.fileExists(atPath: page))
    let manual = CommandRun("man", "--out", files.path("man"), "--dry-run")
    #expect(manual.code == 0, Comment(rawValue: manual.message))
    #expect(!FileManager.default.fileExists(atPath: files.path("man")))
    let scores = files.path("scores.npz")
    let score = CommandRun(
      "score", "--features", files.path("sharp/features.npy"), "--weights",
      files.path("sharp/weight.npy"), "--out", scores, "--dry-run", "--quiet")
    #expect(score.code == 0, Comment(rawValue: score.message))
    #expect(!FileManager.default.fileExists(atPath: scores))
  }

  @Test func `the log has the commands and the files`() throws {
    let files = try SimulatedFiles.filled()
    let log = try CommandRun("log", files.database, "--json").rows
    #expect(log.count >= 3)
    #expect(log.allSatisfy { ($0["version"] as? String)?.isEmpty == false })
    let read = try CommandRun("log", files.database, "--files", "--json").rows
    #expect(read.contains { ($0["path"] as? String)?.hasSuffix("votes.csv") == true })
    #expect(read.allSatisfy { ($0["sha256"] as? String)?.count == 64 })
  }

  @Test func `the version names the libraries`() {
    let lines = CommandRun("--version").message.split(separator: "\n")
    #expect(lines.first == "avh 0.1.0")
    for name in ["SQLite 3.", "zlib 1.", "Zstandard 1."] {
      #expect(lines.contains { $0.hasPrefix(name) }, "\(name)")
    }
  }

  @Test func `there is a manual page for every command, with every option`() throws {
    let pages = ManualPage.all(of: CommandDescription.program)
    #expect(Set(pages.map(\.name)).count == pages.count)
    #expect(pages.count > CommandLineTests.commands.count)
    for page in pages {
      #expect(page.text.hasPrefix(".\\\""))
      #expect(page.text.contains("\n.Dt \(page.name.uppercased()) 1\n"))
      #expect(page.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
      for argument in page.command.arguments ?? [] where argument.shouldDisplay {
        guard let name = argument.preferredName?.name, name != "version" else { continue }
        #expect(page.text.contains(name.replacing("-", with: "\\-")), "\(page.name) \(name)")
      }
    }
    #expect(CommandRun("man", "study", "run").output.contains(".Nm avh study run"))
    #expect(CommandRun("man", "imprt").code == 64)
    let folder = try TemporaryFolder()
    #expect(CommandRun("man", "--out", folder.path("man1")).code == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("man1"))
    #expect(Set(names) == Set(pages.map { "\($0.name).1" }))
  }

  @Test func `completions know the names of the study on the line`() throws {
    let files = try SimulatedFiles.filled()
    func names(_ words: [String]) -> [String] {
      StudyCompletion.names(in: words, "SELECT name FROM annotation_set ORDER BY set_id")
    }
    #expect(names(["correlate", files.database, "--set", ""]) == ["workers"])
    #expect(names(["correlate", files.path("votes.csv"), "--set", ""]).isEmpty, "no study")
    #expect(names(["correlate", "--set"]).isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions are written for each shell`(shell: String) {
    let run = CommandRun("--generate-completion-script", shell)
    #expect(run.message.contains("import-scores") && run.message.contains("higher-is-harder"))
  }
}
