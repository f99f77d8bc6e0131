import Analyses
import ArgumentParser
import Foundation
import Statistics
import Studies

/// What a plan of a study rests on: the pilot and the power to reach.
struct PowerOptions: ParsableArguments {
  @Flag(
    name: .customLong("power"),
    help: "Print the images that it takes to see a difference between two scores; simulate nothing."
  )
  var isWanted = false

  @Option(help: "The study that is the pilot.")
  var pilot: String?

  @Option(help: "The two scores of the pilot: avh:confidence.")
  var compare: ScorePair?

  @Option(help: "Without a study: the strengths of the two scores, A,B.")
  var strengths: CommaList<Double>?

  @Option(parsing: .unconditional, help: "Without a study: the correlation between the two scores.")
  var between: Double?

  @Option(parsing: .unconditional, help: "Without a study: the reliability of the human measure.")
  var reliability: Double?

  @Option(
    name: .customLong("pilot-annotators"), parsing: .unconditional,
    help: "Without a study: the annotators per image.")
  var pilotAnnotators: Double?

  @Option(help: "The numbers of annotators per image to plan for, comma separated.")
  var panels = CommaList([5.0, 10, 20, 50])

  @Option(name: .customLong("target-power"), parsing: .unconditional, help: "The power to reach.")
  var target = 0.8

  @Option(parsing: .unconditional, help: "The level of the test.")
  var alpha = 0.05

  @Option(help: "The coefficient.")
  var method = CoefficientName.spearman

  func validate() throws {
    guard isWanted else { return }
    let isGiven =
      strengths?.values.count == 2 && between != nil && reliability != nil
      && pilotAnnotators != nil
    guard (pilot != nil && compare != nil) || (pilot == nil && isGiven) else {
      throw ValidationError(
        "--power needs --pilot with --compare, or --strengths A,B with --between, --reliability and "
          + "--pilot-annotators.")
    }
    guard alpha > 0, alpha < 1, target > alpha, target < 1 else {
      throw ValidationError("--target-power must lie between --alpha and 1.")
    }
    guard panels.values.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ValidationError("--panels must be above 0.")
    }
    // From the votes of a study whole panels are drawn.
    let drawn = 1.0...Double(PanelPower.largest)
    guard
      pilot == nil
        || panels.values.allSatisfy({ drawn.contains($0) && $0 == $0.rounded() })
    else {
      throw ValidationError(
        "--panels with --pilot must be whole numbers from 1 to \(PanelPower.largest).")
    }
  }

  /// The plans.
  func plans(seed: UInt64) throws -> [PowerPlan] {
    if let pilot, let compare {
      return try StudyFile.read(pilot) { store in
        let data = try ChosenData(store: store)
        let pair = try data.scores(named: compare.names)
        return try PowerPlan.plans(
          from: data, pair: pair, method: method.method, annotators: panels.values,
          power: target,
          decisions: AnalysisDecisions(
            alpha: alpha, seed: seed, threads: ProcessInfo.processInfo.activeProcessorCount))
      }
    }
    let strengths = strengths?.values ?? []
    return try PowerPlan.plans(
      of: DifferencePower.Pilot(
        strengthA: strengths[0], strengthB: strengths[1], betweenScores: between ?? .nan,
        reliability: reliability ?? .nan, annotators: pilotAnnotators ?? .nan,
        method: method.method), annotators: panels.values, power: target, alpha: alpha)
  }
}
