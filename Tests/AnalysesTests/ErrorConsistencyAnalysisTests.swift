@testable import Analyses
import Foundation
import RealModule
import Statistics
import StudyValues
import Testing

/// Networks and people as deciders, against `References/consistency.py`.
struct ErrorConsistencyAnalysisTests {
  private struct Reference: Decodable {
    struct Figures: Decodable { let value: Double, images, classes, persons: Double? }

    let truth: [Int]
    let people, seen: [[Int]]
    let networks: [String: [Int]]
    let expected: [String: [String: Figures]]
  }

  private let reference: Reference
  private let study: MadeUpStudy
  private static let networks = ["north", "south", "perfect"]

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "consistency", withExtension: "json", subdirectory: "References"))
    let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
    self.reference = reference
    let classNames = (0..<4).map { "class\($0)" }
    let images = reference.truth.indices.map { "image-\($0)" }
    var votes = [Int32](repeating: 0, count: images.count * 4)
    var (image, annotator, chosen): ([Int32], [Int32], [Int32]) = ([], [], [])
    for (person, row) in reference.people.enumerated() {
      for (index, choice) in row.enumerated() where reference.seen[person][index] == 1 {
        votes[index * 4 + choice] += 1
        image.append(Int32(index))
        annotator.append(Int32(person))
        chosen.append(Int32(choice))
      }
    }
    let selected = images.indices.map { Int(votes[$0 * 4 + reference.truth[$0]]) }
    let shown = images.indices.map { index in
      votes[index * 4..<index * 4 + 4].reduce(0) { $0 + Int($1) }
    }
    func table(_ name: String) -> ImageTable {
      let choices = reference.networks[name] ?? reference.truth
      return ImageTable(
        key: .init(dataset: "made-up", annotationSet: "people", model: name), images: images,
        classNames: classNames, targetClass: reference.truth, shown: shown, selected: selected,
        partial: images.map { _ in 0 }, majorityClass: images.map { _ in nil },
        labelEntropy: images.map { _ in .nan },
        scores: [
          .easier("correct", zip(choices, reference.truth).map { $0 == $1 ? 1 : 0 }),
          .easier("predicted_class", choices.map { Double($0) }),
        ])
    }
    study = MadeUpStudy(
      classNames: classNames, models: Self.networks,
      tables: Dictionary(uniqueKeysWithValues: Self.networks.map { ($0, table($0)) }),
      voteMatrix: VoteMatrix(
        images: images, classNames: classNames, counts: votes, targetClass: reference.truth),
      triples: AnswerTriples(
        image: image, annotator: annotator, chosenClass: chosen, images: images,
        annotators: reference.people.indices.map { "person-\($0)" }, annotatorsArePersons: true,
        targetClass: reference.truth))
  }

  private func row(
    _ output: AnalysisOutput, _ quantity: String, _ model: String, _ group: String,
    _ population: Population?
  ) throws -> EstimateResult {
    try #require(
      output.estimates.first {
        $0.key.quantity == quantity && $0.key.model == model && $0.key.group == group
          && $0.key.population == population
      }, "\(quantity) \(model) \(group)")
  }

  @Test func `persons decide one by one as plain Python says`() throws {
    let output = try ErrorConsistencyAnalysis()
      .run(id: "E", on: study, decisions: AnalysisDecisions())
    for (name, figures) in reference.expected where !name.contains(" with ") {
      let parts = name.components(separatedBy: " less ")
      let group = parts.count == 2 ? parts[1] : ErrorConsistencyAnalysis.people
      for (quantity, expected) in figures {
        let populations: [(Population?, Double?)] = [
          (.images, expected.images), (.classesRandom, expected.classes),
          (
            .ratersRandom,
            expected.persons.flatMap { own in
              expected.images.map { ($0 * $0 + own * own).squareRoot() }
            }
          ),
          (
            .ratersAndClassesRandom,
            expected.persons.flatMap { own in
              expected.classes.map { ($0 * $0 + own * own).squareRoot() }
            }
          ),
        ]
        for (population, error) in populations {
          guard let error else { continue }
          let found = try row(output, quantity, parts[0], group, population)
          #expect(
            try #require(found.value).isApproximatelyEqual(
              to: expected.value, absoluteTolerance: 1e-12), "\(name) \(quantity)")
          // Errors over images come from a numerical derivative there.
          #expect(
            try #require(found.standardError).isApproximatelyEqual(
              to: error, relativeTolerance: 1e-7), "\(name) \(quantity) \(population as Any)")
        }
        if expected.images == nil {
          let found = try row(output, quantity, parts[0], group, nil)
          #expect(
            try #require(found.value).isApproximatelyEqual(
              to: expected.value, absoluteTolerance: 1e-12), "\(name) \(quantity)")
        }
      }
    }
    let figures = try #require(reference.expected["north with south"]?["error_consistency"])
    let pair = try row(output, "error_consistency", "north", "south", .images)
    #expect(
      try #require(pair.value).isApproximatelyEqual(to: figures.value, absoluteTolerance: 1e-12))
    #expect(pair.p != nil && pair.low != nil && pair.high != nil)
  }

  @Test func `a network that never errs has no error consistency, and the row says why`() throws {
    let analysis = ErrorConsistencyAnalysis(populations: [.images])
    let output = try analysis.run(id: "E", on: study, decisions: AnalysisDecisions())
    let rows = output.estimates.filter {
      $0.key.quantity == "error_consistency"
        && [$0.key.model, $0.key.group].contains("perfect")
    }
    #expect(rows.count == 3, "with people and with two networks")
    #expect(rows.allSatisfy { $0.value == nil && $0.note?.contains("right on every") == true })
    #expect(
      !output.estimates.contains {
        $0.key.quantity == "consistency_difference"
          && [$0.key.model, $0.key.group].contains("perfect")
      })
    let tables = analysis.tables(of: output)
    #expect(tables.map(\.id) == ["people", "differences", "networks", "intervals"])
    #expect(tables[0].rows.rows.count == 4, "three networks and other people")
    #expect(tables[2].rows.rows.count == 3)
    #expect(analysis.figures(of: output).map(\.id) == ["deciders"])
  }

  @Test func `halves of a panel decide by their majorities`() throws {
    var study = study
    study.triples = nil
    let output = try ErrorConsistencyAnalysis(populations: [.images], splits: 8)
      .run(id: "E", on: study, decisions: AnalysisDecisions())
    let people = try row(output, "error_consistency", "other people", "people", .images)
    #expect(people.note == "over the halves of 8 cuts of the panel")
    // Two to three votes a half: the majority is more consistent than one person with another.
    let single = try #require(reference.expected["other people"]?["error_consistency"]?.value)
    #expect(try #require(people.value) > single - 0.1)
    #expect(
      output.estimates.contains {
        $0.key.quantity == "consistency_difference" && $0.key.model == "north"
          && $0.key.group == "other people"
      })
    let again = try ErrorConsistencyAnalysis(populations: [.images], splits: 8)
      .run(id: "E", on: study, decisions: AnalysisDecisions(threads: 1))
    #expect(again == output, "the same whatever the threads")
  }

  @Test func `one majority has no other people, and without people a note says so`() throws {
    var study = study
    let majority = try ErrorConsistencyAnalysis(populations: [.images], people: "majority")
      .run(id: "E", on: study, decisions: AnalysisDecisions())
    let people = try row(majority, "error_consistency", "other people", "people", nil)
    #expect(people.value == nil && people.note?.isEmpty == false)
    study.triples = nil
    let persons = try ErrorConsistencyAnalysis(people: "persons")
      .run(id: "E", on: study, decisions: AnalysisDecisions())
    #expect(persons.estimates.isEmpty && persons.notes.count == 1)
  }
}
