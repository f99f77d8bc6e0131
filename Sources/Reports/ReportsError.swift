internal import StudyValues

/// Why rows, a figure or a report could not be written.
package enum ReportsError: Error, Equatable, CustomStringConvertible {
  /// A file or folder could not be created, written or moved; the reason is the system's own.
  case cannotWrite(path: String, reason: String)
  /// Two tables, figures or sections of one document have the same identifier.
  case duplicateIdentifier(String)
  /// The output folder exists and holds something that no report wrote.
  case folderIsNotAReport(path: String, found: String)
  /// gnuplot ended with an error on a script of ours.
  case gnuplotFailed(figure: String, status: Int, message: String)
  /// gnuplot did not end within its time.
  case gnuplotHangs(figure: String, seconds: Double)
  /// No gnuplot is on the search path.
  case gnuplotMissing
  /// An identifier that is to become a file name holds other characters than letters, digits, - and _.
  case invalidIdentifier(String)
  /// A value of a result row is itself a list or an object, which no table cell can hold.
  case nestedValue(column: String)

  /// One sentence: what was expected, what was found, what to do.
  package var description: String {
    switch self {
    case .cannotWrite(let path, let reason):
      "\(path): could not be written (\(reason)); choose another folder or free its place."
    case .duplicateIdentifier(let id):
      "The report has two parts called \"\(id)\"; identifiers must be unique, rename one of them."
    case .folderIsNotAReport(let path, let found):
      "\(path): expected an empty folder or an earlier report, found \(found); "
        + "choose another folder or remove it yourself."
    case .gnuplotFailed(let figure, let status, let message):
      "Figure \(figure): gnuplot ended with status \(status): \(message); "
        + "run the .gp file beside the figure to see the line."
    case .gnuplotHangs(let figure, let seconds):
      "Figure \(figure): gnuplot did not end within \(seconds) s and was stopped, so this figure and "
        + "those after it are not drawn; see whether gnuplot --version ends, and write the report "
        + "again."
    case .gnuplotMissing:
      "gnuplot was not found on the search path; install it with `apt-get install gnuplot-nox` "
        + "or `brew install gnuplot` to get the figures."
    case .invalidIdentifier(let id):
      "\"\(id)\" cannot name a file of the report; use letters, digits, - and _ only."
    case .nestedValue(let column):
      "Column \(column): expected a text or a number, found a list or an object; "
        + "make one column of each part."
    }
  }
}
