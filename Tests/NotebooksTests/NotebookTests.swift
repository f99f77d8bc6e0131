import StudyValues
import Analyses
import ArgumentParser
import Foundation
import Reports
import Studies
import TestSupport
import Testing

@testable import Notebooks

struct NotebookTests {
  static let simulated = """
    schema: 1
    id: small
    question: Is there anything to see?
    first_line: The votes are simulated.
    simulation: {images: 60, classes: 4, annotators: 9, width: 12}
    dataset:
      name: simulated
      classes: {space: simulated, file: classes.txt}
      labels: {file: labels.csv, layout: table}
    annotations:
      - {set: workers, file: votes.csv, default: true}
    models:
      - name: sharp
        features: sharp/features.npy
        weights: sharp/weight.npy
        runs: [{role: checkpoint, files: sharp/step-*.npz}]
    analyses:
      - {id: V1, kind: votes}

    """
  /// The same with files that nobody has.
  static let real = simulated.split(separator: "\n").filter { line in
    !line.hasPrefix("simulation") && !line.hasPrefix("first_line")
  }.joined(separator: "\n")

  private func notebook(in folder: TemporaryFolder) throws -> Notebook {
    let options = try NotebookOptions.parse(
      ["--out", folder.path("out"), "--data", folder.path("data")])
    return Notebook("01-small", title: "Small", question: "Why?", seed: 7, options: options)
  }

  @Test func `takes the first study whose files are at hand`() throws {
    let folder = try TemporaryFolder()
    let real = try folder.write(Self.real, as: "real.yml")
    let simulated = try folder.write(Self.simulated, as: "simulated.yml")
    var page = try notebook(in: folder)
    let result = try page.study(of: [real, simulated], networks: 1, simulatedImages: 50)
    #expect(page.isSimulated)
    #expect(result.tables.map(\.count) == [50])
    #expect(result.outputs.isEmpty)
    #expect(page.document.firstLine == "The votes are simulated.")
    #expect(FileManager.default.fileExists(atPath: page.database))
  }

  @Test func `says what is missing when no study is at hand`() throws {
    let folder = try TemporaryFolder()
    let real = try folder.write(Self.real, as: "real.yml")
    var page = try notebook(in: folder)
    #expect {
      try page.study(of: [real], networks: 1)
    } throws: { error in
      guard case .missingFile(let path, _) = error as? StudyError else { return false }
      return path == folder.path("data/classes.txt")
    }
    #expect(throws: StudyError.self) { try page.study(of: [], networks: 1) }
  }

  @Test func `writes a page with its sections, works and files`() throws {
    let folder = try TemporaryFolder()
    var page = try notebook(in: folder)
    try FileManager.default.createDirectory(
      atPath: folder.path("data"), withIntermediateDirectories: true)
    let file = try folder.write("abc", as: "data/votes.txt")
    try page.read(file)
    page.answer("Because of \(0.5, decimals: 2).")
    page.section("First step", "As in [@chen2020].")
    page.table("One row.", ["name", "value"], rows: [["a", 1.5]])
    page.table("Another.", ["name"], rows: [["b"]])
    let bars = [HistogramFigure.Bar(low: 0, high: 1, count: 3)]
    page.figure(
      "Three images", "As bars.",
      .histogram(HistogramFigure(x: FigureAxis("HSF"), yLabel: "images", bars: bars)))
    try page.write()
    let text = try String(contentsOfFile: folder.path("out/report/report.md"), encoding: .utf8)
    for part in [
      "# Small", "*Question:* Why?", "Because of 0.50.", "## First step", "Chen", "votes.txt",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "`swift run 01-small`",
      "One row.", "1.5", "three-images",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    // A second run replaces the page of the first.
    try page.write()
  }
}
