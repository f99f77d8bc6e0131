import Foundation
import Studies
import TestSupport
import Testing

/// Numbers out of range, names of files elsewhere, and twins: refused with their line before anything
/// is computed.
struct ManifestLimitsTests {
  private static func problem(
    _ text: String, beside others: [String: String] = [:]
  ) throws -> ManifestError? {
    let folder = try TemporaryFolder()
    for (name, text) in others { _ = try folder.write(text, as: name) }
    do {
      _ = try StudyManifest(path: folder.write(text, as: "study.yml"))
      return nil
    } catch let error as ManifestError {
      return error
    }
  }

  private static func with(_ line: String) -> String { StudyManifestTests.minimal + line + "\n" }

  @Test(arguments: [
    ("twin: study.yml", "in the same folder"), ("twin: ../../other.yml", "in the same folder"),
    ("twin: /etc/other.yml", "in the same folder"), ("twin: ..", "in the same folder"),
    ("twin: 'a/b.yml'", "in the same folder"), ("twin: nowhere.yml", "not in the folder"),
    ("twin: again.yml", "a twin of its own"),
    ("tensors: {t: {file: ''}}", "names no file"), ("tensors: {t: {file: ./}}", "names no file"),
    ("tensors: {t: {file: \"a\\0b\"}}", "names no file"),
    ("tensors: {t: {file: a/../../b}}", "outside of the data folder"),
    ("decisions: {alpha: 5}", "`decisions.alpha` is `5` but must be a number between 0 and 1"),
    ("decisions: {margin: -1}", "`decisions.margin` is `-1`"),
    ("decisions: {resamples: 0}", "`decisions.resamples` is `0`"),
    ("decisions: {fewest_images: 0}", "`decisions.fewest_images` is `0`"),
    ("simulation: {width: 3, classes: 4}", "width is 3"),
    ("simulation: {effect: {angle: 2, norm: 0, logits: 0}}", "effect.angle is 2"),
    (
      "simulation: {networks: [{name: a, mean_angle: 9, mean_norm: 1}]}", "a.mean_angle is 9"
    ),
  ])
  func `refuses with the line`(line: String, says: String) throws {
    let twin = Self.with("twin: other.yml")
    let problem = try #require(
      try Self.problem(Self.with(line), beside: ["again.yml": twin, "other.yml": twin]))
    #expect(problem.line == StudyManifestTests.minimal.count { $0 == "\n" } + 1)
    #expect(problem.description.contains(says), Comment(rawValue: problem.description))
  }

  @Test func `names the number of a list and its line`() throws {
    let text = StudyManifestTests.minimal.replacing(
      "scores: [avh]}", with: "scores: [avh]}\n  - id: X1\n    kind: extremes\n    count: 0")
    let problem = try #require(try Self.problem(text))
    #expect(problem.line == 16)
    #expect(
      problem.problem
        == "`analyses[2].count` is `0` but must be a number from 1 to 1000000")
  }

  @Test(arguments: [("a b", "a-b"), ("H1", "h1"), ("x.", "x")])
  func `refuses analyses that the report could not tell apart`(first: String, second: String) throws
  {
    let text = StudyManifestTests.minimal.replacing(
      "  - {id: H1, kind: correlation, scores: [avh]}",
      with: "  - {id: '\(first)', kind: votes}\n  - {id: '\(second)', kind: networks}")
    let problem = try #require(try Self.problem(text))
    #expect(problem.problem.contains("`\(first)` and `\(second)`"))
  }

  private static let selfTraining =
    "kind: self-training, source: a, source_labels: b, targets: [c], target_labels: d"
  private static let domains =
    "kind: domain-generalization, domains: [{name: a, training: b, test: c}], training_labels: d, "
    + "test_labels: e"

  /// Every whole number that a manifest can hold, with NUMBER in its place.
  static let numbers: [String] = [
    "decisions: {resamples: NUMBER}", "decisions: {seed: NUMBER}",
    "decisions: {fewest_images: NUMBER}", "simulation: {images: NUMBER}",
    "simulation: {classes: NUMBER}", "simulation: {annotators: NUMBER}",
    "simulation: {width: NUMBER}", "simulation: {seed: NUMBER}",
    "tensors: {t: {file: f.npy, index: NUMBER}}",
    "x: {kind: votes, agreement_resamples: NUMBER}", "x: {kind: agreement, resamples: NUMBER}",
    "x: {kind: extremes, count: NUMBER}", "x: {kind: label-errors, scores: [avh], count: NUMBER}",
    "x: {kind: reliability, splits: NUMBER}", "x: {kind: reliability, resamples: NUMBER}",
    "x: {kind: whole-answers, splits: NUMBER}", "x: {kind: calibration, bins: NUMBER}",
    "x: {kind: calibration, resamples: NUMBER}",
    "x: {kind: count-regression, scores: [avh], folds: NUMBER}",
    "x: {kind: ranking, scores: [avh], draws: NUMBER}", "x: {\(selfTraining), seeds: NUMBER}",
    "x: {\(selfTraining), training: {epochs: NUMBER}}",
    "x: {\(selfTraining), training: {batch_size: NUMBER}}",
    "x: {\(domains), seeds: NUMBER}",
    "x: {\(domains), images_per_domain: NUMBER}",
    "x: {\(domains), calibration_resamples: NUMBER}",
    "x: {kind: training-dynamics, ordered_after: NUMBER}",
  ]

  @Test(arguments: numbers)
  func `takes a whole number or refuses it`(line: String) throws {
    for number in ["0", "-1", "2147483648", "9007199254740992", "9223372036854775807"] {
      let text = line.replacing("NUMBER", with: number)
      let place =
        text.hasPrefix("x: {")
        ? StudyManifestTests.minimal.replacing(
          "  - {id: H1", with: "  - {id: X1, \(text.dropFirst(4))\n  - {id: H1")
        : Self.with(text)
      // An error of another kind, as of a kind of analysis that does not exist, fails the test.
      let problem = try Self.problem(place)
      let isSmall = number == "0"
      let isAny = line.contains("seed: NUMBER") || line.contains("index: NUMBER")
      if let problem {
        #expect(problem.problem.contains(number), Comment(rawValue: problem.description))
      } else {
        #expect(isAny || isSmall || line.contains("ordered_after"), Comment(rawValue: text))
      }
    }
  }
}
