import Analyses
import Foundation
import Studies
import StudyStore
import TestSupport
import Testing

/// People's published answers through a study, against figures counted by other means.
@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct PublishedPeopleTests {
  /// The share of correct answers of model-vs-human by condition, counted with a few lines of Python's
  /// csv module over the same files.
  static let accuracies: [(set: String, folder: String, conditions: [String: Double])] = [
    (
      "contrast", "contrast",
      [
        "c100": 0.856, "c50": 0.827, "c30": 0.795, "c15": 0.734, "c10": 0.595, "c05": 0.353,
        "c03": 0.150, "c01": 0.062,
      ]
    ),
    (
      "uniform-noise", "uniform-noise",
      [
        "0.00": 0.797, "0.03": 0.834, "0.05": 0.764, "0.10": 0.770, "0.20": 0.647, "0.35": 0.398,
        "0.60": 0.148, "0.90": 0.070,
      ]
    ),
    (
      "low-pass", "low-pass",
      [
        "0": 0.920, "1": 0.914, "3": 0.795, "5": 0.630, "7": 0.588, "10": 0.380, "15": 0.200,
        "40": 0.061,
      ]
    ),
  ]

  private func run(
    _ manifest: String, in folder: TemporaryFolder, data: String
  ) throws -> StudyResult {
    let path = try folder.write(manifest, as: "study.yml")
    return try StudyRunner(
      path: path, options: .init(data: data, out: folder.path("out"))
    ).run(database: folder.path("out/study.db"))
  }

  @Test func `finds the accuracy of people in every condition of model-vs-human`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("image,label\na,left\nb,right\n", as: "labels.csv")
    _ = try folder.write("image,class,selected,total\na,left,1,2\nb,right,2,2\n", as: "votes.csv")
    let base = try RealData.path("annotations/model-vs-human")
    let sets = Self.accuracies.map { entry in
      """
        - set: \(entry.set)
          format: model-vs-human
          dataset: {name: photographs, classes: {space: geirhos-16}}
          file: \(base)/\(entry.folder)/*.csv

      """
    }
    let manifest = """
      schema: 1
      id: people
      question: How often are people right?
      dataset:
        name: small
        classes: {space: two, names: [left, right]}
        labels: {file: labels.csv, layout: table}
      annotations:
        - {set: votes, file: votes.csv, format: selected-table, default: true}
      \(sets.joined())
      """
    _ = try run(manifest, in: folder, data: folder.url.path)
    let store = try StudyStore.open(path: folder.path("out/study.db"), mode: .readOnly)
    defer { try? store.close() }
    let data = try StoredStudyData(store: store, dataset: "small")
    for entry in Self.accuracies {
      let found = try data.conditions(annotationSet: entry.set)
      #expect(Set(found.compactMap(\.condition)) == Set(entry.conditions.keys))
      for row in found {
        let accuracy = Double(row.selected) / Double(row.shown)
        let expected = entry.conditions[row.condition ?? ""] ?? .nan
        // Three decimals, of 640 trials of four people.
        #expect(abs(accuracy - expected) <= 0.0005001, "\(entry.set) \(row.condition ?? "")")
        #expect(row.shown == 640)
        #expect(row.images == 160)
      }
    }
  }
}
