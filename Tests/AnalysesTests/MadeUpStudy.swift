@testable import Analyses
import Networks
import StudyValues
import Tensors

/// A study of tables in memory.
struct MadeUpStudy: AnalysisData {
  var dataset = "made-up"
  var classNames: [String]
  var models: [String]
  var annotationSets = ["people"]
  var tables: [String: ImageTable]
  var degraded: [RunKey: ImageTable] = [:]
  var voteMatrix: VoteMatrix?
  var triples: AnswerTriples?
  var logitMatrices: [String: LogitMatrix] = [:]

  func table(model: String, annotationSet: String) throws -> ImageTable {
    guard let table = tables[model] else { throw Missing(what: model) }
    return table
  }

  func runs(model: String, role: RunRole) throws -> [RunKey] {
    degraded.keys.filter { $0.role == role }.sorted { ($0.level ?? 0) < ($1.level ?? 0) }
  }

  func table(model: String, run: RunKey, annotationSet: String) throws -> ImageTable {
    guard let table = degraded[run] else { throw Missing(what: model) }
    return table
  }

  func votes(annotationSet: String) throws -> VoteMatrix? { voteMatrix }

  func selections(annotationSet: String) throws -> TargetSelections {
    guard let table = tables[models[0]] else { throw Missing(what: models[0]) }
    return TargetSelections(
      table.selections, task: "forced-choice", annotators: nil,
      areCounts: true)
  }

  func answers(annotationSet: String) throws -> AnswerTriples? { triples }

  func conditions(annotationSet: String) throws -> [ConditionCounts] { [] }

  func scoredImages(model: String) throws -> ScoredImages { throw Missing(what: model) }

  func tensor(_ reference: String) throws -> Tensor { throw Missing(what: reference) }

  func logits(model: String) throws -> LogitMatrix? { logitMatrices[model] }

  /// What a test asked for and did not put in.
  struct Missing: Error { let what: String }
}

extension ImageTable {
  /// A table of a forced choice, with the majority taken from the votes.
  init(
    model: String, classNames: [String], target: [Int], selected: [Int], shown: Int,
    votes: [Int32]? = nil, scores: [ScoreColumn]
  ) {
    let count = classNames.count
    let majority = target.indices.map { image -> Int? in
      guard let votes else { return nil }
      let own = Array(votes[image * count..<(image + 1) * count])
      guard let most = own.max(), own.count(where: { $0 == most }) == 1 else { return nil }
      return own.firstIndex(of: most)
    }
    self.init(
      key: .init(dataset: "made-up", annotationSet: "people", model: model),
      images: target.indices.map { "image-\($0)" }, classNames: classNames, targetClass: target,
      shown: target.map { _ in shown }, selected: selected, partial: target.map { _ in 0 },
      majorityClass: majority, labelEntropy: target.map { _ in .nan }, scores: scores)
  }
}

extension ScoreColumn {
  /// A score that is lower for harder images.
  static func easier(_ name: String, _ values: [Double], usesLabel: Bool = true) -> ScoreColumn {
    ScoreColumn(name: name, values: values, direction: .higherIsEasier, usesLabel: usesLabel)
  }

  /// A score that is higher for harder images.
  static func harder(_ name: String, _ values: [Double], usesLabel: Bool = true) -> ScoreColumn {
    ScoreColumn(name: name, values: values, direction: .higherIsHarder, usesLabel: usesLabel)
  }
}
