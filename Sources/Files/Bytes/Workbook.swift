/// The workbooks of spreadsheets, which are not read: a sheet that is saved as text says what it holds.
enum Workbook {
  /// The program of an archive that is a workbook; nil for any other archive.
  static func program(of members: [String]) -> String? {
    if members.contains("xl/workbook.xml") { return "of Excel (xlsx)" }
    if members.contains("xl/workbook.bin") { return "of Excel (xlsb)" }
    if members.contains("content.xml"), members.contains("mimetype") { return "of OpenDocument" }
    return members.contains("Index/Document.iwa") ? "of Numbers" : nil
  }

  /// The error for a workbook, with the way out.
  static func error(_ path: String, _ program: String) -> InputFileError {
    .unsupported(
      path: path, position: .file, found: "a workbook \(program)",
      remedy: "save its sheet as CSV in UTF-8, identifiers as text, and name that file")
  }
}
