import Analyses
import Foundation
import Studies
import StudyStore
import StudyValues
import TestSupport
import Testing

@testable import Reports

/// Every number of both pages is a stored value, one turned by the direction of its score, or the
/// rounding of one.
struct PageNumbersTests {
  private static func document(in folder: TemporaryFolder) throws -> (StudyResult, ReportDocument) {
    let reference = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "StudyStoreTests/References/version-1/study.db")
    let path = try folder.write(Data(contentsOf: reference), as: "study.db")
    let store = try StudyStore.open(path: path, mode: .readWrite)
    let result = try StoredStudy(store: store).result()
    return (result, StudyReport(result).document())
  }

  private static func values(_ cell: Cell) -> [Double] {
    switch cell {
    case .interval(let low, let high): [low, high]
    case .estimated(let value, let low, let high): [value, low, high]
    case .text, .integer, .real, .remarked, .missing: cell.real.map { [$0] } ?? []
    }
  }

  /// The magnitudes of everything that the study stores, and of the counts of its imports.
  private static func stored(_ result: StudyResult) -> [Double] {
    func numbers<Row: KeyedRow>(_ rows: [Row]) -> [Double] {
      rows.flatMap(\.cells).flatMap(values).map(abs)
    }
    var all: [Double] = []
    for output in result.outputs {
      all += numbers(output.correlations)
      all += numbers(output.comparisons)
      all += numbers(output.estimates)
      all += numbers(output.series)
      all += numbers(output.images)
    }
    for record in result.imports { all += record.counts.map { Double($0.value) } }
    return all
  }

  /// Figures of other people's that stand beside ours, labelled.
  private static let recalled: [Double] = [
    29_987, 837, 2_732, 6_541, 11_066, 8_811, 0.377, 0.36, 0.228, 0.125, 0.124, 0.103, 0.094, 0.337,
    0.325, 0.192, 0.122, 0.102, 0.078, 0.056, 0.0017, 0.0013, 0.0007, 0.0005, 0.0004, 0.0003,
  ]

  @Test func `every cell of both pages is a stored value`() throws {
    let folder = try TemporaryFolder()
    let (result, document) = try Self.document(in: folder)
    let known = Set((Self.stored(result) + Self.recalled).map(\.bitPattern))
    var shown = 0
    for section in document.sections + document.appendix {
      for table in section.tables {
        for value in table.rows.rows.joined().flatMap(Self.values) {
          shown += 1
          #expect(known.contains(abs(value).bitPattern), "\(section.id) \(table.id): \(value)")
        }
      }
    }
    #expect(shown > 1_000)
    #expect(document.sections.flatMap(\.tables).count <= ReadingSections.mostTables)
    #expect(document.sections.flatMap(\.figures).count < ReadingSections.mostFigures)
    for table in document.sections.flatMap(\.tables) {
      #expect(table.rows.rows.count <= Reading.mostRows, "\(table.id)")
    }
  }

  @Test func `the first figure shows stored values`() throws {
    let folder = try TemporaryFolder()
    let (result, document) = try Self.document(in: folder)
    let known = Set(Self.stored(result).map(\.bitPattern))
    let figure = try #require(document.figure)
    guard case .dots(let dots) = figure.content else {
      Issue.record("the study compares two scores, so dots come first")
      return
    }
    let points = dots.panels.flatMap(\.points)
    #expect(points.count >= 3)
    for value in points.flatMap({ [$0.value, $0.low, $0.high].compactMap(\.self) }) {
      #expect(known.contains(abs(value).bitPattern), "\(value)")
    }
  }

  @Test func `every number in the sentences is the rounding of a stored value`() throws {
    let folder = try TemporaryFolder()
    let (result, document) = try Self.document(in: folder)
    let known = Self.stored(result).filter(\.isFinite)
    let people = document.sections.filter { $0.id == ReadingTopic.people.rawValue }
    var texts = document.summary.map(\.plainText)
    texts += document.claims.map(\.reason.plainText)
    texts += people.flatMap(\.paragraphs).map(\.plainText)
    var found = 0
    for text in texts {
      for match in text.matches(of: #/\d*\.(\d+)/#) {
        let value = try #require(Double(match.0.hasPrefix(".") ? "0" + match.0 : match.0))
        let half = 0.5 * pow(10, -Double(match.1.count)) * (1 + 1e-9)
        found += 1
        #expect(known.contains { abs($0 - value) <= half }, "\(match.0) in: \(text)")
      }
    }
    #expect(found >= 4)
  }
}
