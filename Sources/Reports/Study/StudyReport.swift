internal import Analyses
package import Studies
internal import StudyValues

/// The report of a study: its results put into words, tables and figures.
///
/// Nothing is computed here; every number comes from the study's rows.
package struct StudyReport: Sendable {
  private let result: StudyResult
  private let style: APAStyle

  /// Creates the report of a result.
  ///
  /// - Parameters:
  ///   - result: What the study found.
  ///   - style: How numbers are written in sentences.
  package init(_ result: StudyResult, style: APAStyle = APAStyle()) {
    self.result = result
    self.style = style
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
    let sections = sections
    let cited = Set(sections.flatMap(\.citations)).union(["chen2020"])
    return ReportDocument(
      study: manifest.id, title: manifest.title,
      firstLine: manifest.firstLine.map { Prose(plain: $0) },
      question: Prose(plain: manifest.question),
      summary: StudySummary(result, style: style).sentences,
      sections: sections,
      results: ReportResults(result.outputs, verdicts: result.verdicts),
      bibliography: Bibliography.all.filter { cited.contains($0.key) },
      manifest: ReportManifest(
        toolVersion: Tool.version,
        reproduce: result.reproduce,
        seed: manifest.decisions.seed, resamples: manifest.decisions.resamples,
        inputs: result.inputs.map {
          .init(path: $0.path, bytes: $0.bytes, sha256: $0.sha256, rows: $0.rows)
        },
        command: result.command, environment: environment, generated: generated)
    ).numberingParts()
  }

  private var sections: [ReportSection] {
    var sections: [ReportSection] = []
    if let findings = findingsSection { sections.append(findings) }
    if let answer = verdictSection { sections.append(answer) }
    if let truth = TruthSection(result).section { sections.append(truth) }
    for entry in result.manifest.analyses {
      guard let output = result.output(entry.id) else { continue }
      sections.append(
        AnalysisSection(entry: entry, output: output, result: result, style: style).section)
    }
    sections.append(MethodsSection(result).section)
    return sections
  }

  /// What the examination of the joined data found, before anything that rests on them.
  private var findingsSection: ReportSection? {
    guard !result.findings.isEmpty else { return nil }
    return ReportSection(
      id: "findings", title: "What speaks against the data",
      paragraphs: [
        "Before the analyses, images, classes and scores were examined for signs of a wrong join."
      ] + result.findings.map { Prose(plain: $0) })
  }

  private var verdictSection: ReportSection? {
    guard !result.verdicts.isEmpty || !result.manifest.remarks.isEmpty else { return nil }
    var section = ReportSection(id: "verdicts", title: "The claims and what the data say")
    section.paragraphs = result.manifest.remarks.map { Prose(plain: $0) }
    if let caution = result.manifest.dataset.caution {
      section.paragraphs.append(Prose(plain: caution))
    }
    if !result.verdicts.isEmpty {
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
    }
    return section
  }
}
