import RealModule
import Testing

@testable import Statistics

struct RaterScreenTests {
  @Test func `counts agreement with the others by hand`() throws {
    // Image 0: a yes, b yes, c no. Image 1: a yes, b no. Image 2: c alone.
    let answers = try LabelledAnswers(
      images: [0, 0, 0, 1, 1, 2], annotators: [0, 1, 2, 0, 1, 2], labels: [1, 1, 0, 1, 0, 1],
      imageCount: 3, annotatorCount: 4, classCount: 2)
    let rows = RaterScreen(answers).rows
    #expect(rows.map(\.answers) == [2, 2, 2, 0])
    #expect(rows.map(\.comparedAnswers) == [2, 2, 1, 0])
    // a: half of the others on image 0, none on image 1.
    #expect(rows[0].agreement.isApproximatelyEqual(to: 0.25, relativeTolerance: 1e-14))
    #expect(rows[1].agreement.isApproximatelyEqual(to: 0.25, relativeTolerance: 1e-14))
    #expect(rows[2].agreement == 0)
    #expect(rows[0].labelShares == [0, 1])
    #expect(rows[1].labelShares == [0.5, 0.5])
    // a always says yes; the others say yes .5 and 0 of the time on a's images.
    #expect(rows[0].chanceAgreement.isApproximatelyEqual(to: 0.25, relativeTolerance: 1e-14))
    #expect(rows[0].kappa == 0)
    // Of one answer the agreement is the chance agreement, whatever it is.
    #expect(rows[2].kappa.isNaN)
    #expect(rows[3].agreement.isNaN && rows[3].labelShares[0].isNaN && rows[3].kappa.isNaN)
  }

  @Test func `finds the annotator who guesses`() {
    let planted = PlantedAnswers(images: 400, annotators: 10, classes: 3, perImage: 5, seed: 4)
    let rows = RaterScreen(planted.answers).rows
    #expect(rows[0].kappa < 0.15)
    #expect(rows[1...].allSatisfy { $0.kappa > 0.5 && $0.agreement > $0.chanceAgreement })
  }

  @Test func `does not count an annotator's own repeats as others`() throws {
    let answers = try LabelledAnswers(
      images: [0, 0, 0], annotators: [0, 0, 1], labels: [1, 1, 0], imageCount: 1,
      annotatorCount: 2, classCount: 2)
    let rows = RaterScreen(answers).rows
    #expect(rows[0].agreement == 0)
    #expect(rows[0].comparedAnswers == 2)
  }

  @Test func `always alike is full agreement without a kappa`() throws {
    let answers = try LabelledAnswers(
      images: [0, 0], annotators: [0, 1], labels: [1, 1], imageCount: 1, annotatorCount: 2,
      classCount: 2)
    let row = RaterScreen(answers).rows[0]
    #expect(row.agreement == 1)
    #expect(row.kappa.isNaN)
  }
}
