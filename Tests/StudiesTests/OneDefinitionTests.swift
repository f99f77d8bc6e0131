import Analyses
import Foundation
import Statistics
import StudyStore
import StudyValues
import TestSupport
import Testing

@testable import Studies

/// One quantity has one value, whichever door gives it, and no name loses a row.
///
/// The study is the one of version 0.1.0 beside the tests of the store: forced choice and presence with
/// half answers, networks called `a | b`, `vit:b16` and `densenet, norms only`, another program's scores,
/// runs of every role, and analyses of nearly every kind.
struct OneDefinitionTests {
  static let networks = ["a | b", "vit:b16", "densenet, norms only"]

  private static func study(in folder: TemporaryFolder) throws -> StudyStore {
    let reference = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "StudyStoreTests/References/version-1/study.db")
    let path = try folder.write(Data(contentsOf: reference), as: "study.db")
    return try StudyStore.open(path: path, mode: .readWrite)
  }

  /// Every number of some rows, as bits.
  private static func numbers<Row: KeyedRow>(_ rows: [Row]) -> Set<UInt64> {
    Set(rows.flatMap(\.cells).compactMap { $0.real?.bitPattern })
  }

  private static func numbers(of output: AnalysisOutput) -> Set<UInt64> {
    numbers(output.correlations).union(numbers(output.comparisons))
      .union(numbers(output.estimates)).union(numbers(output.series)).union(numbers(output.images))
  }

  /// Figures of other people's that stand beside ours, labelled.
  private static let recalled: Set<Double> = [
    29_987, 837, 2_732, 6_541, 11_066, 8_811, 0.377, 0.36, 0.228, 0.125, 0.124, 0.103, 0.094, 0.337,
    0.325, 0.192, 0.122, 0.102, 0.078, 0.056, 0.0017, 0.0013, 0.0007, 0.0005, 0.0004, 0.0003,
    0.035, 0.036, 0.003, 0.022, 0.025, 0.038,
  ]

  @Test func `every number of every table is a stored value`() throws {
    let folder = try TemporaryFolder()
    let result = try StoredStudy(store: try Self.study(in: folder)).result()
    var shown = 0
    for entry in result.manifest.analyses {
      let output = try #require(result.output(entry.id))
      let stored = Self.numbers(of: output)
      for table in entry.spec.settings.tables(of: output) {
        for cell in table.rows.rows.joined() {
          let values: [Double] =
            if case .interval(let low, let high) = cell { [low, high] } else {
              cell.real.map { [$0] } ?? []
            }
          for value in values where !Self.recalled.contains(value) {
            shown += 1
            #expect(stored.contains(value.bitPattern), "\(entry.id) \(table.id): \(value)")
          }
        }
      }
    }
    #expect(shown > 500)
  }

  @Test func `no network is missing from a table because of its name`() throws {
    let folder = try TemporaryFolder()
    let result = try StoredStudy(store: try Self.study(in: folder)).result()
    for kind in ["networks", "ranking", "calibration", "correlation"] {
      for entry in result.manifest.analyses where entry.spec.kind == kind {
        let output = try #require(result.output(entry.id))
        let rows = output.correlations.map(\.model) + output.estimates.compactMap(\.key.model)
        let cells = entry.spec.settings.tables(of: output).flatMap { $0.rows.rows.joined() }
        for network in Self.networks where rows.contains(network) {
          #expect(cells.contains(.text(network)), "\(kind): \(network)")
        }
        if ["networks", "correlation"].contains(kind) {
          #expect(Self.networks.allSatisfy(rows.contains), "\(kind): \(Set(rows))")
        }
      }
    }
  }

  @Test(arguments: ["crowd", "presence"])
  func `SQL, correlations and comparisons agree to the last bit`(_ set: String) throws {
    let folder = try TemporaryFolder()
    let store = try Self.study(in: folder)
    let data = try ChosenData(store: store, dataset: "photos", set: set)
    let scores = ["avh", "confidence", "loss"]
    let correlations = try CorrelationAnalysis(
      scores: scores, methods: [.spearman, .pearson, .kendall], annotationSet: set
    ).run(id: "C", on: data, decisions: AnalysisDecisions()).correlations
    for row in correlations where Self.networks.contains(row.model) {
      let found = try store.rows(
        """
        SELECT \(row.method)(hsf, \(row.score)) FROM (
          SELECT hsf, \(row.score) FROM image_hardness_all
          WHERE annotation_set = :set AND model = :model AND role = 'final' AND condition IS NULL
            AND run_condition IS NULL
          ORDER BY image_id)
        """, arguments: ["set": .text(set), "model": .text(row.model)]
      ).rows.first?.first?.number
      #expect(found == row.statistic, "\(row.model), \(row.score), \(row.method)")
    }
    #expect(correlations.count { $0.statistic != nil } >= 18)
    let pairs = try ComparisonAnalysis(
      pairs: [["avh", "confidence"]], populations: [.images], annotationSet: set
    ).run(id: "D", on: data, decisions: AnalysisDecisions()).comparisons
    for row in pairs {
      for (model, score, value) in [
        (row.modelA, row.scoreA, row.statisticA), (row.modelB, row.scoreB, row.statisticB),
      ] {
        let own = correlations.first {
          $0.model == model && $0.score == score && $0.method == "spearman"
        }
        #expect(value == own?.statistic, "\(model), \(score)")
      }
    }
  }

  @Test func `the lists of extremes are those of the query in the README`() throws {
    let folder = try TemporaryFolder()
    let store = try Self.study(in: folder)
    let data = try ChosenData(store: store, dataset: "photos", set: "crowd")
    let images = try ExtremesAnalysis(score: "confidence", count: 10_000)
      .run(id: "X", on: data, decisions: AnalysisDecisions()).images
    let sides = [
      ("hard for people, easy for the network", "hsf_high", "hsf_high < 1", "confidence DESC"),
      ("easy for people, hard for the network", "hsf_low DESC", "hsf_low > 0", "confidence"),
      ("hard for people and the network", "hsf_high", "hsf_high < 1", "confidence"),
    ]
    var count = 0
    for network in Self.networks {
      for (list, people, bound, score) in sides {
        let found = try store.rows(
          """
          SELECT image FROM (SELECT *, percent_rank() OVER (ORDER BY \(people)) AS people,
              percent_rank() OVER (ORDER BY \(score)) AS network
            FROM image_hardness_all
            WHERE annotation_set = 'crowd' AND model = :model AND role = 'final'
              AND condition IS NULL AND run_condition IS NULL AND hsf IS NOT NULL
              AND confidence IS NOT NULL)
          WHERE people <= .1 AND \(bound) AND network <= 1 / 3.
          ORDER BY people + network, image
          """, arguments: ["model": .text(network)]
        ).rows.map { $0[0] }
        let own = images.filter { $0.model == network && $0.list == list }
        #expect(own.map { .text($0.image) } == found, "\(network), \(list)")
        count += found.count
      }
    }
    #expect(count > 0)
  }

  @Test func `every stored row comes out of the database as it went in`() throws {
    let folder = try TemporaryFolder()
    let store = try Self.study(in: folder)
    let result = try StoredStudy(store: store).result()
    for output in result.outputs { try store.store(output) }
    for (stored, made) in zip(try store.analyses(), result.outputs) {
      #expect(stored.correlations.map(\.cells) == made.correlations.map(\.cells))
      #expect(stored.comparisons.map(\.cells) == made.comparisons.map(\.cells))
      #expect(stored.estimates.map(\.cells) == made.estimates.map(\.cells))
      #expect(stored.series.map(\.cells) == made.series.map(\.cells))
      #expect(stored.images.map(\.cells) == made.images.map(\.cells))
    }
  }
}
