import RealModule
import Statistics

/// Intervals of a share of votes, and the calibration error.
extension Check {
  static let shares: [Check] =
    [5, 10, 50].flatMap { [share(of: $0, isMixed: false), share(of: $0, isMixed: true)] }
    + [calibration(isCalibrated: true), calibration(isCalibrated: false)]

  /// One image's share of votes; the truth is its own probability.
  private static func share(of annotators: Int, isMixed: Bool) -> Check {
    Check(
      "share-\(isMixed ? "mixed" : "95")-\(annotators)", .shares,
      truth: "\(annotators) votes, p \(isMixed ? "as in CIFAR-10H, each image its own" : "= .95")"
    ) { trial in
      let chance = isMixed ? trial.random.chance() : 0.95
      let votes = trial.random.binomial(annotators, chance)
      trial.interval("Wilson", holds: chance) {
        try Proportion.wilson(successes: votes, trials: annotators)
      }
      trial.interval("Clopper-Pearson", .bound, holds: chance) {
        try Proportion.clopperPearson(successes: votes, trials: annotators)
      }
    }
  }

  // MARK: - Calibration

  /// A network's confidences, most of them high.
  private static func confidences(_ random: inout NormalNumbers, _ images: Int) -> [Double] {
    (0..<images).map { _ in Normal.survival(-1.2 - random.normal()) }
  }

  /// Right as often as confidence says, or as often as its square says (overconfident).
  private static func calibration(isCalibrated: Bool) -> Check {
    Check(
      isCalibrated ? "calibrated" : "overconfident", .shares,
      truth: isCalibrated
        ? "right as often as confidence says: ECE 0"
        : "large samples; right with p = confidence²",
      find: { () -> Double in
        if isCalibrated { return 0 }
        // Every bin is overconfident, so that the bins do not matter.
        return try limits { random, images in
          let values = confidences(&random, images)
          return [values.reduce(0) { $0 + $1 - $1 * $1 } / Double(images)]
        }[0]
      },
      judge: { trial, truth in
        let confidence = confidences(&trial.random, trial.images)
        let chances = confidence.map { isCalibrated ? $0 : $0 * $0 }
        let correct = chances.map { trial.random.happens($0) }
        let binnings: [(String, CalibrationTable.Binning)] = [
          ("15 bins of equal width", .equalWidth(15)), ("15 bins of equal mass", .equalMass(15)),
        ]
        for (name, binning) in binnings {
          let table = Result {
            try CalibrationTable(confidence: confidence, correct: correct, binning: binning)
          }
          let bias = Result { [resamples = trial.resamples, seed = trial.seed] in
            try CalibrationBias(
              table.get(), confidence: confidence, correct: correct, resamples: resamples,
              seed: seed, threads: 1)
          }
          trial.interval("ECE, bootstrap, \(name)", holds: truth) { try bias.get().interval }
          trial.interval("ECE, bracket, \(name)", .none, holds: truth) { try bias.get().bracket }
          if isCalibrated {
            trial.test("calibration, consistency resampling, \(name)") { try bias.get().pValue }
          }
          let bin = try? table.get().binOfImage[0]
          let members = confidence.indices.filter { (try? table.get().binOfImage[$0]) == bin }
          let mean = members.reduce(0) { $0 + chances[$1] } / Double(members.count)
          trial.interval("accuracy of an image's bin, Wilson, \(name)", holds: mean) {
            try table.get().bins[Int(table.get().binOfImage[0])].interval
          }
        }
      })
  }
}
