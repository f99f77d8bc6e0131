internal import Statistics
internal import StudyValues

/// The logits of a network beside the votes on the same images.
struct VotedLogits {
  /// The images, with the network's scores.
  let table: ImageTable
  /// The logits, image by class.
  let values: [Double]
  /// The number of the network's classes.
  let classCount: Int
  private let counts: [Int32]
  private let voteClassCount: Int

  /// The logits, checked.
  func logits() throws(StatisticsError) -> LogitRows {
    try LogitRows(values, classCount: classCount)
  }

  /// The votes, checked.
  func votes() throws(StatisticsError) -> VoteCounts {
    try VoteCounts(counts, classCount: voteClassCount)
  }

  /// Visits networks in order; one without logits, or with an image that nobody voted on, is noted.
  ///
  /// - Parameters:
  ///   - models: The networks; all when empty.
  ///   - annotationSet: The votes; the first set when nil.
  ///   - data: The study.
  ///   - output: What gets the notes.
  ///   - body: What to do with one network.
  /// - Throws: What the study and `body` throw.
  static func forEach(
    of models: [String], annotationSet: String?, on data: some AnalysisData,
    into output: inout AnalysisOutput,
    _ body: (VotedLogits, inout AnalysisOutput) throws -> Void
  ) throws {
    let set = annotationSet ?? data.annotationSets[0]
    guard let votes = try data.votes(annotationSet: set) else {
      output.notes.append("no data: `\(set)` has no votes over classes")
      return
    }
    for model in models.isEmpty ? data.models : models {
      let table = try data.table(model: model, annotationSet: set)
      guard let matrix = try data.logits(model: model), let values = matrix.rows(of: table.images)
      else {
        output.notes.append("no data: the logits of \(model) are not at hand")
        continue
      }
      guard let counts = votes.rows(of: table.images) else {
        output.notes.append("no data: an image of \(model) has no votes over classes")
        continue
      }
      try body(
        VotedLogits(
          table: table, values: values, classCount: matrix.classCount, counts: counts,
          voteClassCount: votes.classNames.count), &output)
    }
    if output.isEmpty, output.notes.isEmpty {
      output.notes = ["no data: the study names no networks"]
    }
  }
}

extension VoteMatrix {
  /// The counts of the named images, one after the other; nil when one of them has none.
  func rows(of names: [String]) -> [Int32]? {
    let places = Dictionary(zip(images, 0...)) { first, _ in first }
    var result: [Int32] = []
    result.reserveCapacity(names.count * classNames.count)
    for name in names {
      guard let place = places[name] else { return nil }
      result += row(place)
    }
    return result
  }
}
