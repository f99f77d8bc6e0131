internal import Annotations
internal import Files
package import Networks
package import StudyStore
internal import Tensors
internal import StudyValues

/// Stores a score per image that another program computed, for the command line and for manifests.
package struct ExternalScoreImport {
  /// Where the values come from.
  package enum Values: Sendable {
    /// A table with a column of images and a column of values, by name, or nil for the usual names.
    case table(path: String, image: String? = nil, value: String? = nil)
    /// An array with one value a row; a file lists the images, or an order is named.
    case array(NetworkFiles.Source, images: String?, order: String?)
    /// Values at hand.
    case known(images: [String], values: [Double])
  }

  /// What is imported.
  package struct Request: Sendable {
    /// The data set.
    package var dataset: String
    /// The network or other source that the score belongs to.
    package var model: String
    /// What the source is, if it is new.
    package var kind: StudyRun.ModelKind = .external
    /// The name of the score.
    package var score: String
    /// Which way it points.
    package var direction: ScoreDirection
    /// The values.
    package var values: Values
    /// Whether stored values under that name are replaced.
    package var replaces = false
    /// What happens to images that the data set does not have; nil leaves out up to a tenth of them
    /// and refuses more.
    package var unknownImages: ImagePolicy?
    /// The command line, for the record; nil when the record has it.
    package var command: String?

    /// Creates a request with the default rules.
    package init(
      dataset: String, model: String, score: String, direction: ScoreDirection, values: Values
    ) {
      self.dataset = dataset
      self.model = model
      self.score = score
      self.direction = direction
      self.values = values
    }
  }

  /// What an import gave.
  package struct Outcome: Sendable {
    /// What was stored.
    package var run: RunOutcome
    /// What a reader must know, one sentence each.
    package var warnings: [String] = []
  }

  private let store: StudyStore

  /// Creates an importer.
  package init(store: StudyStore) { self.store = store }

  /// Imports the score in one transaction.
  ///
  /// - Parameter request: What is imported.
  /// - Returns: What was stored.
  /// - Throws: Errors of the reader and of the store; ``StudyError`` when no image is known. The study
  ///   is then as before.
  package func run(_ request: Request) throws -> Outcome {
    if let problem = ScoreName.problem(with: request.score) {
      throw StudyError.inconsistent(
        location: "the imported score", problem: "its name `\(request.score)` \(problem)")
    }
    let dataset = try store.chosenDataset(request.dataset)
    var nameless = 0
    let (images, values, path) = try read(request, dataset: dataset, nameless: &nameless)
    let digest = try path.map { try FileDigest(path: $0) }
    var run = StudyRun(dataset: dataset.name, model: request.model, kind: request.kind)
    if let digest { run.inputs[request.score] = digest.sha256 }
    return try store.transaction {
      var outcome = Outcome(
        run: try store.insertExternalScores(
          name: request.score, direction: request.direction, run: run, images: images,
          values: values, policy: request.unknownImages ?? .count, replaces: request.replaces))
      guard case .stored(let counts) = outcome.run else { return outcome }
      guard counts.images > 0 else {
        throw StudyError.inconsistent(
          location: path ?? "the score `\(request.score)`",
          problem: "none of its \(images.count, "image") is in the data set \(dataset.name)")
      }
      if request.unknownImages == nil {
        try counts.refuseFewMatches(dataset.name, in: path ?? "the score `\(request.score)`")
      }
      let source = "\(request.score) of \(request.model)"
      outcome.warnings = counts.warnings(of: source)
      if nameless > 0 {
        outcome.warnings.append(
          "\(source): \(nameless, "row names no image and was", "rows name no image and were") left out"
        )
      }
      let missing = values.count(where: \.isNaN)
      if missing > 0 {
        outcome.warnings.append("\(source): \(missing, "image has", "images have") no value")
      }
      if let code = Self.codeForNone(values) {
        outcome.warnings.append(
          "\(source): \(code.count, "value is", "values are") \(code.number), far below all others, as "
            + "programs write no value; leave such cells empty if that is meant")
      }
      if let path, let digest {
        try store.record(
          SourceFile(
            path: path, purpose: "score \(request.score) \(request.model)", bytes: digest.bytes,
            sha256: digest.sha256, rowsIn: images.count, rowsUsed: counts.images))
      }
      if let command = request.command {
        try store.record(command: command, version: Tool.version)
      }
      return outcome
    }
  }

  /// The number by which a file may say that there is no value, −99 or longer, where every other value is
  /// far above it; nil without one.
  private static func codeForNone(_ values: [Double]) -> (number: Int, count: Int)? {
    let least = values.lazy.filter { !$0.isNaN }.min() ?? 0
    guard [-99, -999, -9_999, -99_999].contains(least) else { return nil }
    let next = values.lazy.filter { $0 > least }.min() ?? least
    guard next > least / 4 else { return nil }
    return (Int(least), values.count { $0 == least })
  }

  /// The column of a name, or the only one of some usual names.
  private func column(
    _ reader: DelimitedReader, _ name: String?, usual: [String], option: String
  ) throws -> Int {
    let names = reader.columnNames
    if let name = name ?? usual.first(where: { NameMatch.find($0, among: names) != nil }) {
      return try reader.column(named: NameMatch.find(name, among: names) ?? name)
    }
    // Data frames leave the name of their index blank.
    if name == nil, usual == PlainColumns.image, names.count > 1, names[0].isEmpty { return 0 }
    throw AnnotationError.missingColumn(
      file: reader.path,
      column:
        "\(usual[0]) (name it with \(option) COL; a table without names of columns needs a line of them)",
      found: names)
  }

  private func read(
    _ request: Request, dataset: StudyDataset, nameless: inout Int
  ) throws -> (images: [String], values: [Double], path: String?) {
    switch request.values {
    case .known(let images, let values): return (images, values, nil)
    case .table(let path, let imageColumn, let valueColumn):
      try InputPath.check(path)
      let reader = try DelimitedReader(path: path)
      let image = try column(
        reader, imageColumn, usual: PlainColumns.image, option: "--image-column")
      let value = try column(
        reader, valueColumn, usual: ["value", request.score, "score"], option: "--value-column")
      var names: [String] = []
      var numbers: [Double] = []
      let header = HeaderRow(reader)
      while try reader.nextAnswerRow() {
        guard !NamelessImage.isNone(reader, image), try !header.repeats(reader) else {
          nameless += 1
          continue
        }
        names.append(reader.string(image))
        let isMissing = MissingWords.isUsual(reader.string(value))
        numbers.append(isMissing ? .nan : try reader.requireDouble(value))
      }
      try SummaryName.refuse(
        lastOf: names,
        at: AnnotationPosition(
          file: path, line: reader.lineNumber, column: reader.columnNames[image]))
      return (try NameText.column(names, file: path), numbers, path)
    case .array(let source, let list, let order):
      try InputPath.check(source.path)
      let numbers = try source.open().readAll(as: Double.self)
      let names = try RowImages(list: list, order: order).names(
        rows: numbers.count, file: source.path, dataset: dataset, store: store)
      return (names, numbers, source.path)
    }
  }
}
