internal import Studies
internal import StudyValues

/// The paper's main table for each network of a study, beside the recalled figures.
struct MainTableSection {
  private let result: StudyResult

  init(_ result: StudyResult) { self.result = result }

  var section: ReportSection {
    let title = "The paper's main table"
    let rows = result.outputs.flatMap(\.correlations)
    let models = result.networks.map(\.name).filter { model in
      rows.contains {
        $0.model == model && $0.score == "avh" && $0.group == "all" && $0.statistic != nil
      }
    }
    guard !models.isEmpty else {
      return ReportSection(
        id: "main-table", title: title,
        emptyBecause: "no network of this study has features or norms, so AVH cannot be computed")
    }
    var section = ReportSection(id: "main-table", title: title)
    section.paragraphs = [
      """
      The paper reports one network on ImageNet [@chen2020]; its figures are recalled, not verified, and \
      belong to other images and classes, so only the pattern can be compared.
      """
    ]
    section.tables = models.map { model in
      MainTable(correlations: rows, model: model)
        .reportTable(id: "main-table-\(ReportIdentifier.made(from: model))")
    }
    return section
  }
}
