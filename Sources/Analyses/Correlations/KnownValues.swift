internal import Statistics

/// The images of a table on which a human measure and several scores are all known, with their values.
struct KnownValues {
  /// The scores' columns in the table, in the order asked for.
  let columns: [ScoreColumn]
  /// The images, as positions in the table.
  let indices: [Int]
  /// How many images were left out because a value is missing.
  let dropped: Int
  /// Which human measure it is.
  let humanMeasure: HumanMeasure
  /// The human measure of each image, as it comes.
  let human: [Double]
  /// The values of each score, as they come.
  let scores: [[Double]]
  /// The true class of each image.
  let classes: [Int]

  /// Gathers the values; nil when the table lacks one of the scores.
  ///
  /// - Parameters:
  ///   - table: The images.
  ///   - measure: The human measure.
  ///   - names: The scores.
  ///   - candidates: The images to look at; all of the table when nil.
  init?(
    _ table: ImageTable, human measure: HumanMeasure, scores names: [String],
    among candidates: [Int]? = nil
  ) {
    let found = names.compactMap { table.score($0) }
    guard found.count == names.count else { return nil }
    self.init(table, human: measure, columns: found, among: candidates)
  }

  /// Gathers the values of columns that may belong to no table.
  init(
    _ table: ImageTable, human measure: HumanMeasure, columns: [ScoreColumn],
    among candidates: [Int]? = nil
  ) {
    let values = measure.values(table)
    let looked = candidates ?? Array(0..<table.count)
    let known = looked.filter { image in
      !values[image].isNaN && columns.allSatisfy { !$0.values[image].isNaN }
    }
    self.columns = columns
    indices = known
    dropped = looked.count - known.count
    humanMeasure = measure
    human = known.map { values[$0] }
    scores = columns.map { column in known.map { column.values[$0] } }
    classes = known.map { table.targetClass[$0] }
  }

  /// The number of images.
  var count: Int { indices.count }

  /// The scores turned so that higher = harder.
  var hardness: [[Double]] {
    zip(columns, scores).map { column, values in values.map { column.sign * $0 } }
  }

  /// The human measure turned so that higher = harder.
  var humanHardness: [Double] { human.map { humanMeasure.sign * $0 } }

  /// Every score against the human measure; both stay as they come, strengths have them turned.
  func joint(
    _ method: CorrelationMethod, threads: Int? = nil
  ) throws(StatisticsError) -> JointCorrelations {
    try JointCorrelations(
      method, scores: scores, directions: columns.map { Self.direction($0.sign) }, human: human,
      humanDirection: Self.direction(humanMeasure.sign), threads: threads)
  }

  private static func direction(_ sign: Double) -> JointCorrelations.Direction {
    sign > 0 ? .higherIsHarder : .higherIsEasier
  }
}

extension ImageTable {
  /// The sentence for scores that the table does not have; nil when it has all of them.
  func missingNote(_ names: [String]) -> String? {
    let missing = names.filter { score($0) == nil }
    guard !missing.isEmpty else { return nil }
    let list = missing.map { "`\($0)`" }.joined(separator: ", ")
    return "the network has no score \(list)"
  }
}
