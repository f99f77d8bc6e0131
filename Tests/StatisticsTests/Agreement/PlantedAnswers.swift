@testable import Statistics

/// Answers of annotators who are right nine times of ten, but for the first, who guesses.
struct PlantedAnswers {
  let answers: LabelledAnswers
  let truth: [Int32]

  init(images: Int, annotators: Int, classes: Int, perImage: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var triples: [(Int32, Int32, Int32)] = []
    var truth: [Int32] = []
    for image in 0..<images {
      let own = Int32(generator.next(below: classes))
      truth.append(own)
      let first = generator.next(below: annotators)
      for offset in 0..<perImage {
        let annotator = (first + offset) % annotators
        let isRight = annotator != 0 && generator.nextUnit() < 0.9
        let label = isRight ? own : Int32(generator.next(below: classes))
        triples.append((Int32(image), Int32(annotator), label))
      }
    }
    guard
      let answers = try? LabelledAnswers(
        images: triples.map(\.0), annotators: triples.map(\.1), labels: triples.map(\.2),
        imageCount: images, annotatorCount: annotators, classCount: classes)
    else { preconditionFailure("planted answers are in range") }
    self.answers = answers
    self.truth = truth
  }
}
