import RealModule
import Testing

@testable import Statistics

/// References by scipy 1.17.1; see References/agreement.py.
struct AnswerAgreementTests {
  @Test func `agrees with scipy on divergences and entropies`() throws {
    let reference = try AgreementReferences.load().answers
    let own = try AnswerAgreement(
      votes: VoteCounts(reference.table, classCount: reference.classes),
      logits: LogitRows(reference.logits, classCount: reference.classes),
      temperature: reference.temperature)
    for (image, row) in reference.rows.enumerated() {
      #expect(
        own.divergences[image].isApproximatelyEqual(
          to: row.kullbackLeibler, relativeTolerance: 1e-11))
      #expect(
        own.jensenShannon[image].isApproximatelyEqual(
          to: row.jensenShannon, relativeTolerance: 1e-9))
      #expect(
        own.totalVariation[image].isApproximatelyEqual(
          to: row.totalVariation, relativeTolerance: 1e-11))
      #expect(
        own.humanEntropies[image].isApproximatelyEqual(
          to: row.humanEntropy, absoluteTolerance: 1e-15, relativeTolerance: 1e-12))
      #expect(
        own.modelEntropies[image].isApproximatelyEqual(
          to: row.modelEntropy, absoluteTolerance: 1e-15, relativeTolerance: 1e-10))
    }
    // Logits of 800 and -900: the probabilities underflow, the divergence does not.
    #expect(own.divergences[0] > 100 && own.divergences[0].isFinite)
  }

  @Test func `equal distributions are 0 apart, disjoint ones ln 2 and 1`() throws {
    let votes = try VoteCounts([3, 1, 0, 4, 0, 0], classCount: 3)
    let logits = try LogitRows(
      [Double.log(3), 0, -1e4, -1e4, 0, -1e4], classCount: 3)
    let own = try AnswerAgreement(votes: votes, logits: logits)
    #expect(own.divergences[0] < 1e-15 && own.jensenShannon[0] < 1e-15)
    #expect(own.correctedDivergences[0].isApproximatelyEqual(to: -0.125, relativeTolerance: 1e-13))
    #expect(own.jensenShannon[1].isApproximatelyEqual(to: .log(2), relativeTolerance: 1e-13))
    #expect(own.totalVariation[1].isApproximatelyEqual(to: 1, relativeTolerance: 1e-14))
    #expect(own.divergences[1].isApproximatelyEqual(to: 1e4, relativeTolerance: 1e-13))
  }

  @Test func `compares second choices where people have one`() throws {
    let votes = try VoteCounts(
      [6, 3, 1, 5, 5, 0, 8, 1, 1, 10, 0, 0, 1, 4, 2, 0, 0, 0], classCount: 3)
    let own = try AnswerAgreement(
      votes: votes,
      logits: LogitRows(
        [3, 2, 1, 3, 2, 1, 3, 2, 1, 3, 2, 1, 9, 3.5, 0, 1, 2, 3] as [Float], classCount: 3))
    #expect(own.humanSecondChoices == [1, nil, nil, nil, 2, nil])
    #expect(own.modelSecondChoices == [1, 1, 1, 1, 1, 1])
    #expect(own.secondChoiceAgreement.share == 0.5)
    #expect(own.secondChoiceAgreement.n == 2)
    #expect(own.imagesWithVotes == 5)
    #expect(own.totalVariation[5].isNaN && own.jensenShannon[5].isNaN)
  }

  @Test func `the ceiling is what a network with the true shares reaches`() throws {
    // Votes are drawn from the network's own probabilities.
    var generator = SplitMix64(seed: 8)
    var table: [Int32] = []
    var logits: [Double] = []
    for _ in 0..<400 {
      let weights = (0..<4).map { _ in generator.nextUnit() * 3 }
      let total = weights.reduce(0) { $0 + Double.exp($1) }
      var row = [Int32](repeating: 0, count: 4)
      for _ in 0..<20 {
        var rest = generator.nextUnit() * total
        var c = 0
        while c < 3, rest >= Double.exp(weights[c]) {
          rest -= Double.exp(weights[c])
          c += 1
        }
        row[c] += 1
      }
      table += row
      logits += weights
    }
    let votes = try VoteCounts(table, classCount: 4)
    let rows = try LogitRows(logits, classCount: 4)
    let own = try AnswerCeiling(votes: votes, logits: rows, splits: 10, seed: 1)
    // The network is nearer to half a panel than another noisy half is.
    #expect(own.model.totalVariation < own.human.totalVariation)
    #expect(own.model.jensenShannon < own.human.jensenShannon)
    #expect(own.model.secondChoiceAgreement > own.human.secondChoiceAgreement)
    #expect(own.images == 400)
    let again = try AnswerCeiling(votes: votes, logits: rows, splits: 10, seed: 1, threads: 1)
    #expect(again == own)
    // The plain divergence of the true shares is (3/2)/20 too large, the corrected one mostly not:
    // what is left is of classes that got no vote.
    let full = try AnswerAgreement(votes: votes, logits: rows)
    let corrected = full.correctedDivergences.reduce(0, +) / 400
    let plain = full.divergences.reduce(0, +) / 400
    #expect(abs(corrected) < plain / 3)
    #expect(plain.isApproximatelyEqual(to: 0.075, relativeTolerance: 0.15))
  }

  @Test func `halves of two votes and a panel that agrees`() throws {
    let votes = try VoteCounts([2, 0, 1, 0, 0, 6], classCount: 2)
    let rows = try LogitRows([0.0, 0, 0, 0, 0, 0], classCount: 2)
    let own = try AnswerCeiling(votes: votes, logits: rows, splits: 3, seed: 1)
    #expect(own.images == 2)
    #expect(own.human.totalVariation == 0 && own.human.jensenShannon == 0)
    #expect(own.model.totalVariation.isApproximatelyEqual(to: 0.5, relativeTolerance: 1e-13))
    #expect(own.human.secondChoiceAgreement.isNaN)
  }

  @Test func `refuses tables that do not belong together`() throws {
    let votes = try VoteCounts([2, 0, 1, 1], classCount: 2)
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 1)) {
      try AnswerAgreement(votes: votes, logits: LogitRows([1.0, 2], classCount: 2))
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 4)) {
      try AnswerAgreement(
        votes: votes, logits: LogitRows([Double](repeating: 0, count: 8), classCount: 4))
    }
    let rows = try LogitRows([1.0, 2, 3, 4], classCount: 2)
    #expect(throws: StatisticsError.self) {
      try AnswerAgreement(votes: votes, logits: rows, temperature: 0)
    }
    #expect(throws: StatisticsError.notANumber(name: "logits", index: 1)) {
      try AnswerAgreement(votes: votes, logits: LogitRows([1, 2, .nan, 4.0], classCount: 2))
    }
    #expect(throws: StatisticsError.nothingToCompare(name: "votes")) {
      try AnswerCeiling(votes: VoteCounts([1, 0, 0, 1], classCount: 2), logits: rows, seed: 1)
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 4, got: 3)) {
      try LogitRows([1.0, 2, 3], classCount: 2)
    }
  }
}
