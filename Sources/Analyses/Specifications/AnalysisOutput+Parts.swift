internal import StudyValues

extension AnalysisOutput {
  /// The output with a note in every row that rests on a network of which only a part was scored.
  ///
  /// - Parameters:
  ///   - parts: The networks of which only a part was scored, with that part in words.
  ///   - models: The networks that were asked about, all of which a row without a network rests on where
  ///     other rows name them; an analysis of people names none.
  /// - Returns: The same rows; points of curves and lists of images have no note, so that the notes of
  ///   the analysis say it for them.
  func notingParts(_ parts: [String: String], of models: [String]) -> AnalysisOutput {
    let known = models.compactMap { model in parts[model].map { (model, $0) } }
    let named = Set(
      correlations.map(\.model) + comparisons.flatMap { [$0.modelA, $0.modelB] }
        + (estimates.map(\.key.model) + series.map(\.key.model)).compactMap(\.self)
        + images.map(\.model))
    guard known.contains(where: { named.contains($0.0) }) else { return self }
    func sentence(_ names: [String?]) -> String? {
      let found = known.filter { model, _ in names.contains(model) || names.contains(nil) }
      guard !found.isEmpty else { return nil }
      return found.map { "partial: \($0) has the scores of \($1) only" }.joined(separator: "; ")
    }
    func joined(_ note: String?, _ names: [String?]) -> String? {
      let parts = [note, sentence(names)].compactMap(\.self)
      return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
    var output = self
    for row in output.correlations.indices {
      let found = output.correlations[row]
      output.correlations[row].note = joined(found.note, [found.model])
    }
    for row in output.comparisons.indices {
      let found = output.comparisons[row]
      output.comparisons[row].note = joined(found.note, [found.modelA, found.modelB])
    }
    for row in output.estimates.indices {
      let found = output.estimates[row]
      output.estimates[row].note = joined(found.note, [found.key.model])
    }
    output.notes += known.map { "Partial: \($0) has the scores of \($1) only." }
    return output
  }
}
