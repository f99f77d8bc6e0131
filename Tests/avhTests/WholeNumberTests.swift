import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import avh

/// Each number of the command line at the ends of the types that could hold it.
struct WholeNumberTests {
  /// A command with NUMBER in the place of a number, and whether most numbers have no meaning there.
  struct Line: Sendable, CustomTestStringConvertible {
    let words: String
    let isBounded: Bool
    var testDescription: String { words }

    init(_ words: String, isBounded: Bool = true) {
      self.words = words
      self.isBounded = isBounded
    }
  }

  private static let power =
    "simulate --power --strengths 0.32,0.345 --between 0.9 --reliability 0.93"
  private static let network = "--features F --weights W --bias B"
  private static let plan = "shard plan --features F --ids LABELS --weights W -o OUT.json"

  static let lines: [Line] = [
    Line("simulate --out OUT --truth-images 1000 --images=NUMBER"),
    Line("simulate --out OUT --truth-images 1000 --annotators=NUMBER"),
    Line("simulate --out OUT --truth-images 1000 --classes=NUMBER"),
    Line("simulate --out OUT --truth-images 1000 --width=NUMBER"),
    Line("simulate --out OUT --dry-run --seed=NUMBER", isBounded: false),
    Line("simulate --out OUT --truth-images=NUMBER"),
    Line("\(power) --panels 5 --pilot-annotators=NUMBER", isBounded: false),
    Line("\(power) --pilot-annotators 50 --panels=NUMBER", isBounded: false),
    Line("\(power) --pilot-annotators 50 --panels 5 --reliability=NUMBER"),
    Line("\(power) --pilot-annotators 50 --panels 5 --between=NUMBER"),
    Line("\(power) --pilot-annotators 50 --panels 5 --target-power=NUMBER"),
    Line("\(power) --pilot-annotators 50 --panels 5 --alpha=NUMBER"),
    Line("simulate --power --pilot STUDY --compare avh:confidence --panels=NUMBER"),
    Line("score \(network) --out OUT.npz --threads=NUMBER"),
    Line("score \(network) --out OUT.npz --background=NUMBER"),
    Line(
      "score STUDY --model x \(network) --order labels --role checkpoint --dry-run --step=NUMBER",
      isBounded: false),
    Line(
      "score STUDY --model x \(network) --order labels --role degraded --condition c --dry-run "
        + "--level=NUMBER", isBounded: false),
    Line("import STUDY VOTES --set s --dry-run --condition c --level=NUMBER", isBounded: false),
    Line("import STUDY VOTES --set s --dry-run --wait=NUMBER", isBounded: false),
    Line("import STUDY VOTES --set s --dry-run --maybe=NUMBER"),
    Line("agreement STUDY --resamples=NUMBER"), Line("agreement STUDY --alpha=NUMBER"),
    Line("correlate STUDY --threads=NUMBER"),
    Line("correlate STUDY --seed=NUMBER", isBounded: false),
    Line("consistency STUDY --resamples 100 --splits=NUMBER"),
    Line("calibrate STUDY --resamples 100 --bins=NUMBER"),
    Line("query STUDY SELECT --timeout=NUMBER", isBounded: false),
    Line("report STUDY --out OUT --resamples=NUMBER"),
    Line("report STUDY --out OUT --resamples 100 --dry-run --digits=NUMBER"),
    Line(
      "report STUDY --out OUT --resamples 100 --dry-run --images FOLDER --embed-images=NUMBER",
      isBounded: false),
    Line("diff STUDY STUDY --tolerance=NUMBER", isBounded: false),
    Line("verify FOLDER --tolerance=NUMBER", isBounded: false),
    Line("explore STUDY --out OUT --resamples 100 --dry-run --port=NUMBER"),
    Line("influence STUDY avh:confidence --count=NUMBER"),
    Line("\(plan) --shards=NUMBER"), Line("\(plan) --background=NUMBER"),
    Line("shard run --plan OUT.json --shard=NUMBER"),
    Line("shard run --plan OUT.json --shard 0 --offset=NUMBER"),
    Line("shard run --plan OUT.json --shard 0 --tasks-per-job=NUMBER"),
    Line("shard submit --plan OUT.json --engine print --tasks-per-job=NUMBER"),
    Line("shard submit --plan OUT.json --engine print --max-array=NUMBER"),
    Line("shard submit --plan OUT.json --engine print --cpus=NUMBER"),
    Line("study run NOWHERE --out OUT --dry-run --seed=NUMBER"),
  ]

  @Test(.timeLimit(.minutes(10)), arguments: lines)
  func `is taken or refused in a sentence`(line: Line) throws {
    let files = try SimulatedFiles.filled()
    let folder = files.folder
    let places = [
      "OUT": folder.path("out"), "STUDY": files.database, "VOTES": files.path("votes.csv"),
      "F": files.path("sharp/features.npy"), "W": files.path("sharp/weight.npy"),
      "B": files.path("sharp/bias.npy"), "LABELS": files.path("labels.csv") + ":image",
      "FOLDER": folder.url.path, "OUT.npz": folder.path("out.npz"),
      "OUT.json": folder.path("plan.json"), "NOWHERE": folder.path("nowhere"),
    ]
    if line.words.hasPrefix("shard"), !line.words.hasPrefix("shard plan") {
      let plan = Self.plan.split(separator: " ").map { places[String($0)] ?? String($0) }
      let run = CommandRun(plan + ["--shards", "1", "--quiet"])
      try #require(run.code == 0, Comment(rawValue: run.message))
    }
    for number in ["0", "-1", "2147483648", "9007199254740992", "9223372036854775807"] {
      let words = line.words.split(separator: " ").map { places[String($0)] ?? String($0) }
      let run = CommandRun(words.map { $0.replacing("NUMBER", with: number) })
      #expect([0, 64, 65, 66].contains(run.code), Comment(rawValue: "\(number): \(run.message)"))
      #expect(!run.message.contains("e+"), Comment(rawValue: run.message))
      if line.isBounded, number.count > 2 {
        #expect(run.code != 0, Comment(rawValue: "\(line.words): \(number)"))
      }
    }
  }

  @Test(arguments: ["nan", "inf", "-inf", "1e400"], ["diff a.db b.db", "verify a"])
  func `a tolerance that nothing exceeds is refused`(number: String, command: String) {
    let run = CommandRun(command.split(separator: " ").map(String.init) + ["--tolerance=\(number)"])
    #expect(run.code == 64, Comment(rawValue: run.message))
  }

  @Test func `no number of the command line is left out`() {
    var numbers: Set<String> = []
    Self.collect(AVHCommand.self, into: &numbers)
    let tried = Set(
      Self.lines.flatMap { $0.words.replacing("=", with: " ").split(separator: " ") }
        .filter { $0.hasPrefix("--") }
        .map { String($0.dropFirst(2)).replacing("-", with: "") })
    // A few numbers are kept under another name than that of their option.
    let options = [
      "target": "targetpower", "mostelements": "maxarray", "processors": "cpus",
      "shardsperjob": "tasksperjob",
    ]
    let missing = numbers.map { options[$0] ?? $0 }.filter { !tried.contains($0) }
    #expect(numbers.count > 25 && missing.isEmpty, Comment(rawValue: "\(missing.sorted())"))
  }

  /// The properties of a command, of its groups and of its subcommands that are options with numbers.
  private static func collect(_ type: any ParsableArguments.Type, into found: inout Set<String>) {
    for property in Mirror(reflecting: type.init()).children {
      if let group = property.value as? any GroupOfOptions {
        collect(Swift.type(of: group).options, into: &found)
        continue
      }
      let kind = "\(Swift.type(of: property.value))"
      if kind.contains(/^Option<.*\b(Int|UInt64|Double)\b/) {
        found.insert((property.label ?? "").dropFirst().lowercased())
      }
    }
    for command in (type as? any ParsableCommand.Type)?.configuration.subcommands ?? [] {
      collect(command, into: &found)
    }
  }
}

/// A group of options, whatever they are.
private protocol GroupOfOptions {
  static var options: any ParsableArguments.Type { get }
}

extension OptionGroup: GroupOfOptions {
  fileprivate static var options: any ParsableArguments.Type { Value.self }
}
