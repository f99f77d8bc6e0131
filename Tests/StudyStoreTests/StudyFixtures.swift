@testable import Annotations
import Networks
import StudyStore
import StudyValues

/// Small studies whose every number is known.
enum StudyFixtures {
  static let classNames = ["cat", "dog", "bird"]

  static func space() throws -> LabelSpace { try LabelSpace.named(classNames) }

  static func header(
    hasAnswers: Bool = false, hasCounts: Bool = true, task: AnnotationTask = .forcedChoice,
    maybe: MaybeRule = .zero, space: LabelSpace? = nil
  ) throws -> AnnotationHeader {
    AnnotationHeader(
      format: "wide-counts", task: task, chance: 1 / 3,
      annotatorIdentity: hasAnswers ? .person : .none,
      labelSpace: try space ?? StudyFixtures.space(), hasAnswers: hasAnswers,
      hasCounts: hasCounts, maybe: maybe)
  }

  /// Sends counts, image by class, to a sink.
  static func send(
    _ counts: [[Int64]], images: [String], header: AnnotationHeader,
    to sink: inout StudyAnnotationSink
  ) throws {
    try sink.begin(header)
    var batch = AnnotationBatch()
    batch.newImages = images
    for (image, row) in counts.enumerated() {
      let shown = row.reduce(0, +)
      for (place, count) in row.enumerated() {
        batch.tallies.append(
          Tally(
            image: Int32(image), targetClass: Int32(place) + header.labelSpace.firstIndex,
            shown: shown, selected: Double(count)))
      }
    }
    try sink.receive(batch)
    var summary = AnnotationSummary(header: header)
    summary.rowsRead = counts.count
    summary.rowsUsed = counts.count
    try sink.finish(summary)
  }

  static let images = ["a.png", "b.png", "c.png", "d.png"]
  static let labels = [0, 1, 2, 0]
  static let counts: [[Int64]] = [[10, 0, 0], [2, 7, 1], [5, 5, 0], [3, 4, 3]]

  /// Four images with ten votes each; HSF is 1, 0.7, 0 and 0.3.
  static func votes(in store: StudyStore) throws {
    try store.ensureDataset("pets", labelSpace: space())
    try store.setLabels(dataset: "pets", images: images, classes: labels)
    let outcome = try store.importAnnotations(
      AnnotationImport(dataset: "pets", set: "panel", sourceHash: "aa")
    ) { sink in
      try send(counts, images: images, header: header(), to: &sink)
    }
    guard case .imported = outcome else { throw Unexpected() }
  }

  /// A tile whose score number k of row r is `base + r + k / 100`, with real classes.
  static func tile(rows: Range<Int>, targets: [Int32], base: Double = 0) -> ScoreTile {
    let columns = Score.all.enumerated().map { place, kind in
      rows.map { row -> Double in
        switch kind {
        case .predictedClass: Double((row + 1) % 3)
        case .correct: Int32((row + 1) % 3) == targets[row - rows.lowerBound] ? 1 : 0
        case .rank: Double(row % 3 + 1)
        case .boundaryDistance: .nan
        default: base + Double(row) + Double(place) / 100
        }
      }
    }
    return ScoreTile(rows: rows, targetClasses: targets, columns: columns)
  }

  /// Stores a run over the four images.
  @discardableResult
  static func run(
    _ run: StudyRun, base: Double = 0, replaces: Bool = false, in store: StudyStore
  ) throws -> RunOutcome {
    try store.insertRun(run, images: images, replaces: replaces) { sink in
      try sink.receive(tile(rows: 0..<3, targets: [0, 1, 2], base: base))
      try sink.receive(tile(rows: 3..<4, targets: [0], base: base))
    }
  }

  /// What a fixture that did not work out throws.
  struct Unexpected: Error {}
}
