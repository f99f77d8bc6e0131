internal import Analyses
internal import Studies
internal import StudyValues

/// The section of one analysis, by its kind.
struct AnalysisSection {
  let entry: AnalysisEntry
  let output: AnalysisOutput
  let result: StudyResult
  let style: APAStyle

  var section: ReportSection {
    let title = entry.title ?? "\(entry.id): \(output.kind)"
    let id = "analysis-\(ReportIdentifier.made(from: entry.id))"
    guard !output.isEmpty else {
      let reason = output.notes.map(withoutPrefix).joined(separator: "; ")
      return ReportSection(
        id: id, title: title, emptyBecause: reason.isEmpty ? "the analysis gave no rows" : reason)
    }
    var section = ReportSection(id: id, title: title)
    section.paragraphs = introduction + output.notes.map { Prose(plain: $0) }
    section.tables = tables
    section.figures = StudyFigures(result).figures(of: entry, output: output)
    return section
  }

  private func withoutPrefix(_ note: String) -> String {
    note.hasPrefix("no data: ") ? String(note.dropFirst("no data: ".count)) : note
  }

  private func table(_ suffix: String, _ caption: Prose, _ rows: RowTable) -> ReportTable {
    ReportTable(
      id: "\(ReportIdentifier.made(from: entry.id))-\(suffix)", caption: caption, rows: rows)
  }

  // MARK: - Words

  private var introduction: [Prose] {
    switch entry.spec.kind {
    case .votes:
      [
        """
        Agreement is over all pairs of answers to one image, with an interval over images. The noise \
        ceiling is what a score that knew the true frequencies could be expected to reach; the tie \
        ceiling is a limit of its own, set by the levels of HSF alone. HSF intervals are Wilson's \
        [@wilson1927].
        """
      ]
    case .networks:
      ["Means are over the images that have human answers, with 95 % intervals over images."]
    case .correlation:
      [
        """
        Coefficients as they come: a score that rises with hardness has a negative one with HSF. Read the \
        interval before the p-value.
        """
      ] + headline
    case .comparison:
      [
        """
        Which test to read: *influence* with classes *random* when the claim is about classes in \
        general, *influence* with classes *fixed* when it is about these classes. Differences are of \
        strengths, so a positive one means that the first score follows people more closely.
        """
      ] + headline
    case .extremes:
      [
        """
        Places are decided by the difference of normal scores, network minus people, with HSF shrunken \
        by its votes. A doubtful label is one that the people's majority rejects.
        """
      ]
    case .accuracyTrend:
      [
        """
        Kendall's tau between accuracy and the mean of a score over the networks. A handful of networks \
        cannot support a claim about networks in general.
        """
      ]
    case .trainingDynamics, .degradation, .adversarial, .peopleAgainstNetworks:
      CourseWords.introduction(entry.spec.kind)
    case .selfTraining: [HeadSection.selfTraining]
    case .domainGeneralization: [HeadSection.domainGeneralization]
    case .partial: [AnalysisIntroduction.partial]
    case .withinClass: [AnalysisIntroduction.withinClass]
    case .twoPart: [AnalysisIntroduction.twoPart]
    case .calibration: [AnalysisIntroduction.calibration]
    case .temperature: [AnalysisIntroduction.temperature]
    case .reliability: [AnalysisIntroduction.reliability]
    case .agreement: [AnalysisIntroduction.agreement]
    case .ranking: [AnalysisIntroduction.ranking]
    case .countRegression: [AnalysisIntroduction.countRegression]
    case .wholeAnswers: [AnalysisIntroduction.wholeAnswers]
    case .labelErrors: [AnalysisIntroduction.labelErrors]
    }
  }

  /// One line per network for the first coefficient or pair, in APA style.
  private var headline: [Prose] {
    let all = output.correlations.filter { $0.group == "all" && $0.statistic != nil }
    if let first = all.first {
      let rows = all.filter {
        $0.score == first.score && $0.method == first.method && $0.ciMethod == first.ciMethod
      }
      let text = rows.map { "\($0.model): \(style.correlation($0))" }.joined(separator: "; ")
      return ["\(first.score) with \(first.human): \(text)."]
    }
    let pairs = output.comparisons.filter { $0.group == "all" && $0.difference != nil }
    guard let first = pairs.first else { return [] }
    let rows = pairs.filter {
      $0.scoreA == first.scoreA && $0.scoreB == first.scoreB && $0.test == first.test
        && $0.method == first.method && $0.classes == (first.classes == nil ? nil : "random")
    }
    guard !rows.isEmpty else { return [] }
    let text = rows.map { "\($0.modelA): \(style.comparison($0))" }.joined(separator: "; ")
    return ["\(first.scoreA) against \(first.scoreB), classes random: \(text)."]
  }

  // MARK: - Tables

  private var tables: [ReportTable] {
    switch entry.spec.kind {
    case .networks:
      [
        table(
          "networks", "Accuracy and mean scores of each network.",
          NetworkTables.overview(output.estimates)),
        table(
          "estimates", "Every mean with its interval.", ResultTables.estimates(output.estimates)),
      ]
    case .trainingDynamics, .degradation, .adversarial, .peopleAgainstNetworks:
      CourseTables(kind: entry.spec.kind, output: output).parts.map {
        table($0.suffix, $0.caption, $0.rows)
      } + correlationTables + comparisonTables
    case .selfTraining, .domainGeneralization:
      HeadSection(output: output).tables.map { table($0.suffix, $0.caption, $0.rows) }
    case .comparison:
      comparisonTables + made(AnalysisTables(output).decisions)
    case .calibration: made(AnalysisTables(output).calibration)
    case .ranking: made(AnalysisTables(output).ranking) + correlationTables
    case .countRegression: made(AnalysisTables(output).countRegression)
    case .wholeAnswers: made(AnalysisTables(output).wholeAnswers) + correlationTables
    case .agreement: made(AnalysisTables(output).agreement) + correlationTables
    default:
      correlationTables + comparisonTables + otherTables
    }
  }

  private func made(_ entries: [AnalysisTables.Entry]) -> [ReportTable] {
    entries.map { table($0.suffix, $0.caption, $0.rows) }
  }

  private var correlationTables: [ReportTable] {
    let rows = output.correlations
    guard !rows.isEmpty else { return [] }
    let all = rows.filter { $0.group == "all" }
    let groups = rows.filter { $0.group != "all" }
    var tables: [ReportTable] = []
    if !all.isEmpty {
      tables.append(
        table("all", "All images.", ResultTables.correlations(all)))
    }
    if !groups.isEmpty {
      tables.append(
        table(
          "groups",
          """
          By group of images. Within a bin of HSF the range is restricted, so these rows are no profile \
          over difficulty.
          """, ResultTables.correlations(groups)))
    }
    return tables
  }

  private var comparisonTables: [ReportTable] {
    guard !output.comparisons.isEmpty else { return [] }
    return [
      table(
        "comparisons", "Differences of strengths on the same images.",
        ResultTables.comparisons(output.comparisons))
    ]
  }

  private var otherTables: [ReportTable] {
    var tables: [ReportTable] = []
    if !output.estimates.isEmpty {
      tables.append(
        table(
          "estimates", "Estimates with their intervals.", ResultTables.estimates(output.estimates)))
    }
    var lists: [String] = []
    for row in output.images where !lists.contains(row.list) { lists.append(row.list) }
    for (index, list) in lists.enumerated() {
      tables.append(
        table(
          "list-\(index + 1)", Prose(plain: list.prefix(1).uppercased() + list.dropFirst() + "."),
          ResultTables.images(output.images.filter { $0.list == list })))
    }
    return tables
  }
}
