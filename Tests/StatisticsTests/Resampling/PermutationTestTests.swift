import RealModule
import Testing

@testable import Statistics

struct PermutationTestTests {
  @Test(arguments: [CorrelationMethod.pearson, .spearman])
  func `approaches the exact test`(method: CorrelationMethod) throws {
    let x = [2.0, 1, 4, 4, 3, 7, 5, 8]
    let y = [1.0, 0, 3, 1, 1, 3, 2, 1]
    let exact = try PermutationTails(x, y, method: method)
    let random = try PermutationTest(method, x, y, resamples: 20_000)
    let total = Double(exact.permutations)
    for (count, p) in [
      (exact.greaterOrEqual, random.pValue(.greater)), (exact.lessOrEqual, random.pValue(.less)),
      (exact.absolute, random.pValue(.twoSided)),
    ] {
      let share = Double(count) / total
      let error = (share * (1 - share) / 20_000).squareRoot()
      #expect(abs(p - share) < 4.5 * error + 1e-4)
    }
  }

  @Test func `counts equal statistics of Kendall as equal`() throws {
    // All 24 orders of 4 values, half of them with ties: tau-b of the data is the largest possible.
    let x = [1.0, 1, 2, 2]
    let y = [5.0, 5, 6, 6]
    let test = try PermutationTest(.kendall, x, y, resamples: 6000)
    // 8 of the 24 orders restore the two groups, 8 reverse them.
    #expect(abs(test.pValue(.greater) - 1.0 / 6) < 0.02)
    #expect(abs(test.pValue(.twoSided) - 1.0 / 3) < 0.03)
    #expect(test.pValue(.less) == 1)
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `does not depend on the number of threads`(method: CorrelationMethod) throws {
    var generator = SampleGenerator(seed: 4)
    let (human, scores) = generator.related(80, loadings: [0.3], levels: 6)
    let one = try PermutationTest(method, scores[0], human, resamples: 301, threads: 1)
    let many = try PermutationTest(method, scores[0], human, resamples: 301, threads: 4)
    #expect(one == many)
  }

  @Test func `is never zero`() throws {
    let values = (0..<200).map(Double.init)
    let test = try PermutationTest(.spearman, values, values, resamples: 999)
    #expect(test.pValue() == 0.001)
    #expect(test.pValue(twoSided: .doubled) == 0.002)
    #expect(PermutationTest.pValue(extreme: 12, resamples: 9999) == 0.0013)
    #expect(PermutationTest.pValue(extreme: 2000, resamples: 2000) == 1)
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `rejects independence at its level`(method: CorrelationMethod) throws {
    var generator = SampleGenerator(seed: 21)
    var rejected = 0
    let runs = 300
    for run in 0..<runs {
      let x = rounded(generator.normals(30))
      let y = rounded(generator.normals(30))
      let test = try PermutationTest(
        method, x, y, resamples: 99, seed: UInt64(run), threads: 1)
      if test.pValue() <= 0.1 { rejected += 1 }
    }
    // 30 expected, standard deviation 5.2.
    #expect(rejected > 14 && rejected < 47)
  }

  @Test func `refuses constant values`() {
    #expect(throws: StatisticsError.constant(name: "human")) {
      try PermutationTest(.spearman, [1, 2, 3], [1, 1, 1])
    }
  }
}

struct DifferencePermutationTestTests {
  @Test(arguments: CorrelationMethod.allCases)
  func `holds its level with correlated scores and ties`(method: CorrelationMethod) throws {
    var generator = SampleGenerator(seed: 31)
    var rejected = 0
    let runs = 200
    for run in 0..<runs {
      // Two scores of equal strength that share much of their noise, but not the same spread.
      let latent = generator.normals(60)
      let human = rounded(generator.load(latent, 0.6))
      let shared = generator.load(latent, 0.7)
      let a = generator.load(shared, 0.8)
      let b = generator.load(shared, 0.8).map { Double.exp($0) }
      let first = method == .pearson ? a : a.map { Double.exp($0) }
      let second = method == .pearson ? b.map { Double.log($0) } : b
      let test = try DifferencePermutationTest(
        method, first, second, human: human, resamples: 99, seed: UInt64(run), threads: 1)
      if test.pValue() <= 0.1 { rejected += 1 }
    }
    // 20 expected, standard deviation 4.2.
    #expect(rejected > 7 && rejected < 34)
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `finds a large difference and its sign`(method: CorrelationMethod) throws {
    var generator = SampleGenerator(seed: 32)
    let (human, scores) = generator.related(150, loadings: [0.9, 0.1])
    let test = try DifferencePermutationTest(
      method, scores[0], scores[1], human: human, resamples: 199)
    #expect(test.pValue() == 0.005)
    #expect(test.pValue(.greater) == 0.005)
    #expect(test.pValue(.less) == 1)
    #expect(test.difference > 0.4)
    let again = try DifferencePermutationTest(
      method, scores[0], scores[1], human: human, resamples: 199, threads: 1)
    #expect(again == test)
  }

  @Test func `refuses two scores that order all images alike`() {
    let score = [1.0, 4, 2, 8, 5]
    #expect(throws: StatisticsError.self) {
      try DifferencePermutationTest(
        .spearman, score, score.map { 3 * $0 }, human: [1, 2, 2, 5, 3], resamples: 9)
    }
  }
}
