internal import Analyses
internal import Statistics
internal import StudyValues

extension [AnalysisEntry] {
  /// Runs the analyses of a manifest, as many at a time as there are threads.
  ///
  /// - Parameters:
  ///   - data: What the study knows.
  ///   - decisions: The choices made beforehand.
  ///   - progress: Told which analysis begins.
  /// - Returns: The results, in the manifest's order whatever the threads.
  /// - Throws: The error of the first analysis that failed for another reason than an undefined statistic.
  func outputs(
    on data: some AnalysisData & Sendable, decisions: AnalysisDecisions,
    progress: @escaping @Sendable (String) -> Void
  ) throws -> [AnalysisOutput] {
    try Parallel.pieces(count: count, threads: decisions.threads) { index in
      progress("analysing \(self[index].heading) (\(index + 1) of \(count))")
      return try self[index].spec.runOrSayWhy(
        id: self[index].id, on: data, decisions: decisions)
    }
  }
}
