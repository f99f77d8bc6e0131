import Foundation
import TestSupport
import Testing

@testable import avh

/// Each whole number of the command line at the ends of the types that could hold it.
struct WholeNumberTests {
  /// Commands with NUMBER in the place of a number, and whether every number from 0 has a meaning.
  static let lines: [(line: String, takesAny: Bool)] = [
    ("simulate --out OUT --truth-images 1000 --images NUMBER", false),
    ("simulate --out OUT --truth-images 1000 --annotators NUMBER", false),
    ("simulate --out OUT --truth-images 1000 --classes NUMBER", false),
    ("simulate --out OUT --truth-images 1000 --width NUMBER", false),
    ("simulate --out OUT --truth-images NUMBER", false),
    (
      "simulate --power --strengths 0.32,0.345 --between 0.9 --reliability 0.93 --panels 5 "
        + "--pilot-annotators NUMBER", true
    ),
    (
      "simulate --power --strengths 0.32,0.345 --between 0.9 --reliability 0.93 "
        + "--pilot-annotators 50 --panels NUMBER", true
    ),
    ("score --features F --weights W --out OUT.npz --threads NUMBER", false),
    ("score --features F --weights W --out OUT.npz --background NUMBER", false),
    ("agreement STUDY --resamples NUMBER", false),
    ("report STUDY --out OUT --resamples NUMBER", false),
    ("correlate STUDY --threads NUMBER", false), ("query STUDY SELECT --timeout NUMBER", true),
    ("import STUDY VOTES --dataset d --set s --wait NUMBER --dry-run", true),
    ("calibrate STUDY --bins NUMBER", false),
  ]

  @Test(.timeLimit(.minutes(2)), arguments: lines.indices)
  func `is taken or refused in a sentence`(index: Int) throws {
    let (line, takesAny) = Self.lines[index]
    let folder = try TemporaryFolder()
    _ = try folder.write("task,worker,label\na,p,cat\nb,p,dog\na,q,cat\n", as: "votes.csv")
    let made = CommandRun(
      "import", folder.path("study.db"), folder.path("votes.csv"), "--dataset", "d", "--set", "t",
      "--quiet")
    try #require(made.code == 0, Comment(rawValue: made.message))
    let words = line.replacing("OUT", with: folder.path("out"))
      .replacing("STUDY", with: folder.path("study.db"))
      .replacing("VOTES", with: folder.path("votes.csv"))
    for number in ["-1", "2147483648", "9007199254740992", "9223372036854775807"] {
      var arguments = words.split(separator: " ").map(String.init)
      // A number below zero would be taken for an option.
      arguments[arguments.count - (line.hasSuffix("--dry-run") ? 2 : 1)] = number
      if let place = arguments.firstIndex(of: number) {
        arguments[place - 1] += "=" + number
        arguments.remove(at: place)
      }
      let run = CommandRun(arguments)
      #expect([0, 64, 65, 66].contains(run.code), Comment(rawValue: "\(number): \(run.message)"))
      #expect(!run.message.contains("e+"), Comment(rawValue: run.message))
      if !takesAny { #expect(run.code != 0, Comment(rawValue: "\(arguments)")) }
    }
  }
}
