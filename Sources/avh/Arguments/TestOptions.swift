import Analyses
import ArgumentParser
import Foundation
import Studies

/// The level, the adjustment and the resamples of tests.
struct TestOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "The level of tests; intervals have the level 1 - alpha.")
  var alpha = 0.05

  @Option(name: .customLong("adjust"), help: "How the p-values of a family are adjusted.")
  var adjustment = Decisions.Adjustment.holm

  @Option(parsing: .unconditional, help: "The number of resamples of bootstraps and permutations.")
  var resamples = 9_999

  @Option(parsing: .unconditional, help: "The seed of everything random.")
  var seed: UInt64 = 20_260_101

  func validate() throws {
    guard alpha > 0, alpha < 1 else {
      throw ValidationError("--alpha must be between 0 and 1.")
    }
    let range = Decisions.resampleRange
    guard range.contains(resamples) else {
      throw ValidationError(
        "--resamples is \(resamples) but must be between \(range.lowerBound) and "
          + "\(range.upperBound).")
    }
  }

  /// The choices as a study makes them.
  var decisions: Decisions {
    var decisions = Decisions()
    decisions.alpha = alpha
    decisions.adjustment = adjustment
    decisions.resamples = resamples
    decisions.seed = seed
    return decisions
  }

  /// The choices as analyses want them.
  func analysisDecisions(threads: Int) -> AnalysisDecisions {
    AnalysisDecisions(
      alpha: alpha, adjustment: adjustment.rawValue, resamples: resamples, seed: seed,
      threads: threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount)
  }
}
