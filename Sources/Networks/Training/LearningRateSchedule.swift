internal import Foundation

/// How the learning rate changes from step to step.
public enum LearningRateSchedule: Equatable, Sendable {
  /// The same rate throughout.
  case constant
  /// Half a cosine from the full rate at the first step towards zero after the last:
  /// (1 + cos(pi t / T)) / 2 for step t of T.
  case cosine
  /// Multiplied by a factor after every so many epochs.
  case steps(every: Int, factor: Double)

  /// The factor of the learning rate.
  ///
  /// - Parameters:
  ///   - step: The step, from 0.
  ///   - stepsPerEpoch: The number of steps of an epoch.
  ///   - epochs: The number of epochs.
  /// - Returns: A factor in [0, 1] (or as `steps` says).
  func factor(step: Int, stepsPerEpoch: Int, epochs: Int) -> Double {
    switch self {
    case .constant: 1
    case .cosine: (1 + cos(.pi * Double(step) / Double(stepsPerEpoch * epochs))) / 2
    case .steps(let every, let factor): pow(factor, Double(step / stepsPerEpoch / every))
    }
  }
}
