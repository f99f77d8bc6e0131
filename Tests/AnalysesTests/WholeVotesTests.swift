import Statistics
import StudyValues
import Testing

@testable import Analyses

/// Numbers of votes under each rule for maybe, and the same from single answers.
struct WholeVotesTests {
  // Two images, four annotators: yes yes maybe no, and maybe no no yes.
  private static let responses = ["yes", "maybe", "no"]
  private static let given: [[Int32]] = [[0, 0, 1, 2], [1, 2, 2, 0]]

  private static func table(_ rule: MaybeRule) -> ImageTable {
    ImageTable(
      key: ImageTable.Key(dataset: "d", annotationSet: "presence", model: "net"),
      images: ["a", "b"], classNames: ["cat", "dog"], targetClass: [0, 1],
      selections: [
        Selections(selected: 2, partial: 1, shown: 4, rule: rule),
        Selections(selected: 1, partial: 1, shown: 4, rule: rule),
      ],
      majorityClass: [nil, nil], labelEntropy: [.nan, .nan], scores: [])
  }

  private static var answers: AnswerTriples {
    AnswerTriples(
      image: [0, 0, 0, 0, 1, 1, 1, 1], annotator: [0, 1, 2, 3, 0, 1, 2, 3],
      askedClass: [0, 0, 0, 0, 1, 1, 1, 1],
      chosenClass: given.enumerated().flatMap { target, answers in
        answers.map { $0 == 0 ? Int32(target) : -1 }
      },
      response: given.flatMap(\.self), responses: responses, images: ["a", "b"],
      annotators: ["p", "q", "r", "s"], annotatorsArePersons: true)
  }

  @Test(arguments: [
    (MaybeRule.zero, [2, 1], [4, 4]), (.one, [3, 2], [4, 4]), (.drop, [2, 1], [3, 3]),
  ])
  func `whole rules give whole votes`(rule: MaybeRule, selected: [Int], shown: [Int]) throws {
    let table = Self.table(rule)
    let counts = try SelectionCounts(votes: table.selections, set: "presence")
    #expect(counts.selected == selected && counts.shown == shown)
    let totals = try RaterTable(Self.answers).selections(for: table).totals
    #expect(totals.selected == selected && totals.shown == shown)
  }

  @Test func `half an answer is no vote, and annotators still add up to HSF`() throws {
    let table = Self.table(.half)
    #expect(throws: StatisticsError.self) {
      try SelectionCounts(votes: table.selections, set: "presence")
    }
    let totals = try RaterTable(Self.answers).selections(for: table).totals
    #expect(totals.selected == [5, 3] && totals.shown == [8, 8])
    #expect(table.hsf == [0.625, 0.375])
  }

  @Test func `answers that do not add up to the stored HSF are refused`() throws {
    var selections = Self.table(.zero).selections
    selections[1].selected = 1.5
    let table = Self.table(.zero)
    let weighted = ImageTable(
      key: table.key, images: table.images, classNames: table.classNames,
      targetClass: table.targetClass, selections: selections,
      majorityClass: [nil, nil], labelEntropy: [.nan, .nan], scores: [])
    #expect(throws: StatisticsError.self) {
      try RaterTable(Self.answers).selections(for: weighted)
    }
  }
}
