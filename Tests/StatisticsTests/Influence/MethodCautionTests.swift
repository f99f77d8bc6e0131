import Foundation
import Statistics
import TestSupport
import Testing

/// The cautions must say what the committed table of the simulations says.
struct MethodCautionTests {
  /// One line of `Studies/coverage/results.tsv`.
  struct Row: Sendable {
    let images: Int
    let method: CorrelationMethod
    let kind: String
    let name: String
    let samples: Double
    let coverage: Double?
    let rejections: Double?

    /// Whether a share is within 1 point and 2 Monte-Carlo errors of its nominal value, or two more.
    private func holds(_ share: Double?, _ nominal: Double, slack: Double) -> Bool {
      guard let share else { return true }
      let error = (nominal * (1 - nominal) / samples).squareRoot()
      return abs(share - nominal) <= 0.01 + slack + 2 * error
    }

    func holds(slack: Double = 0) -> Bool {
      holds(coverage, 0.95, slack: slack) && holds(rejections, 0.05, slack: slack)
    }
  }

  private func rows() throws -> [Row] {
    let url = RealData.checkout.appending(path: "Studies/coverage/results.tsv")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") && !$0.hasPrefix("classes") }
      .map { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        return Row(
          images: try #require(Int(fields[1])),
          method: try #require(CorrelationMethod(rawValue: fields[2])), kind: fields[3],
          name: fields[4],
          samples: try #require(Double(fields[5])) - #require(Double(fields[6])),
          coverage: Double(fields[7]), rejections: Double(fields[8]))
      }
  }

  private func caution(_ row: Row) throws -> String? {
    row.kind == "interval"
      ? try IntervalMethod(named: row.name).caution(row.method, images: row.images)
      : try ComparisonTest(named: row.name).caution(row.method, images: row.images)
  }

  @Test func `every method that clearly failed has a caution`() throws {
    let rows = try rows()
    #expect(rows.count > 400)
    for row in rows where !row.holds(slack: 0.01) {
      #expect(try caution(row) != nil, "\(row)")
    }
  }

  @Test func `a method that always held has none`() throws {
    let groups = Dictionary(grouping: try rows()) {
      "\($0.kind) \($0.name) \($0.method.rawValue) \($0.images)"
    }
    for (_, group) in groups where group.allSatisfy({ $0.holds() }) {
      #expect(try caution(group[0]) == nil, "\(group[0])")
    }
  }
}
