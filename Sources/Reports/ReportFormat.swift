/// A form in which a report can be written.
///
/// `manifest.json` is always written; figures are written whenever a page shows them.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// `index.html`: one file with its figures inside, readable without a network.
  case html
  /// `report.md`: Markdown with links to the figures.
  case md
  /// `report.tex` and `references.bib`: for `\input`, with booktabs tables.
  case tex
  /// `report.json`: all result rows with full numbers.
  case json
  /// `tables/*.csv`: one file per table.
  case csv
}
