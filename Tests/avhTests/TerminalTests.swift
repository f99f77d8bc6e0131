import Foundation
import Testing

@testable import avh

/// Tables as a terminal of a given width shows them.
struct TerminalTests {
  private static func run(
    width: Int?, coloured: Bool = false, _ arguments: [String]
  ) -> CommandRun {
    Terminal.$settings.withValue(Terminal.Settings(width: width, isColoured: coloured)) {
      CommandRun(arguments)
    }
  }

  @Test func `the width is stated, the terminal's, 80, or any`() {
    #expect(
      Terminal.width(environment: ["COLUMNS": "100"], isTerminal: false, measured: nil) == 100)
    #expect(Terminal.width(environment: ["COLUMNS": "100"], isTerminal: true, measured: 60) == 100)
    #expect(Terminal.width(environment: ["COLUMNS": "wide"], isTerminal: true, measured: 60) == 60)
    #expect(Terminal.width(environment: [:], isTerminal: true, measured: nil) == 80)
    #expect(Terminal.width(environment: [:], isTerminal: false, measured: 60) == nil)
  }

  @Test func `colour needs a terminal, and the usual variables rule`() {
    func isColoured(_ environment: [String: String], _ isTerminal: Bool) -> Bool {
      Terminal.isColoured(environment: environment, isTerminal: isTerminal)
    }
    #expect(isColoured([:], true) && !isColoured([:], false))
    #expect(!isColoured(["TERM": "dumb"], true) && !isColoured(["CLICOLOR": "0"], true))
    #expect(!isColoured(["NO_COLOR": "1"], true) && isColoured(["NO_COLOR": ""], true))
    #expect(isColoured(["CLICOLOR_FORCE": "1"], false))
    #expect(!isColoured(["CLICOLOR_FORCE": "0"], false))
    #expect(!isColoured(["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true))
  }

  @Test(arguments: [60, 80, 120])
  func `no line is wider than the terminal`(width: Int) throws {
    let files = try SimulatedFiles.filled()
    let study = files.database
    let commands = [
      ["correlate", study], ["correlate", study, "--by", "correct", "--compare", "avh:confidence"],
      ["compare", study, "avh", "confidence"],
      ["rank", study, "--resamples", "200"], ["agreement", study, "--resamples", "100"],
      ["calibrate", study, "--resamples", "100"], ["consistency", study, "--splits", "2"],
      ["scores"], ["tables", study], ["show", study, "image-00000"],
      ["influence", study, "avh", "confidence"],
      ["schema", study, "image_hardness"],
      ["query", study, "SELECT * FROM image_hardness LIMIT 3"],
    ]
    for command in commands {
      let run = Self.run(width: width, command)
      #expect(run.code == 0, Comment(rawValue: run.message))
      #expect(!run.output.isEmpty)
      for line in run.output.split(separator: "\n") {
        #expect(line.count <= width, "\(command): \(line)")
      }
    }
  }

  @Test func `what decides fits eighty columns, with verdict and winner`() throws {
    let files = try SimulatedFiles.filled()
    let run = Self.run(width: 80, ["compare", files.database, "avh", "confidence"])
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    let headings = lines.filter { $0.hasPrefix("Network") }
    #expect(headings.count == 2, "these classes, and classes as the sample")
    for heading in headings {
      for word in ["avh", "confidence", "Difference [95 %]", "p", "Verdict"] {
        #expect(heading.contains(word), "\(heading)")
      }
    }
    #expect(lines.contains { $0.hasPrefix("set workers, human measure hsf, method spearman") })
    #expect(run.output.contains("follows people more closely than"))
    let pair = CommandRun("compare", files.database, "avh:confidence", "--json")
    #expect(
      pair.output == CommandRun("compare", files.database, "avh", "confidence", "--json").output)
    #expect(CommandRun("compare", files.database, "avh", "avh:angle").code == 64)
    let wide = Self.run(width: 80, ["compare", files.database, "avh", "confidence", "--wide"])
    #expect(wide.output.contains("steiger") && wide.output.contains("ci_low"))
    #expect(!run.output.contains("steiger"))
  }

  @Test func `an image and its influence keep what decides in eighty columns`() throws {
    let files = try SimulatedFiles.filled()
    let image = Self.run(width: 80, ["show", files.database, "image-00000"])
    let heading = image.output.split(separator: "\n").first ?? ""
    #expect(heading.contains("value") && heading.contains("selected"), "\(heading)")
    #expect(!heading.contains("condition"), "no row has one")
    #expect(
      Self.run(width: 80, ["show", files.database, "image-00000", "--wide"]).output.contains("step")
    )
    let influence = Self.run(width: 80, ["influence", files.database, "avh", "confidence"])
    #expect(influence.output.contains("first avh, second confidence"), "\(influence.output)")
    #expect(influence.output.contains("Change"), "\(influence.output)")
  }

  @Test func `verdicts, findings and directions have room before what only adds to them`() throws {
    let files = try SimulatedFiles.filled()
    let study = files.database
    func heading(_ width: Int, _ command: [String], _ first: String) -> String {
      let lines = Self.run(width: width, command).output.split(separator: "\n")
      return lines.first { $0.hasPrefix(first) }.map(String.init) ?? ""
    }
    let calibrate = heading(80, ["calibrate", study, "--resamples", "100"], "Network")
    #expect(calibrate.contains("Verdict"), "\(calibrate)")
    #expect(heading(60, ["check", study], "severity").contains("sentence"))
    #expect(heading(80, ["scores"], "score").contains("direction"))
    let csv = CommandRun("scores", "--csv").output
    #expect(csv.hasPrefix("score,meaning,formula,range,direction,"))
  }

  @Test func `the best score has no distance to itself`() throws {
    let files = try SimulatedFiles.filled()
    let run = Self.run(width: 80, ["rank", files.database, "--resamples", "200"])
    let best = run.output.split(separator: "\n").filter { $0.hasPrefix("    1  ") }
    #expect(!best.isEmpty && best.allSatisfy { !$0.hasSuffix(" .000") }, "\(best)")
  }

  @Test func `correlations have a forest plot and stand above the comparison`() throws {
    let files = try SimulatedFiles.filled()
    let run = Self.run(width: 100, ["correlate", files.database, "--compare", "avh:confidence"])
    let plots = run.output.split(separator: "\n").filter { $0.contains("-o-") }
    #expect(plots.count == 4, "two scores of two networks")
    #expect(plots.allSatisfy { $0.contains("|") || $0.contains("+") })
    let correlations = try #require(run.output.firstRange(of: "Coefficient [95 %]"))
    let comparison = try #require(run.output.firstRange(of: "Difference [95 %]"))
    #expect(correlations.lowerBound < comparison.lowerBound)
  }

  @Test func `long tables are the stored rows`() throws {
    let files = try SimulatedFiles.filled()
    for command in [
      ["rank", "--resamples", "200"], ["agreement", "--resamples", "100"],
      ["calibrate", "--resamples", "100"], ["consistency", "--splits", "2"],
    ] {
      let base = [command[0], files.database] + command.dropFirst() + ["--quiet"]
      let short = CommandRun(base)
      let long = CommandRun(base + ["--long"])
      #expect(short.code == 0 && long.code == 0, "\(command)")
      #expect(short.output != long.output)
      #expect(long.output.contains(command[0] == "rank" ? "behind_best" : "quantity"))
      #expect(
        CommandRun(base + ["--json"]).output == CommandRun(base + ["--long", "--json"]).output)
    }
  }

  @Test func `colour adds nothing that the words do not say`() throws {
    let files = try SimulatedFiles.filled()
    let command = ["compare", files.database, "avh", "confidence"]
    let plain = Self.run(width: 80, command).output
    let coloured = Self.run(width: 80, coloured: true, command).output
    #expect(!plain.contains("\u{1B}") && coloured.contains("\u{1B}[1m"))
    #expect(
      coloured.replacing(/\u{1B}\[[0-9]+m/, with: "").replacing(/[ ]+\n/, with: "\n") == plain)
    let json = Self.run(width: 80, coloured: true, command + ["--json"]).output
    #expect(!json.contains("\u{1B}"))
  }
}
