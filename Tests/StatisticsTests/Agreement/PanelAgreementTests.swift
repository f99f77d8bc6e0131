import RealModule
import Testing

@testable import Statistics

/// References by irrCAC 0.4.4 and exact fractions; see References/agreement.py.
struct PanelAgreementTests {
  private func panel(_ row: AgreementReferences.Panel) throws -> PanelAgreement {
    try PanelAgreement(VoteCounts(row.table, classCount: row.classes))
  }

  @Test(arguments: try AgreementReferences.load().panels)
  func `agrees with irrCAC on percent, kappa and AC1`(row: AgreementReferences.Panel) throws {
    let own = try panel(row)
    for (measure, theirs) in [
      (PanelAgreement.Measure.percentAgreement, row.percentAgreement),
      (.fleissKappa, row.fleissKappa), (.gwetAC1, row.gwetAC1),
    ] {
      #expect(try own.value(measure).isApproximatelyEqual(to: theirs, relativeTolerance: 1e-12))
    }
    for (measure, theirs) in [
      (PanelAgreement.Measure.fleissKappa, row.fleissError), (.gwetAC1, row.gwetError),
    ] {
      let mine = try own.standardError(measure)
      #expect(mine.isApproximatelyEqual(to: theirs, relativeTolerance: 1e-11))
    }
  }

  @Test(arguments: try AgreementReferences.load().panels)
  func `gives alpha of the definition over all pairs`(row: AgreementReferences.Panel) throws {
    let own = try panel(row)
    for (measure, metric) in [
      (PanelAgreement.Measure.alphaNominal, "nominal"), (.alphaOrdinal, "ordinal"),
      (.alphaInterval, "interval"),
    ] {
      let theirs = try #require(row.alphas[metric])
      #expect(try own.value(measure).isApproximatelyEqual(to: theirs, relativeTolerance: 1e-12))
    }
  }

  @Test func `kappa of equal numbers of votes is that of FleissKappa`() throws {
    let row = try AgreementReferences.load().panels[0]
    let table = stride(from: 0, to: row.table.count, by: 10).map { start in
      row.table[start..<start + 10].map { Int($0) }
    }
    let expected = try FleissKappa(table).kappa
    let own = try panel(row).value(.fleissKappa)
    #expect(own.isApproximatelyEqual(to: expected, relativeTolerance: 1e-13))
  }

  @Test(arguments: PanelAgreement.Measure.allCases)
  func `the bootstrap over images is near the large-sample error`(
    measure: PanelAgreement.Measure
  ) throws {
    let row = try AgreementReferences.load().panels[1]
    let own = try panel(row)
    let estimate = try own.estimate(measure, resamples: 400, seed: 3)
    #expect(try estimate.value == own.value(measure))
    #expect(estimate.interval.low < estimate.value && estimate.value < estimate.interval.high)
    #expect(estimate.undefinedResamples == 0)
    if measure == .fleissKappa || measure == .gwetAC1 || measure == .percentAgreement {
      let error = try own.standardError(measure)
      #expect(estimate.standardError.isApproximatelyEqual(to: error, relativeTolerance: 0.15))
    }
    let again = try own.estimate(measure, resamples: 400, seed: 3, threads: 1)
    #expect(again == estimate)
  }

  @Test func `alpha of interval values does not depend on unit and offset`() throws {
    let row = try AgreementReferences.load().panels[1]
    let votes = try VoteCounts(row.table, classCount: 4)
    let plain = try PanelAgreement(votes).value(.alphaInterval)
    let shifted = try PanelAgreement(votes, values: [1e9, 1e9 + 7, 1e9 + 14, 1e9 + 21])
    #expect(
      try shifted.value(.alphaInterval).isApproximatelyEqual(to: plain, relativeTolerance: 1e-8))
    let huge = try PanelAgreement(votes, values: [0, 1e307, 2e307, 3e307])
    #expect(
      try huge.value(.alphaInterval).isApproximatelyEqual(to: plain, relativeTolerance: 1e-12))
  }

  @Test func `images with fewer than two votes do not count for alpha`() throws {
    let with = try PanelAgreement(VoteCounts([2, 1, 0, 3, 1, 0, 0, 0], classCount: 2))
    let without = try PanelAgreement(VoteCounts([2, 1, 0, 3], classCount: 2))
    #expect(with.images == 2 && with.votes == 6)
    #expect(try with.value(.alphaNominal) == without.value(.alphaNominal))
    #expect(try with.value(.percentAgreement) == without.value(.percentAgreement))
  }

  @Test func `one class only leaves chance-corrected measures without a value`() throws {
    let own = try PanelAgreement(VoteCounts([3, 0, 4, 0], classCount: 2))
    #expect(try own.value(.percentAgreement) == 1)
    #expect(try own.value(.gwetAC1) == 1)
    for measure in [
      PanelAgreement.Measure.fleissKappa, .alphaNominal, .alphaOrdinal, .alphaInterval,
    ] {
      #expect(throws: StatisticsError.noVariation(name: "votes")) { try own.value(measure) }
    }
  }

  @Test func `counts the resamples without variation`() throws {
    // One image of four differs: a resample without it is 0/0.
    let own = try PanelAgreement(VoteCounts([3, 0, 3, 0, 3, 0, 2, 1], classCount: 2))
    let estimate = try own.estimate(.alphaNominal, resamples: 300, seed: 1)
    // (3/4)^4 = .316
    #expect((60...130).contains(estimate.undefinedResamples))
  }

  @Test func `refuses votes without pairs, wrong values and alpha's large-sample error`() throws {
    #expect(throws: StatisticsError.nothingToCompare(name: "votes")) {
      try PanelAgreement(VoteCounts([1, 0, 0, 1], classCount: 2))
    }
    let votes = try VoteCounts([2, 0, 1, 1], classCount: 2)
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 3)) {
      try PanelAgreement(votes, values: [1, 2, 3])
    }
    #expect(throws: StatisticsError.notFinite(name: "values", index: 1)) {
      try PanelAgreement(votes, values: [1, .infinity])
    }
    #expect(throws: StatisticsError.self) {
      try PanelAgreement(votes).standardError(.alphaNominal)
    }
    #expect(throws: StatisticsError.invalidLevel(level: 0)) {
      try PanelAgreement(votes).estimate(.percentAgreement, level: 0, seed: 1)
    }
    #expect(throws: StatisticsError.invalidCounts(row: 1)) {
      try VoteCounts([1, 2, -1, 0], classCount: 2)
    }
    #expect(throws: StatisticsError.invalidCounts(row: 1)) {
      try VoteCounts([1, 2, 1], classCount: 2)
    }
    #expect(throws: StatisticsError.emptyInput(name: "votes")) { try VoteCounts([], classCount: 2) }
  }
}
