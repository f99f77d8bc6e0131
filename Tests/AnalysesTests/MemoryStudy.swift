@testable import Analyses
import Networks
import StudyValues
import Tensors

/// A study whose values a test writes down.
struct MemoryStudy: AnalysisData {
  var dataset = "drawn"
  var classNames = ["left", "right"]
  var models = ["net"]
  var annotationSets = ["people"]
  var finals: [String: ImageTable] = [:]
  /// The images of another annotation set than that of `finals`, whatever the network.
  var others: [String: ImageTable] = [:]
  var roles: [(model: String, key: RunKey, table: ImageTable)] = []
  var counts: [String: [ConditionCounts]] = [:]
  var triples: [String: AnswerTriples] = [:]
  var everything: [String: ScoredImages] = [:]

  struct Missing: Error {}

  func table(model: String, annotationSet: String) throws -> ImageTable {
    guard let table = others[annotationSet] ?? finals[model] else { throw Missing() }
    return table
  }

  func runs(model: String, role: RunRole) throws -> [RunKey] {
    roles.filter { $0.model == model && $0.key.role == role }.map(\.key)
  }

  func table(model: String, run: RunKey, annotationSet: String) throws -> ImageTable {
    guard let found = roles.first(where: { $0.model == model && $0.key == run }) else {
      throw Missing()
    }
    return found.table
  }

  func votes(annotationSet: String) throws -> VoteMatrix? { nil }

  func selections(annotationSet: String) throws -> TargetSelections {
    guard let table = finals.values.first else { throw Missing() }
    return TargetSelections(
      table.selections, task: "forced-choice", annotators: nil,
      areCounts: true)
  }

  func answers(annotationSet: String) throws -> AnswerTriples? { triples[annotationSet] }

  func conditions(annotationSet: String) throws -> [ConditionCounts] { counts[annotationSet] ?? [] }

  func scoredImages(model: String) throws -> ScoredImages {
    guard let images = everything[model] else { throw Missing() }
    return images
  }

  func tensor(_ reference: String) throws -> Tensor { throw Missing() }
}

extension ImageTable {
  /// A table of images named by their number where they have no names, ten votes each.
  static func drawn(
    model: String = "net", classes: [Int], selected: [Int], shown: [Int]? = nil,
    partial: [Int]? = nil, scores: [ScoreColumn], images: [String]? = nil,
    annotationSet: String = "people"
  ) -> ImageTable {
    let n = classes.count
    return ImageTable(
      key: .init(dataset: "drawn", annotationSet: annotationSet, model: model),
      images: images ?? (0..<n).map { "image\($0)" },
      classNames: (0...(classes.max() ?? 0)).map { "class\($0)" }, targetClass: classes,
      shown: shown ?? [Int](repeating: 10, count: n), selected: selected,
      partial: partial ?? [Int](repeating: 0, count: n),
      majorityClass: [Int?](repeating: nil, count: n),
      labelEntropy: [Double](repeating: .nan, count: n), scores: scores)
  }
}

extension ScoreColumn {
  /// A score that knows the label.
  static func drawn(
    _ name: String, _ values: [Double], _ direction: ScoreDirection = .higherIsHarder,
    isShared: Bool = false
  ) -> ScoreColumn {
    ScoreColumn(
      name: name, values: values, direction: direction, usesLabel: true, isShared: isShared)
  }
}

/// Whether a value is there and within a tolerance of the expected one, relative above 1.
func isNear(_ found: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
  guard let found else { return false }
  return abs(found - expected) <= tolerance * max(1, abs(expected))
}
