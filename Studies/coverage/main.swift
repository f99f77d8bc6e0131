// Coverage of every interval and type-I error of every test, on populations of known truth.
//
//   swift run -c release coverage-study Studies/coverage [share]
//
// Reads cells.tsv, one cell a line; appends to results.tsv, skipping cells that are there already (so an
// interrupted run goes on where it stopped); writes table.md. A share below 1 runs fewer samples of each
// cell, to try it out, into results-trial.tsv and table-trial.md.

import Foundation
import Statistics

/// Splits a file of tab-separated lines, leaving out comments.
func lines(of url: URL) throws -> [[String]] {
  guard FileManager.default.fileExists(atPath: url.path) else { return [] }
  return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    .filter { !$0.hasPrefix("#") }
    .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
}

/// Ends with a sentence about what is wrong.
func stop(_ sentence: String) -> Never {
  FileHandle.standardError.write(Data("\(sentence)\n".utf8))
  exit(65)
}

let arguments = CommandLine.arguments.dropFirst()
guard let folderName = arguments.first else {
  stop("usage: coverage-study FOLDER [SHARE]; the folder holds cells.tsv")
}
let folder = URL(fileURLWithPath: folderName, isDirectory: true)
let share = arguments.dropFirst().first.flatMap(Double.init) ?? 1
let suffix = share == 1 ? "" : "-trial"
let results = folder.appendingPathComponent("results\(suffix).tsv")
let seed: UInt64 = 20_260_101

var cells: [Cell] = []
for (index, fields) in try lines(of: folder.appendingPathComponent("cells.tsv")).enumerated() {
  guard fields.count == 7, let images = Int(fields[1]), let analytic = Int(fields[3]),
    let resampling = Int(fields[4]), let resamples = Int(fields[5]),
    let scenario = Scenario.all.first(where: { $0.name == fields[0] }),
    let method = CorrelationMethod(rawValue: fields[2])
  else {
    stop("cells.tsv, cell \(index + 1): expected scenario, images, coefficient and the effort")
  }
  cells.append(
    Cell(
      scenario: scenario, images: images, method: method,
      analytic: Int((Double(analytic) * share).rounded()),
      resampling: Int((Double(resampling) * share).rounded()), resamples: resamples,
      only: Set(fields[6].split(separator: ",").map(String.init))))
}

var done = Set<String>()
for fields in try lines(of: results) { done.insert(fields.prefix(3).joined(separator: "\t")) }
if done.isEmpty {
  try
    "# scenario\timages\tcoefficient\tkind\tmethod\treplications\tundefined\tcoverage\trejections\n"
    .write(to: results, atomically: true, encoding: .utf8)
}
for cell in cells where !done.contains(cell.key) {
  let start = Date()
  let rows = try cell.run(seed: seed)
  let text = rows.map { row in
    [
      cell.key, row.kind, row.method, "\(row.replications)", "\(row.undefined)",
      row.coverage.map { "\($0)" } ?? "", row.rejections.map { "\($0)" } ?? "",
    ].joined(separator: "\t") + "\n"
  }.joined()
  // The cell is written in one piece, so that an interruption loses it whole.
  let handle = try FileHandle(forWritingTo: results)
  try handle.seekToEnd()
  try handle.write(contentsOf: Data(text.utf8))
  try handle.close()
  let seconds = Int(Date().timeIntervalSince(start).rounded())
  print("\(cell.key.replacingOccurrences(of: "\t", with: " ")): \(seconds) s")
}

let table = CoverageTable(rows: try lines(of: results))
try table.markdown.write(
  to: folder.appendingPathComponent("table\(suffix).md"), atomically: true, encoding: .utf8)
print(table.summary)
