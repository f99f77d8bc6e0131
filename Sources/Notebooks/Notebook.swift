package import Analyses
package import StudyValues
internal import ArgumentParser
internal import Foundation
package import Reports
internal import Simulation
package import Studies

/// The page that a notebook writes while it runs, and the study it looks at.
///
/// A notebook is a program that reads like a page: it computes a step and adds a section about it.
///
/// ```swift
/// var page = Notebook("01-votes", title: "Votes", question: "How sure is a frequency?")
/// let study = try page.study(
///   of: ["Studies/cifar10h", "Studies/quickstart"], networks: 1)
/// page.section("The people", "\(study.inputs.count) files were read.")
/// page.figure("Images by HSF", "All images.", .histogram(figure))
/// try page.write()
/// ```
///
/// Below ``out`` stand `study.db`, `data/` where the study is simulated, and the page with its
/// figures in `report/`.
package struct Notebook {
  /// The name, which is that of the program.
  package let name: String
  /// The folder for everything that is written.
  package let out: String
  /// The folder of real data, whether it is there or not.
  package let data: String
  /// The seed of everything random.
  package let seed: UInt64
  /// The page so far.
  package private(set) var document: ReportDocument

  /// Begins a page; `--out` and `--data` are read from the command line.
  ///
  /// - Parameters:
  ///   - name: The name of the program.
  ///   - title: The title of the page.
  ///   - question: The question that the notebook answers.
  ///   - seed: The seed of everything random.
  package init(_ name: String, title: String, question: Prose, seed: UInt64 = 20_260_101) {
    self.init(
      name, title: title, question: question, seed: seed, options: NotebookOptions.parseOrExit())
  }

  init(
    _ name: String, title: String, question: Prose, seed: UInt64, options: NotebookOptions
  ) {
    self.name = name
    self.seed = seed
    out = options.out ?? "out/notebooks/\(name)"
    data = options.data ?? ProcessInfo.processInfo.environment["AVH_DATA"] ?? "../shared/data"
    document = ReportDocument(
      study: name, title: title, question: question,
      manifest: ReportManifest(
        toolVersion: Tool.version, reproduce: "swift run \(name)", seed: seed))
  }

  /// The database that `study` fills.
  package var database: String { "\(out)/study.db" }

  /// Whether the data of a study lie below ``data``, told by what `study` chose.
  package private(set) var isSimulated = false
  private var studyFolder: String?

  /// The path of a file of the study, below the real or the simulated data.
  ///
  /// - Parameter reference: The file as the manifest names it.
  /// - Returns: The path.
  package func path(_ reference: FileReference) -> String {
    DataFolder(isSimulated ? "\(out)/data" : data, manifest: studyFolder).path(reference)
  }

  /// Imports and scores the first of some studies whose files are at hand, without its analyses.
  ///
  /// Of each network the final run is scored; checkpoints and degraded images are left out.
  /// The page then begins with a sentence that says which data were used, and ends with the files.
  ///
  /// - Parameters:
  ///   - folders: The folders of the studies; a simulated one is always at hand.
  ///   - networks: The number of networks that are kept; the first ones.
  ///   - simulatedImages: The number of images of a simulated study.
  /// - Returns: What the study found: inputs, imports, and the images of each network.
  /// - Throws: `StudyError.missingFile` of the last study when none is at hand, and the errors of
  ///   `StudyRunner`.
  package mutating func study(
    of folders: [String], networks: Int, simulatedImages: Int = 1_000
  ) throws -> StudyResult {
    let (manifest, folder) = try atHand(folders) { manifest in
      manifest.models = Array(manifest.models.prefix(networks))
      for index in manifest.models.indices { manifest.models[index].runs = [] }
      manifest.simulation?.images = simulatedImages
    }
    isSimulated = manifest.simulation != nil
    studyFolder = folder
    let runner = try StudyRunner(
      manifest: manifest, folder: folder,
      options: .init(data: data, out: out, command: [name], truthImages: 2_000))
    try StudyFile.removeRun(of: manifest.id, at: database)
    let result = try runner.run(database: database)
    document.firstLine =
      manifest.firstLine.map { Prose(plain: $0) }
      ?? "Real data: \(manifest.title), the study `\(manifest.id)`."
    // A file that holds several arrays is read several times and listed once.
    for input in result.inputs
    where !document.manifest.inputs.contains(where: { $0.path == input.path }) {
      document.manifest.inputs.append(
        .init(path: input.path, bytes: input.bytes, sha256: input.sha256, rows: input.rows))
    }
    return result
  }

  private func atHand(
    _ folders: [String], adjusting adjust: (inout StudyManifest) -> Void
  ) throws -> (StudyManifest, folder: String) {
    var missing: (any Error)?
    for folder in folders {
      let file = StudyRunner.manifestFile(folder)
      let folder = URL(filePath: file).deletingLastPathComponent().path
      var manifest = try StudyManifest(path: file)
      manifest.analyses = []
      manifest.claims = []
      manifest.figures = []
      manifest.externalScores = []
      manifest.tensors = [:]
      manifest.twin = nil
      manifest.decisions.seed = seed
      adjust(&manifest)
      if manifest.simulation != nil { return (manifest, folder) }
      do {
        for reference in manifest.references {
          _ = try DataFolder(data, manifest: folder).existingPath(reference)
        }
        return (manifest, folder)
      } catch let error as StudyError {
        guard case .missingFile = error else { throw error }
        missing = error
      }
    }
    throw missing
      ?? StudyError.inconsistent(location: name, problem: "the notebook names no study")
  }

  /// Begins a section.
  ///
  /// - Parameters:
  ///   - title: The heading.
  ///   - paragraphs: The text.
  package mutating func section(_ title: String, _ paragraphs: Prose...) {
    document.sections.append(
      ReportSection(
        id: Identifier.made(from: title), title: title, paragraphs: paragraphs))
  }

  /// Adds a table to the latest section.
  ///
  /// - Parameters:
  ///   - caption: What it shows.
  ///   - columns: The headings; numbers below them have four significant digits.
  ///   - rows: The rows, one cell for each column.
  package mutating func table(_ caption: Prose, _ columns: [String], rows: [[Cell]]) {
    let number = document.sections.reduce(1) { $0 + $1.tables.count }
    add(
      TableSpecification(
        id: "table-\(number)", caption: caption,
        rows: RowTable(columns: columns.map { Column($0) }, rows: rows)))
  }

  /// Adds a table of a report to the latest section.
  ///
  /// - Parameter table: The table.
  package mutating func add(_ table: TableSpecification) {
    precondition(!document.sections.isEmpty, "a table needs a section")
    document.sections[document.sections.count - 1].tables.append(table)
  }

  /// Adds a figure to the latest section.
  ///
  /// - Parameters:
  ///   - title: The title, which names the file.
  ///   - caption: What it shows.
  ///   - content: The kind of figure with its values.
  package mutating func figure(
    _ title: String, _ caption: Prose, _ content: FigureContent
  ) {
    precondition(!document.sections.isEmpty, "a figure needs a section")
    document.sections[document.sections.count - 1].figures.append(
      FigureSpecification(
        id: Identifier.made(from: title), title: title, caption: caption, content: content))
  }

  /// Adds a figure of curves to the latest section.
  ///
  /// - Parameters:
  ///   - title: The title, which names the file.
  ///   - caption: What it shows.
  ///   - x: The horizontal axis.
  ///   - y: The vertical axis.
  ///   - curves: The curves.
  package mutating func figure(
    _ title: String, _ caption: Prose, x: FigureAxis, y: FigureAxis, _ curves: [CurveFigure.Curve]
  ) {
    figure(title, caption, .curves(CurveFigure(x: x, y: y, curves: curves)))
  }

  /// Adds an answer, which stands in the summary at the top of the page.
  ///
  /// - Parameter sentence: The answer, with its numbers.
  package mutating func answer(_ sentence: Prose) { document.summary.append(sentence) }

  /// Records a file that the notebook read by itself.
  ///
  /// - Parameter path: The file, below ``data``.
  /// - Throws: `StudyError.unreadable`.
  package mutating func read(_ path: String) throws {
    let digest = try FileDigest(path: path)
    let shown = path.hasPrefix(data + "/") ? String(path.dropFirst(data.count + 1)) : path
    document.manifest.inputs.append(
      .init(path: shown, bytes: digest.bytes, sha256: digest.sha256))
  }

  /// Writes `report/report.md` with its figures and prints where it is.
  ///
  /// - Throws: `ReportsError`.
  package func write() throws {
    var document = document
    let cited = Set(document.sections.flatMap(\.citations))
    document.bibliography = Bibliography.all.filter { cited.contains($0.key) }
    let written = try ReportWriter(formats: [.md]).write(document, to: "\(out)/report")
    for warning in written.warnings {
      FileHandle.standardError.write(Data("\(name): \(warning)\n".utf8))
    }
    let kind = document.manifest.inputs.isEmpty || isSimulated ? "simulated data" : "real data"
    print("\(name): \(kind), \(out)/report/report.md")
  }
}
