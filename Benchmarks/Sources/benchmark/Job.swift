import Foundation

/// One job with its baseline and what it must reach.
struct Job: Sendable {
  /// The word for `--jobs`.
  let id: String
  /// What is done, for the table.
  let title: String
  /// What ours is compared with, for the table.
  let baselineTitle: String
  /// How often ours and the baseline run, in turns.
  var pairs = 7
  /// The generated files that both sides read.
  var inputs: [Input] = []
  /// A file of the real data without which the job is skipped.
  var dataFile: String?
  /// What is run once, untimed, before the pairs.
  var preparation: [Side] = []
  /// Whether the job runs only when asked for, because it writes gigabytes.
  var isLarge = false
  /// Our side.
  let ours: Side
  /// The other side; absolute targets may have none.
  var baseline: Side?
  /// The largest difference between the numbers of the two sides.
  var tolerance: Double?
  /// What must be reached.
  let target: Target

  /// What must be reached; what is nil has no target.
  struct Target: Codable {
    /// The largest median of ours / baseline, by the clock.
    var ratio: Double?
    /// The longest median time of ours in seconds.
    var seconds: Double?
    /// The largest resident memory of ours in MB of 10⁶ bytes.
    var megabytes: Double?
  }

  /// Returns the path of the real file that is not there, if one is needed.
  func missingFile(_ places: Places) -> String? {
    guard let dataFile else { return nil }
    guard let data = places.data else { return "\(dataFile), because no --data is given" }
    let path = "\(data)/\(dataFile)"
    return FileManager.default.fileExists(atPath: path) ? nil : path
  }

  /// Writes the inputs that are not there yet, in a process of its own; see ``ChildProcess``.
  func writeInputs(_ places: Places) throws {
    guard !inputs.allSatisfy({ InputsCommand.exists($0, places.folder) }) else { return }
    _ = try ChildProcess.run(Side.beside("benchmark"), ["inputs", id, places.folder])
  }

  /// Runs both sides in turns.
  func run(_ places: Places, pairs: Int) throws -> JobResult {
    var result = JobResult(
      id: id, title: title, baselineTitle: baselineTitle, target: target, ours: [], baseline: [],
      loads: [])
    for side in preparation { _ = try side.run(places) }
    for _ in 0..<pairs {
      result.loads.append(Machine.load)
      let mine = try ours.run(places)
      result.ours.append(mine)
      guard let baseline else { continue }
      let other = try baseline.run(places)
      result.baseline.append(other)
      try check(mine, other)
    }
    return result
  }

  /// A faster wrong answer is no benchmark: both sides must say the same.
  private func check(_ mine: Measurement, _ other: Measurement) throws {
    guard let tolerance else { return }
    guard mine.values.count == other.values.count, !mine.values.isEmpty,
      zip(mine.values, other.values).allSatisfy({ abs($0 - $1) <= tolerance })
    else {
      throw BenchmarkError.disagreement(job: id, ours: mine.values, baseline: other.values)
    }
  }
}
