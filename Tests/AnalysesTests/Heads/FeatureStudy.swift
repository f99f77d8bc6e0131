@testable import Analyses
import Networks
import StudyValues
import Tensors
import TestSupport

/// A study that holds tensors only: classes whose centres overlap, in domains that are shifted.
struct FeatureStudy: AnalysisData {
  static let width = 6
  static let classes = 4

  /// What a test asked for and did not put in.
  struct Missing: Error {}

  let dataset = "made-up"
  let classNames = (0..<classes).map { "class \($0)" }
  let models: [String] = []
  let annotationSets: [String] = []
  let folder: TemporaryFolder
  /// Every set of features by the name of its tensor.
  let sets: [String: FeatureSet]

  /// Makes a source of 240 images and a target of 160 for each shift.
  init(shifts: [String: Double] = ["near": 0.3, "far": 0.9]) throws {
    folder = try TemporaryFolder()
    var sets = ["train": try Self.images(240, shift: 0, seed: 1)]
    for (name, shift) in shifts {
      sets[name] = try Self.images(160, shift: shift, seed: 2)
      sets["train-\(name)"] = try Self.images(240, shift: shift, seed: 1)
    }
    self.sets = sets
    for (name, set) in sets {
      try NPYWriter.write(
        set.features, shape: [set.count, set.width], to: folder.path("\(name).npy"))
    }
    for (name, of) in [("train-labels", "train"), ("test-labels", shifts.keys.sorted()[0])] {
      let labels = sets[of]?.labels ?? []
      try NPYWriter.write(
        labels.map(Int64.init), shape: [labels.count], to: folder.path("\(name).npy"))
    }
  }

  func tensor(_ reference: String) throws -> Tensor {
    try Tensor.open(folder.path("\(reference).npy"))
  }

  private static func images(_ count: Int, shift: Double, seed: UInt64) throws -> FeatureSet {
    var state: UInt64 = 77
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 2 * Double(state >> 11) * 0x1p-53 - 1
    }
    let centres = (0..<classes * width).map { _ in draw() }
    let direction = (0..<width).map { _ in draw() }
    state = seed
    var features: [Double] = []
    for image in 0..<count {
      for i in 0..<width {
        features.append(centres[image % classes * width + i] + shift * direction[i] + draw())
      }
    }
    return try FeatureSet(
      features: features, labels: (0..<count).map { Int32($0 % classes) }, width: width)
  }

  func table(model: String, annotationSet: String) throws -> ImageTable { throw Missing() }
  func runs(model: String, role: RunRole) throws -> [RunKey] { throw Missing() }
  func table(model: String, run: RunKey, annotationSet: String) throws -> ImageTable {
    throw Missing()
  }
  func votes(annotationSet: String) throws -> VoteMatrix? { throw Missing() }
  func selections(annotationSet: String) throws -> TargetSelections { throw Missing() }
  func answers(annotationSet: String) throws -> AnswerTriples? { throw Missing() }
  func conditions(annotationSet: String) throws -> [ConditionCounts] { throw Missing() }
  func scoredImages(model: String) throws -> ScoredImages { throw Missing() }
}
