import Foundation
import Reports
import Studies

/// Writes the report of a study with the facts of this machine.
enum ReportOutput {
  /// Looks whether a report can be put in a place, before it is computed.
  static func check(_ folder: String) throws { try ReportWriter().check(folder) }

  /// Writes a report.
  static func write(
    _ result: StudyResult, formats: Set<ReportFormat>, look: ReportLook? = nil,
    to folder: String
  ) throws -> ReportWriter.Outcome {
    let process = ProcessInfo.processInfo
    let document = StudyReport(
      result, leadingZero: look?.leadingZero ?? false, digits: look?.digits
    ).document(
      environment: [
        .init("system", process.operatingSystemVersionString),
        .init("processors", "\(process.activeProcessorCount)"),
        .init("blas", result.blas),
      ],
      generated: Date.now.formatted(.iso8601))
    return try ReportWriter(
      formats: formats, pictures: look?.pictures, figureFormats: look?.figureFormat?.values ?? []
    ).write(
      document, to: folder)
  }
}
