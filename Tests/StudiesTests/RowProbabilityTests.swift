import Foundation
import Statistics
import StudyStore
import StudyValues
import TestSupport
import Testing

@testable import Studies

/// Every p of every row follows from what stands in the row.
struct RowProbabilityTests {
  @Test func `p of every row of a study of nearly every kind`() throws {
    let reference = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "StudyStoreTests/References/version-1/study.db")
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(contentsOf: reference), as: "study.db")
    let store = try StudyStore.open(path: path, mode: .readWrite)
    let result = try StoredStudy(store: store).result()
    var check = RowProbabilities(result.manifest)
    for output in result.outputs { check.check(output) }
    #expect(check.problems.isEmpty, "\(check.problems.prefix(20))")
    #expect(check.counts["statistic", default: 0] > 100)
    #expect(check.counts["standard error", default: 0] >= 10)
    #expect(check.counts["equivalence", default: 0] > 5)
  }

  @Test func `tails counted anew are those of SciPy`() {
    // scipy 1.17.1: kendalltau(range(10), [2, 1, 3, 4, 7, 5, 6, 10, 8, 9], method="exact"), tau = 35 / 45;
    // binomtest(7, 20, .5).pvalue - binom.pmf(7, 20, .5); 24 of 12! orders have a sum of at most 2.
    #expect(abs(ExactTails.kendall(score: 35, n: 10) - 0.0009463183421516755) < 1e-16)
    #expect(abs(ExactTails.spearman(sumOfSquares: 2, n: 12) / (24 / 479_001_600.0) - 1) < 1e-12)
    #expect(ExactTails.isMidP(0.18924713134765625, difference: -6, images: 40))
    #expect(!ExactTails.isMidP(0.1892, difference: -6, images: 40))
  }

  @Test func `tails with ties counted anew are those of all orders`() throws {
    // All 9! orders in NumPy 2.4.6 (twice the upper tail), and scipy 1.17.1 kendalltau(method="asymptotic").
    let x = [1.0, 1, 2, 3, 3, 4, 5, 5, 5]
    let y = [2.0, 1, 2, 3, 3, 3, 1, 4, 4]
    let groups = try #require(TiedTails("2 1 2 1 3 / 2x2 3 2", n: 9))
    let expected: [(CorrelationMethod, p: Double)] = [
      (.spearman, 0.132_539_682_539_682_54), (.kendall, 0.056_878_306_878_306_875),
    ]
    for (method, p) in expected {
      let own = try method.correlation(x, y)
      let found = try #require(
        groups.pValue(own.coefficient, isKendall: method == .kendall))
      #expect(abs(found - p) < 1e-12)
      #expect(try abs(own.test().pValue.p - p) < 1e-12)
    }
    let asymptotic = Normal.pValue(groups.z(0.557_451_960_416_360_1), .twoSided)
    #expect(abs(asymptotic.p - 0.058_138_450_826_580_83) < 1e-12)
    #expect(TiedTails("2 1 / 3", n: 4) == nil)
  }

  /// The studies below `AVH_RESULTS`, where `avh study run-all --out` put them.
  private static let results: [String] = {
    guard let folder = ProcessInfo.processInfo.environment["AVH_RESULTS"] else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { "\(folder)/\($0)/study.db" }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }()

  @Test(.enabled(if: !results.isEmpty), arguments: results)
  func `p of every row of the studies that were run`(_ path: String) throws {
    try StudyFile.read(path) { store in
      let manifest = try #require(try StoredStudy(store: store).manifest())
      var check = RowProbabilities(manifest)
      for output in try store.analyses() { check.check(output) }
      #expect(check.problems.isEmpty, "\(check.problems.count): \(check.problems.prefix(20))")
    }
  }
}
