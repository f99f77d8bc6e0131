import Analyses
import Annotations
import Foundation
import Statistics
import Studies
import StudyStore
import StudyValues
import TestSupport
import Testing

/// Error consistency of people with people in the trials of model-vs-human, against plain Python.
@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct PublishedConsistencyTests {
  private struct Line {
    let experiment, condition: String
    let pairs: Int
    let kappa, sameWrongClass: Double
  }

  private static func lines() throws -> [Line] {
    let url = try #require(
      Bundle.module.url(
        forResource: "error-consistency", withExtension: "csv", subdirectory: "References"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst(2).map {
      let cells = $0.split(separator: ",").map(String.init)
      return Line(
        experiment: cells[0], condition: cells[1], pairs: Int(cells[2]) ?? 0,
        kappa: Double(cells[3]) ?? .nan, sameWrongClass: Double(cells[4]) ?? .nan)
    }
  }

  @Test(arguments: ["contrast", "uniform-noise", "cue-conflict", "silhouette", "rotation"])
  func `people are as consistent with each other as counted by hand`(experiment: String) throws {
    let expected = try Self.lines().filter { $0.experiment == experiment }
    #expect(!expected.isEmpty)
    let folder = try TemporaryFolder()
    let trials = try RealData.path("annotations/model-vs-human/\(experiment)")
    let store = try StudyStore.create(path: folder.path("study.db"))
    defer { try? store.close() }
    let names = try FileManager.default.contentsOfDirectory(atPath: trials).sorted()
    var request = AnnotationSetImport.Request(
      dataset: "photographs", set: "subjects", paths: names.map { "\(trials)/\($0)" })
    request.options = try ImportOptions(
      format: "model-vs-human", map: [:], words: [:], location: "the trials")
    request.unknownImages = .create
    _ = try AnnotationSetImport(store: store).run(request)
    let data = try StoredStudyData(store: store, dataset: "photographs")
    let output = try ErrorConsistencyAnalysis(populations: [.images])
      .run(id: "E", on: data, decisions: AnalysisDecisions())
    func rows(_ quantity: String) -> [EstimateResult] {
      output.estimates.filter {
        $0.key.quantity == quantity && $0.key.model == "other people"
          && $0.key.population == .images
      }
    }
    #expect(rows("error_consistency").count == expected.count)
    for line in expected {
      func value(_ quantity: String) throws -> Double {
        let found = try #require(
          rows(quantity).first {
            $0.key.condition == line.condition || (expected.count == 1 && $0.value != nil)
          }, "\(line.condition)")
        return try #require(found.value)
      }
      #expect(abs(try value("error_consistency") - line.kappa) < 1e-11, "\(line)")
      #expect(abs(try value("same_wrong_class") - line.sameWrongClass) < 1e-11, "\(line)")
    }
    guard expected.count > 1 else { return }
    // Equally many pairs under each condition, all with a kappa.
    let mean = expected.reduce(0) { $0 + $1.kappa } / Double(expected.count)
    #expect(
      abs(try #require(rows("mean_error_consistency").first?.value) - mean) < 1e-11)
  }
}
