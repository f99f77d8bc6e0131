import Foundation

/// The results as a table of Markdown.
enum ResultTable {
  /// The line of the readme below which everything is replaced.
  static let heading = "## Results"

  /// The head of the table.
  static let header = """
    | Job | Ours | Baseline | Ratio by the clock | Ratio of processor time | Peak memory | Load | Target | Met |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |
    """

  /// One job as a row of the table.
  static func row(_ result: JobResult) -> String {
    let cells = [
      "\(result.title) (`\(result.id)`)",
      seconds(result.ours), "\(seconds(result.baseline)) \(result.baselineTitle)",
      spread(result.ratios), spread(result.processorRatios),
      "\(Int(result.megabytes.rounded())) MB", loads(result.loads), target(result.target),
      result.isMet.map { $0 ? "yes" : "**no**" } ?? "–",
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }

  /// Replaces everything below the heading by a run.
  static func replaceResults(
    inFile path: String, machine: Machine, _ results: [JobResult]
  ) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let range = text.range(of: "\(heading)\n") else {
      throw BenchmarkError.noResultsHeading(path: path)
    }
    let table = ([header] + results.map(row)).joined(separator: "\n")
    let new = "\(text[..<range.upperBound])\n\(machine.markdown)\n\n\(table)\n"
    try new.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// The median by the clock and, in parentheses, of the processor.
  private static func seconds(_ runs: [Measurement]) -> String {
    guard let clock = Spread(runs.map(\.seconds)),
      let processor = Spread(runs.map(\.processorSeconds))
    else { return "–" }
    return "\(number(clock.median)) s (\(number(processor.median)) s)"
  }

  private static func spread(_ spread: Spread?) -> String {
    spread.map { "\(number($0.median)) (\(number($0.low))–\(number($0.high)))" } ?? "–"
  }

  private static func loads(_ loads: [Double]) -> String {
    Spread(loads).map { String(format: "%.1f–%.1f", $0.low, $0.high) } ?? "–"
  }

  private static func target(_ target: Job.Target) -> String {
    let parts: [String?] = [
      target.ratio.map { "ratio ≤ \(number($0))" }, target.seconds.map { "< \(number($0)) s" },
      target.megabytes.map { "< \(Int($0)) MB" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// Three significant digits.
  private static func number(_ value: Double) -> String { String(format: "%.3g", value) }
}
