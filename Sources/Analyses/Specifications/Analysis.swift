package import StudyValues

/// One kind of analysis: the settings that a manifest can give, the computation, and what is shown.
///
/// Everything about a kind stands in its own file or folder; ``AnalysisKind/all`` lists them. A report
/// asks a kind for its words, tables and figures and knows none by name.
package protocol Analysis: Codable, Equatable, Sendable {
  /// The word of the kind in a manifest, for example `correlation`.
  static var kind: String { get }
  /// Whether the section begins with a line of coefficients or differences in APA style.
  static var hasHeadline: Bool { get }
  /// What a reader must know before the tables.
  static var words: [Prose] { get }

  /// Computes the rows of the analysis.
  ///
  /// - Parameters:
  ///   - id: The analysis's identifier, stored with every row.
  ///   - data: What the study knows.
  ///   - decisions: The choices made beforehand.
  /// - Returns: The rows; an analysis without the input it needs gives a note that says so.
  /// - Throws: What `data` throws, and errors of statistics on invalid values.
  func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput

  /// The networks that the analysis has a row for, among those of a study; none where its units are
  /// others.
  ///
  /// A claim about all networks needs each of them.
  func networks(among all: [String]) -> [String]

  /// The conditions that the analysis has a row for, which a claim about all of them needs; none where its
  /// settings name none.
  var namedConditions: [String] { get }

  /// The tables of some rows in reading order; every cell is a stored value.
  func tables(of output: AnalysisOutput) -> [TableSpecification]

  /// The figures that the kind has without being asked.
  func figures(of output: AnalysisOutput) -> [FigureSpecification]

  /// What the page for reading shows of the analyses of this kind, in their order.
  static func reading(of outputs: [AnalysisOutput], in context: ReadingContext) -> [Reading]
}

extension Analysis {
  package static var hasHeadline: Bool { false }
  package static var words: [Prose] { [] }

  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    TableSpecification.correlations(output.correlations)
      + TableSpecification.comparisons(output.comparisons)
      + TableSpecification.estimates(output.estimates) + TableSpecification.lists(output.images)
  }

  package func figures(of output: AnalysisOutput) -> [FigureSpecification] { [] }

  package func networks(among all: [String]) -> [String] { all }

  package var namedConditions: [String] { [] }

  /// The first figure and the first short table of each analysis.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] {
    outputs.compactMap { output in
      guard let settings = context.settings[output.analysis] else { return nil }
      let id = Identifier.made(from: output.analysis)
      var reading = Reading(.further)
      if var figure = settings.figures(of: output).first {
        figure.id = "\(id)-reading-\(figure.id)"
        reading.figures = [figure]
      }
      let short = settings.tables(of: output).first {
        $0.rows.rows.count <= 12 && $0.rows.columns.count <= 9
      }
      if var table = short {
        table.id = "\(id)-reading-\(table.id)"
        reading.tables = [table]
      }
      guard !reading.isEmpty else { return nil }
      if let title = context.titles[output.analysis] {
        reading.sentences = [Prose(runs: [.strong(title), .plain(".")])]
      }
      return reading
    }
  }

  /// An output of this kind without rows.
  func output(_ id: String) -> AnalysisOutput { AnalysisOutput(analysis: id, kind: Self.kind) }

  /// An output of a kind that is about networks, without rows; it says so when there are none.
  func output(_ id: String, of data: some AnalysisData) -> AnalysisOutput {
    var output = output(id)
    if data.models.isEmpty { output.notes = ["no data: the study names no networks"] }
    return output
  }
}
