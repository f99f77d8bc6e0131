package import Analyses
internal import Files
internal import Foundation
package import StudyValues

/// The installed gnuplot, which draws every figure.
package struct Gnuplot: Equatable, Sendable {
  /// The path of the program.
  private let executable: String
  /// The seconds after which a figure is given up.
  private let seconds: Double

  /// Finds gnuplot on a search path.
  ///
  /// - Parameters:
  ///   - searchPath: Folders separated by colons; the environment's `PATH` when nil.
  ///   - seconds: The seconds after which a figure is given up.
  /// - Throws: ``ReportsError/gnuplotMissing`` when no folder holds it.
  package init(searchPath: String? = nil, seconds: Double = 60) throws(ReportsError) {
    self.seconds = seconds
    let path = searchPath ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
    let candidates = path.split(separator: ":").map { "\($0)/gnuplot" }
    guard let found = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw .gnuplotMissing
    }
    executable = found
  }

  /// Draws one figure: writes its script and data into a folder and runs gnuplot there.
  ///
  /// - Parameters:
  ///   - figure: The figure.
  ///   - folder: The folder for `<id>.gp`, `<id>.csv` and `<id>.svg`; it must exist.
  ///   - style: How numbers are written.
  ///   - formats: What else is drawn, beside the SVG.
  /// - Returns: The SVG text, with title and description; nil when the figure has no value to show.
  /// - Throws: ``ReportsError`` when a file cannot be written, the identifier cannot name one, or
  ///   gnuplot fails.
  @discardableResult
  package func draw(
    _ figure: FigureSpecification, in folder: String, style: NumberStyle = .written,
    formats: [FigureFormat] = []
  ) throws(ReportsError) -> String? {
    guard Identifier.isValid(figure.id) else { throw .invalidIdentifier(figure.id) }
    guard let plan = figure.plan(style: style) else { return nil }
    try plan.write(id: figure.id, to: folder)
    try run(script: "\(figure.id).gp", figure: figure.id, in: folder)
    let path = "\(folder)/\(figure.id).svg"
    let drawn: String
    do {
      drawn = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .gnuplotFailed(figure: figure.id, status: 0, message: "it wrote no picture")
    }
    let picture = FigurePicture(svg: drawn, figure: figure, width: plan.script.width)
    try ReportFile.write(picture.file, to: path)
    for format in formats {
      let script = ".\(figure.id)-\(format.rawValue).gp"
      try ReportFile.write(
        plan.script.text(id: figure.id, as: format), to: "\(folder)/\(script)")
      defer { try? FileManager.default.removeItem(atPath: "\(folder)/\(script)") }
      try run(script: script, figure: figure.id, in: folder)
      try format.takeOutTime(of: "\(folder)/\(figure.id).\(format.rawValue)")
    }
    return picture.inline
  }

  private func run(script: String, figure: String, in folder: String) throws(ReportsError) {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = ["-d", script]
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    // A pipe would stay open as long as any program that gnuplot started.
    let messages = URL(filePath: "\(folder)/.\(figure)-messages")
    defer { try? FileManager.default.removeItem(at: messages) }
    let isLate: Bool
    do {
      try Data().write(to: messages)
      let handle = try FileHandle(forWritingTo: messages)
      defer { try? handle.close() }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = handle
      try process.run()
      isLate = Self.wait(for: process, seconds: seconds)
    } catch {
      throw .gnuplotFailed(figure: figure, status: -1, message: error.systemReason)
    }
    let isDone = !isLate && process.terminationReason == .exit && process.terminationStatus == 0
    guard !isDone else { return }
    // What was drawn until then is no picture.
    try? FileManager.default.removeItem(atPath: "\(folder)/\(figure).svg")
    guard !isLate else { throw .gnuplotHangs(figure: figure, seconds: seconds) }
    let bytes = (try? Data(contentsOf: messages)) ?? Data()
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    throw .gnuplotFailed(
      figure: figure, status: Int(process.terminationStatus),
      message: lines.last { !$0.isEmpty } ?? "without a message")
  }

  /// Waits for the end of a program, which is made to come when the time is over.
  ///
  /// - Returns: Whether the time was over.
  private static func wait(for process: Process, seconds: Double) -> Bool {
    let (end, pause) = (ContinuousClock.now + .seconds(seconds), 0.002)
    while process.isRunning {
      guard ContinuousClock.now < end else {
        // What the program itself started may go on, and to wait would be to wait for that too.
        kill(process.processIdentifier, SIGKILL)
        return true
      }
      Thread.sleep(forTimeInterval: pause)
    }
    return false
  }
}

extension FigurePlan {
  /// Writes the script and the data files of a figure.
  func write(id: String, to folder: String) throws(ReportsError) {
    for file in data { try ReportFile.write(file.rows.reportCSV, to: "\(folder)/\(file.name)") }
    try ReportFile.write(script.text, to: "\(folder)/\(id).gp")
  }
}
