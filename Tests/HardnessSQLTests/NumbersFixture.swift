@testable import Annotations
import Networks
import StudyStore
import StudyValues

/// A study of 300 images with uneven votes and scores, the same every time.
enum NumbersFixture {
  static let count = 300

  /// Numbers in [0, 1) from a linear congruential generator (Numerical Recipes' constants).
  private static func numbers(_ count: Int, seed: UInt32) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Double(state) / 4_294_967_296
    }
  }

  static func fill(_ store: StudyStore) throws {
    let names = (0..<count).map { "image\($0)" }
    let labels = (0..<count).map { $0 % 2 }
    try store.ensureDataset("pets", labelSpace: LabelSpace.named(["cat", "dog"]))
    try store.setLabels(dataset: "pets", images: names, classes: labels)
    let votes = numbers(count, seed: 1)
    _ = try store.importAnnotations(
      AnnotationImport(dataset: "pets", set: "panel", sourceHash: "aa")
    ) { sink in
      let header = AnnotationHeader(
        format: "wide-counts", task: .forcedChoice, chance: 0.5, annotatorIdentity: .none,
        labelSpace: try LabelSpace.named(["cat", "dog"]), hasAnswers: false, hasCounts: true)
      try sink.begin(header)
      var batch = AnnotationBatch()
      batch.newImages = names
      for image in 0..<count {
        batch.tallies.append(
          Tally(
            image: Int32(image), targetClass: Int32(labels[image]), shown: 10,
            selected: (votes[image] * 11).rounded(.down)))
      }
      try sink.receive(batch)
      try sink.finish(AnnotationSummary(header: header))
    }
    let noise = numbers(count * Score.all.count, seed: 2)
    _ = try store.insertRun(StudyRun(dataset: "pets", model: "net"), images: names) { sink in
      let columns = Score.all.enumerated().map { place, kind in
        (0..<count).map { image -> Double in
          switch kind {
          case .predictedClass, .correct: Double(image % 2)
          case .rank: Double(image % 2 + 1)
          case .boundaryDistance: image < 2 ? 1 : .nan
          default: votes[image] / 3 + noise[place * count + image]
          }
        }
      }
      try sink.receive(
        ScoreTile(rows: 0..<count, targetClasses: labels.map(Int32.init), columns: columns))
    }
  }
}
