internal import Analyses
internal import Statistics
package import Studies
internal import StudyValues

/// The report of a study: its results put into words, tables and figures.
///
/// Nothing is computed here; every number comes from the study's rows.
package struct StudyReport: Sendable {
  private let result: StudyResult
  private let style: APAStyle
  private var numbers: NumberStyle { NumberStyle(leadingZero: style.leadingZero, digits: digits) }
  private let digits: Int?

  /// Creates the report of a result.
  ///
  /// - Parameters:
  ///   - result: What the study found.
  ///   - leadingZero: Whether `0.28` keeps its zero.
  ///   - digits: The decimals of every coefficient; chosen by its interval when nil.
  package init(_ result: StudyResult, leadingZero: Bool = false, digits: Int? = nil) {
    self.result = result
    self.digits = digits
    style = APAStyle(leadingZero: leadingZero, digits: digits ?? 2)
  }

  /// The document that every page is made from.
  ///
  /// - Parameters:
  ///   - environment: Facts about the machine, for `manifest.json` only.
  ///   - generated: When the report is made, as ISO 8601, for `manifest.json` only.
  /// - Returns: The document.
  package func document(
    environment: [ReportManifest.Fact] = [], generated: String? = nil
  ) -> ReportDocument {
    let manifest = result.manifest
    let reading = ReadingSections(result, numbers)
    let appendix = appendix(reading.groups)
    let first = FirstFigure(result)
    let sections = reading.sections(appendix: appendix)
    var document = ReportDocument(
      study: manifest.id, title: manifest.title,
      firstLine: manifest.firstLine.map { Prose(plain: $0) },
      question: Prose(plain: manifest.question),
      summary: StudySummary(result, numbers).sentences,
      figure: first.figure,
      claims: ClaimCards(result, numbers).cards,
      sections: sections, appendix: appendix,
      results: ReportResults(result.outputs, verdicts: result.verdicts),
      manifest: ReportManifest(
        toolVersion: Tool.version,
        reproduce: result.reproduce,
        seed: manifest.decisions.seed, resamples: manifest.decisions.resamples,
        inputs: result.inputs.map {
          .init(path: $0.path, bytes: $0.bytes, sha256: $0.sha256, rows: $0.rows)
        },
        command: result.command, environment: environment, generated: generated))
    document.style = numbers
    // What stood on the page as the first figure need not stand there twice.
    if let shown = document.figure {
      for index in document.sections.indices {
        document.sections[index].figures.removeAll { $0.content == shown.content }
      }
    }
    let cited = Set((document.sections + document.appendix).flatMap(\.citations))
      .union(document.summary.flatMap(\.citations)).union(["chen2020"])
    document.bibliography = Bibliography.all.filter { cited.contains($0.key) }
    return document.numberingParts()
  }

  /// Everything, in the order of the manifest.
  private func appendix(_ groups: [String: String]) -> [ReportSection] {
    var sections: [ReportSection] = []
    if let answer = verdictSection { sections.append(answer) }
    if let truth = TruthSection(result).section { sections.append(truth) }
    let entries = result.manifest.analyses
    sections += Parallel.map(count: entries.count) { index -> ReportSection? in
      let entry = entries[index]
      guard let output = result.output(entry.id) else { return nil }
      var section = AnalysisSection(entry: entry, output: output, result: result, style: style)
        .section
      section.group = groups[entry.spec.kind]
      return section
    }.compactMap { $0 }
    if let imports = ImportsSection(result).section { sections.append(imports) }
    return sections
  }

  private var verdictSection: ReportSection? {
    guard !result.verdicts.isEmpty else { return nil }
    var section = ReportSection(id: "verdicts", title: "The claims and what decides them")
    section.paragraphs.append(
      """
      Each claim is judged by one estimand that the manifest named before the run; everything else \
      in this report is exploratory.
      """)
    section.tables = [
      TableSpecification(
        id: "verdicts",
        caption: """
          Supported, contradicted or equivalent within the margin; mixed, where networks differ, each \
          beyond chance; too close to call; or not to be decided here, where units are too few or nothing \
          varies. *Detectable* is the smallest difference that would have been found with 80 % power.
          """,
        rows: RowTable(reading: result.verdicts))
    ]
    section.tables += result.manifest.claims.compactMap { claim in
      SideBySide(claim.primary, result.outputs)?.table(claim: claim.id)
    }
    return section
  }
}
