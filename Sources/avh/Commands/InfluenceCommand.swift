import Analyses
import ArgumentParser
import Files
import Reports
import Studies
import StudyStore
import StudyValues

/// Says on which images the difference of two scores hangs.
struct InfluenceCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "influence",
    abstract: "The images on which the difference of two scores hangs.",
    discussion: """
      EXAMPLES
        avh influence study.db avh confidence
        avh influence study.db avh confidence --model resnet --count 50 --csv

      The difference is of strengths, as avh compare gives it. The change is what
      leaving the image out does to it, computed exactly. A line for each network
      says how many images, taken out together, turn the sign of the difference.
      """)

  @OptionGroup var choice: StudyChoice

  @Argument(help: "Two scores: avh confidence.")
  var scores: [String]

  @Option(help: "The human measure.")
  var human = HumanMeasure.hsf

  @Option(help: "The coefficient.")
  var method = CoefficientName.spearman

  @Option(help: "The images of each network.")
  var count = 20

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard try ScorePair.pairs(of: scores).count == 1 else {
      throw ValidationError("Name two scores, as in avh influence study.db avh confidence.")
    }
    guard (1...10_000_000).contains(count) else {
      throw ValidationError("--count is \(count) but must be between 1 and 10000000.")
    }
  }

  func run() throws {
    var rows: [InfluentialImage] = []
    try StudyFile.read(choice.database) { store in
      let data = try choice.data(store, human: [human])
      try Messages.noteCure(for: data.dataset, in: store, human: [human], quiet: common.quiet)
      let pair = try data.scores(named: ScorePair.pairs(of: scores).flatMap(\.names))
      for model in data.models {
        let table = try data.table(model: model, annotationSet: data.annotationSets[0])
        guard pair.allSatisfy({ table.score($0) != nil }) else {
          Messages.note("avh: \(model) has not both scores, so it is left out", quiet: common.quiet)
          continue
        }
        let influence = try ImageInfluence(
          table, pair: pair, human: human, method: method.method)
        rows += InfluentialImage.rows(influence, of: table, count: count)
        Messages.note("avh: \(Self.sentence(influence))", quiet: common.quiet)
      }
    }
    guard output.isFitted else {
      return try output.write(output.isForReading ? RowTable(reading: rows) : RowTable(rows))
    }
    // What decides comes first, since a terminal leaves out the last columns.
    let shown = RowTable(reading: rows).selecting([
      "model", "score_a", "score_b", "place", "image", "class", "change", "difference", "human",
      "value_a", "value_b",
    ])
    try output.write(deciding: [DecidingTable(rows: shown)])
  }

  private static func sentence(_ influence: ImageInfluence) -> String {
    func number(_ value: Double) -> String {
      RoundedNumber.fixed(value, decimals: 4, leadingZero: false)
    }
    let begin = "\(influence.model): the difference is \(number(influence.difference))"
    guard let turning = influence.turning, let without = influence.differenceWithoutTurning else {
      return "\(begin), and no half of the \(influence.images.count, "image") turns its sign"
    }
    return "\(begin); without \(turning.count) of the \(influence.images.count, "image") it is "
      + number(without)
  }
}
