internal import Analyses
internal import Studies
internal import StudyValues

/// How the numbers of a study were made, in words that can go into a paper.
struct MethodsSection {
  private let result: StudyResult

  init(_ result: StudyResult) { self.result = result }

  var section: ReportSection {
    let decisions = result.manifest.decisions
    var section = ReportSection(id: "methods", title: "Methods")
    section.paragraphs = [
      """
      Human selection frequency (HSF) is the share of annotators who chose an image's true class; higher \
      means easier. Angular visual hardness (AVH) is the angle between an image's features and the \
      weights of its true class, divided by the sum of its angles to the weights of all classes; higher \
      means harder [@chen2020]. Model confidence is the softmax probability of the true class.
      """,
      """
      Spearman correlations use average ranks and Kendall correlations are tau-b. Intervals come from \
      influence functions, which hold with the heavy ties of HSF. P-values are two-sided and adjusted \
      within families by \(decisions.adjustment.rawValue) [@holm1979]; with this many images the \
      size of an effect and its interval say more than its p-value.
      """,
      """
      Two scores are compared on the same images: both are turned so that higher means harder, and the \
      difference of their strengths is tested with influence functions, once for these classes (images \
      random within classes) and once with classes as a random sample (t distribution, one degree of \
      freedom less than classes). Read the second when the claim is about classes in general. The tests \
      for normal data [@steiger1980] [@meng1992] and the interval of [@zou2007] are shown beside it. The \
      test of the paper treats the two coefficients as if they came from different images; it is \
      shown only because the paper used it.
      """,
      """
      The noise ceiling of Pearson's coefficient follows from the binomial noise of the votes; that of \
      rank correlations from a binomial mixture fitted to the counts. A claim is called equivalent when \
      two one-sided tests show its difference within \(decisions.margin), supported or contradicted \
      when it differs from the reference at the level of \(decisions.alpha) in every network, mixed when networks \
      differ each beyond chance after Holm, not to be decided where no result could be beyond chance or nothing \
      varies, else too close to call. The smallest detectable difference is the one that a study with this \
      standard error finds with 80 % power [@bloom1995].
      """,
    ]
    section.tables = importTables + networkTables
    return section
  }

  private var importTables: [TableSpecification] {
    guard !result.imports.isEmpty else { return [] }
    let rows = result.imports.flatMap { record in
      record.counts.map { [Cell.text(record.set), .text($0.name), .integer($0.value)] }
    }
    return [
      TableSpecification(
        id: "imports", caption: "What the import of each annotation set read, used and left out.",
        rows: RowTable(
          columns: [
            Column("annotation_set", heading: "Set", kind: .text),
            Column("what", heading: "What", kind: .text),
            Column("count", heading: "Count", kind: .integer),
          ], rows: rows))
    ]
  }

  private var networkTables: [TableSpecification] {
    let missing = result.networks.flatMap { network in
      network.unavailable.map { [Cell.text(network.name), .text($0.score), .text($0.reason)] }
    }
    guard !missing.isEmpty else { return [] }
    return [
      TableSpecification(
        id: "unavailable-scores", caption: "Scores that a network's files cannot give.",
        rows: RowTable(
          columns: [
            Column("model", heading: "Network", kind: .text),
            Column("score", heading: "Score", kind: .text),
            Column("reason", heading: "Why", kind: .text),
          ], rows: missing))
    ]
  }
}
