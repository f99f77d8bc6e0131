/// How rows are written.
package enum OutputFormat: String, CaseIterable, Sendable {
  /// Aligned columns for a terminal, without colours; numbers rounded for reading.
  case table
  /// One JSON array of objects; full doubles, missing values and what is not finite as null.
  case json
  /// One JSON object per line.
  case jsonLines = "nl"
  /// Comma separated values (RFC 4180 quoting, line feeds); full doubles, missing values empty.
  case csv
  /// Tab separated values, quoted like ``csv``.
  case tsv
  /// A GitHub Markdown table; numbers rounded for reading.
  case github
  /// A LaTeX `tabular` with booktabs rules; numbers rounded for reading.
  case latex
}
