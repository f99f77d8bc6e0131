internal import StudyValues

/// The tables of what a study found: their columns are those of the row types.
enum FindingTables {
  static let all: [TableDescription] =
    [
      analysis, table(CorrelationResult.self), table(ComparisonResult.self),
      table(EstimateResult.self), table(SeriesPoint.self), table(ExtremeImage.self),
    ] + [table(ClaimVerdict.self, isOfAnalysis: false)]

  private static let analysis = TableDescription(
    name: "analysis", meaning: "One analysis of the study.",
    columns: [
      ColumnDescription("analysis_id", "The key."),
      ColumnDescription("name", "The identifier in the manifest."),
      ColumnDescription("kind", "The kind, for example correlation."),
      ColumnDescription("notes", "What a reader must know, as a JSON array."),
    ])

  private static func table<Row: KeyedRow>(
    _ type: Row.Type, isOfAnalysis: Bool = true
  ) -> TableDescription {
    TableDescription(
      name: Row.table, meaning: Row.meaning,
      columns: (isOfAnalysis
        ? [ColumnDescription("analysis_id", "The analysis that made the row.")] : [])
        + Row.columns.map { column in
          // A column that later programs add may be empty in the rows of earlier ones.
          ColumnDescription(column.name, column.meaning, added: column.storage.rawValue)
        })
  }
}
