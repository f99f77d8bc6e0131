internal import Statistics
internal import Analyses
internal import Networks
internal import Studies
internal import StudyValues

/// The section of one analysis: the words, tables and figures that stand beside its kind.
struct AnalysisSection {
  let entry: AnalysisEntry
  let output: AnalysisOutput
  let result: StudyResult
  let style: APAStyle

  private var id: String { Identifier.made(from: entry.id) }
  private var settings: any Analysis { entry.spec.settings }

  var section: ReportSection {
    let title = entry.title ?? "\(entry.id): \(output.kind)"
    guard !output.isEmpty else {
      let reason = output.notes.map(withoutPrefix).joined(separator: "; ")
      return ReportSection(
        id: "analysis-\(id)", title: title,
        emptyBecause: reason.isEmpty ? "the analysis gave no rows" : reason)
    }
    let kind = type(of: settings)
    var section = ReportSection(id: "analysis-\(id)", title: title)
    section.paragraphs =
      kind.words + (kind.hasHeadline ? headline : []) + output.notes.map { Prose(plain: $0) }
    section.tables = settings.tables(of: output).map { table in
      var table = table.withoutConstants
      table.id = "\(id)-\(table.id)"
      return table
    }
    section.figures =
      settings.figures(of: output).map { figure in
        var figure = figure
        figure.id = "\(id)-\(figure.id)"
        return figure
      } + figuresAskedFor
    return section
  }

  private func withoutPrefix(_ note: String) -> String {
    note.hasPrefix("no data: ") ? String(note.dropFirst("no data: ".count)) : note
  }

  /// The figures of the manifest that stand beside this analysis: those that name it, and for the first
  /// analysis with correlations those that name none.
  private var figuresAskedFor: [FigureSpecification] {
    let first = result.outputs.first { !$0.correlations.isEmpty }?.analysis
    return result.manifest.figures.enumerated().flatMap { index, figure -> [FigureSpecification] in
      guard (figure.analysis ?? first) == entry.id,
        let kind = FigureKind.all.first(where: { $0.name == figure.kind })
      else { return [] }
      return kind.figures(
        figure,
        FigureContext(
          id: "figure-\(index + 1)", output: output, settings: settings, outputs: result.outputs,
          tables: result.tables))
    }
  }

  /// One line per network for the first coefficient or pair, in APA style.
  private var headline: [Prose] {
    let all = output.correlations.filter { $0.grouping == "all" && $0.statistic != nil }
    if let first = all.first {
      let rows = all.filter {
        $0.score == first.score && $0.method == first.method && $0.population == first.population
      }
      let text = rows.map { "\($0.model): \(style.correlation($0))" }.joined(separator: "; ")
      return [
        "\(Score.title(of: first.score)) with \(HumanMeasure.title(of: first.human)): \(text)."
      ]
    }
    let pairs = output.comparisons.filter { $0.grouping == "all" && $0.difference != nil }
    guard let first = pairs.first else { return [] }
    let rows = pairs.filter {
      $0.scoreA == first.scoreA && $0.scoreB == first.scoreB && $0.test == first.test
        && $0.method == first.method
    }
    // Classes as a sample lead where the test speaks of them.
    let random = rows.filter { $0.population == .classesRandom }
    let shown = random.isEmpty ? rows : random
    var differences = style
    differences.digits = max(style.digits, 3)
    let text = shown.map { "\($0.modelA): \(differences.comparison($0))" }.joined(separator: "; ")
    let sample = (shown.first?.population ?? .images).words
    let pair = [first.scoreA, first.scoreB].map(Score.title).joined(separator: " against ")
    return ["\(pair), \(sample): \(text)."]
  }
}
