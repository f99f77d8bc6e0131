// Coverage of every interval and type-I error of every test, on populations of known truth.
//
//   swift run -c release coverage-study Studies/coverage [share] [checks]
//
// Reads cells.tsv and then checks.tsv, one cell a line; appends to results.tsv and checks-results.tsv,
// skipping cells that are there already (so an interrupted run goes on where it stopped); writes table.md.
// A share below 1 runs fewer samples of each cell, to try it out, into files named -trial. The word
// `checks` leaves out cells.tsv.

import Foundation
import Statistics

/// Ends with a sentence about what is wrong.
func stop(_ sentence: String) -> Never {
  FileHandle.standardError.write(Data("\(sentence)\n".utf8))
  exit(65)
}

/// Runs a cell, adds its rows to a file and prints how long it took.
func run(_ key: String, into file: ResultFile, _ rows: () throws -> [[String]]) throws {
  let start = Date()
  try file.append(rows().map { [key] + $0 })
  let seconds = Int(Date().timeIntervalSince(start).rounded())
  print("\(key.replacingOccurrences(of: "\t", with: " ")): \(seconds) s")
}

/// A number as it stands in a file.
func text(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }

let arguments = CommandLine.arguments.dropFirst()
guard let folderName = arguments.first else {
  stop("usage: coverage-study FOLDER [SHARE] [checks]; the folder holds cells.tsv and checks.tsv")
}
let folder = URL(fileURLWithPath: folderName, isDirectory: true)
let share = arguments.dropFirst().lazy.compactMap(Double.init).first ?? 1
let suffix = share == 1 ? "" : "-trial"
let seed: UInt64 = 20_260_101

let results = try ResultFile(
  folder.appendingPathComponent("results\(suffix).tsv"),
  columns: [
    "scenario", "images", "coefficient", "kind", "method", "replications", "undefined", "coverage",
    "rejections",
  ])
let checkResults = try ResultFile(
  folder.appendingPathComponent("checks-results\(suffix).tsv"),
  columns: [
    "check", "images", "method", "promise", "samples", "undefined", "coverage", "rejections",
  ])

// Both lists are read before anything runs, so that a wrong line shows at once.
let cells = try ResultFile.rows(of: folder.appendingPathComponent("cells.tsv")).enumerated().map {
  guard let cell = Cell($1, share: share) else {
    stop("cells.tsv, cell \($0 + 1): expected scenario, images, coefficient and the effort")
  }
  return cell
}
let checks = try ResultFile.rows(of: folder.appendingPathComponent("checks.tsv")).enumerated().map {
  guard let cell = CheckCell($1, share: share) else {
    stop("checks.tsv, cell \($0 + 1): expected check, images, samples and resamples")
  }
  return cell
}

let doneCells = try results.keys(fields: 3)
for cell in cells where !doneCells.contains(cell.key) && !arguments.contains("checks") {
  try run(cell.key, into: results) {
    try cell.run(seed: seed).map {
      [
        $0.kind, $0.method, "\($0.replications)", "\($0.undefined)", text($0.coverage),
        text($0.rejections),
      ]
    }
  }
}
let doneChecks = try checkResults.keys(fields: 2)
for cell in checks where !doneChecks.contains(cell.key) {
  try run(cell.key, into: checkResults) {
    try cell.run(seed: seed).map {
      [
        $0.method, $0.promise.rawValue, "\($0.samples)", "\($0.undefined)", text($0.coverage),
        text($0.rejections),
      ]
    }
  }
}

let checksTable = ChecksTable(rows: try checkResults.rows())
let table = CoverageTable(
  rows: try results.rows(), tooFew: checksTable.tooFewImages(for: "error-consistency"))
try (table.markdown + checksTable.markdown).write(
  to: folder.appendingPathComponent("table\(suffix).md"), atomically: true, encoding: .utf8)
print(table.summary)
print(checksTable.summary)
