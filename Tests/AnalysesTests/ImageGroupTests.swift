@testable import Analyses
import Networks
import Testing

struct ImageGroupTests {
  /// Six images at the edges of the bins; 12 of 15 is exactly .8, which no double represents.
  private static let table = ImageTable(
    key: .init(dataset: "d", annotationSet: "s", model: "m"),
    images: ["a", "b", "c", "d", "e", "f"], classNames: ["cat", "dog"],
    targetClass: [0, 0, 0, 1, 1, 1], shown: [15, 15, 15, 15, 15, 15],
    selected: [0, 3, 4, 12, 13, 15], partial: [0, 0, 0, 0, 0, 0],
    majorityClass: [1, 1, nil, 1, 1, 1], labelEntropy: [1, 1, 1, 1, 1, 0],
    scores: [
      ScoreColumn(
        name: "correct", values: [1, 0, 1, 1, .nan, 1], direction: .higherIsEasier, usesLabel: true)
    ])

  @Test func `bins are closed on the right and decided in integers`() throws {
    let groups = try ImageGroup.groups(of: Self.table, by: .bin)
    #expect(
      groups.map(\.name) == [
        "[0,0.2]", "(0.2,0.4]", "(0.4,0.6]", "(0.6,0.8]", "(0.8,1]",
      ])
    #expect(groups.map(\.indices) == [[0, 1], [2], [], [3], [4, 5]])
  }

  @Test func `classes, correctness, ceiling and doubtful labels divide the images`() throws {
    func indices(_ grouping: Grouping) throws -> [[Int]] {
      try ImageGroup.groups(of: Self.table, by: grouping).map(\.indices)
    }
    #expect(try indices(.all) == [[0, 1, 2, 3, 4, 5]])
    #expect(try indices(.class) == [[0, 1, 2], [3, 4, 5]])
    #expect(try indices(.correct) == [[0, 2, 3, 5], [1]])
    #expect(try indices(.belowCeiling) == [[0, 1, 2, 3, 4]])
    #expect(try indices(.trusted) == [[2, 3, 4, 5]])
  }

  @Test func `hardness turns a score that falls with it`() {
    let column = ScoreColumn(
      name: "confidence", values: [0.25, 1], direction: .higherIsEasier, usesLabel: true)
    #expect(column.hardness == [-0.25, -1])
    #expect(HumanMeasure.hsf.hardness(Self.table) == Self.table.hsf.map { -$0 })
    #expect(HumanMeasure.labelEntropy.hardness(Self.table) == Self.table.labelEntropy)
  }
}
