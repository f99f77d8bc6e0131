import Analyses
import Studies
import StudyStore

extension Messages {
  /// Says what to do where a measure needs true classes and no image of the data set has one.
  static func noteCure(
    for dataset: String, in store: StudyStore, human: [HumanMeasure], quiet: Bool
  ) throws {
    guard human.contains(where: \.needsTrueClass),
      let cure = try TrueClassCure.sentence(for: dataset, in: store)
    else { return }
    note("avh: \(cure)", quiet: quiet)
  }
}
