import Files
package import StudyValues

/// What the page for reading shows of one kind of analysis; everything else stands in the appendix.
package struct Reading: Sendable {
  /// Where it stands.
  package var topic: ReadingTopic
  /// What the rows say, in sentences.
  package var sentences: [Prose]
  /// Tables of at most ``mostRows`` rows; every cell is a stored value, or one turned by its direction.
  package var tables: [TableSpecification]
  /// Figures.
  package var figures: [FigureSpecification]

  /// The most rows that a table of the page has.
  package static let mostRows = 20

  /// Creates a contribution.
  package init(
    _ topic: ReadingTopic, sentences: [Prose] = [], tables: [TableSpecification] = [],
    figures: [FigureSpecification] = []
  ) {
    self.topic = topic
    self.sentences = sentences
    self.tables = tables.filter { !$0.rows.rows.isEmpty }
    self.figures = figures
  }

  /// Whether there is nothing to show.
  package var isEmpty: Bool { sentences.isEmpty && tables.isEmpty && figures.isEmpty }
}

/// The topics of the page for reading, in their order.
package enum ReadingTopic: String, CaseIterable, Sendable {
  case people, networks, paper, comparisons, explanation, calibration, further, conclusion

  /// The heading.
  package var title: String {
    switch self {
    case .people: "The people"
    case .networks: "The networks"
    case .paper: "Every score"
    case .comparisons: "Comparisons"
    case .explanation: "What explains it"
    case .calibration: "Calibration"
    case .further: "Everything that was asked"
    case .conclusion: "What would change the conclusion"
    }
  }
}

/// What a kind can look at for its contribution to the page for reading.
package struct ReadingContext: Sendable {
  /// All outputs of the study.
  package let outputs: [AnalysisOutput]
  /// The images of each network under the default annotation set.
  package let tables: [ImageTable]
  /// The settings of each analysis, by its identifier.
  package let settings: [String: any Analysis]
  /// What the study calls each analysis.
  package let titles: [String: String]
  /// How numbers are written.
  package let style: NumberStyle

  /// Creates a context.
  package init(
    outputs: [AnalysisOutput], tables: [ImageTable], settings: [String: any Analysis],
    titles: [String: String], style: NumberStyle
  ) {
    self.outputs = outputs
    self.tables = tables
    self.settings = settings
    self.titles = titles
    self.style = style
  }

  /// -1 for a score that falls when an image is harder, 1 for the others.
  package func sign(of score: String) -> Double {
    tables.lazy.compactMap { $0.score(score)?.sign }.first ?? 1
  }

  /// The factor that turns a coefficient of a score with a human measure into a strength, which is
  /// positive when the score follows people.
  package func turn(_ score: String, _ human: String) -> Double {
    sign(of: score) * (HumanMeasure(rawValue: human)?.sign ?? 1)
  }

  /// The networks of some names in their order, each once.
  package static func unique(_ names: some Sequence<String>) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// The end of a caption where the page has no room for every network: how many the appendix has.
  ///
  /// - Parameters:
  ///   - all: The number of networks.
  ///   - shown: How many of them are on the page.
  /// - Returns: A sentence behind a space; empty where none is left out.
  package static func rest(of all: Int, shown: Int) -> String {
    all > shown ? " The appendix has \(all - shown, "more network")." : ""
  }
}

extension CorrelationResult {
  /// The strength: the coefficient turned so that positive means that the score follows people.
  package func strength(_ turn: Double) -> Cell {
    let limits = [ciLow, ciHigh].compactMap { $0.map { $0 * turn } }.sorted()
    guard limits.count == 2 else { return Cell(statistic.map { $0 * turn }) }
    return Cell(statistic.map { $0 * turn }, low: limits[0], high: limits[1])
  }
}

extension HumanMeasure {
  /// The name as text shows it.
  package static func title(of name: String) -> String {
    switch HumanMeasure(rawValue: name) {
    case .hsf: "HSF"
    case .partialHSF: "HSF with half answers"
    case .labelEntropy: "label entropy"
    case .majorityShare: "majority share"
    case nil: name
    }
  }
}
