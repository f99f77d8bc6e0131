package import Files
internal import Foundation

/// The folder of a plan's results: `plan.shards` beside `plan.json`.
///
/// Its name and the names in it follow from the plan's path and the numbers of shards; nothing that a
/// plan says can lead elsewhere.
package struct ShardFolder: Sendable {
  /// The path.
  package let path: String
  private let output: ScoreFormat

  /// The folder of a plan.
  package init(_ plan: ShardPlan) {
    let stem = plan.path.hasSuffix(".json") ? String(plan.path.dropLast(5)) : plan.path
    path = "\(stem).shards"
    output = plan.output
  }

  /// The scores of a shard.
  package func scores(_ shard: Int) -> String { "\(path)/\(scoresName(shard))" }

  /// The name of the scores of a shard.
  func scoresName(_ shard: Int) -> String { "scores-\(Self.number(shard)).\(output.rawValue)" }

  /// The ranks of a shard's rows among all rows, written by a merge.
  package func ranks(_ shard: Int) -> String {
    "\(path)/ranks-\(Self.number(shard)).\(output.rawValue)"
  }

  /// The completion record of a shard.
  package func record(_ shard: Int) -> String { "\(path)/done-\(Self.number(shard)).json" }

  /// A name that no other attempt at a shard has, on this machine or another.
  func attempt(_ shard: Int) -> String {
    let letters = UUID().uuidString.lowercased().filter { $0 != "-" }
    return "\(path)/attempt-\(Self.number(shard))-\(letters).\(output.rawValue)"
  }

  /// What earlier attempts at a shard left, which were killed.
  func leftovers(_ shard: Int) -> [String] {
    names.filter { $0.contains("attempt-\(Self.number(shard))-") }.map { "\(path)/\($0)" }
  }

  /// The names of files that no plan with this one's number of shards puts here.
  ///
  /// Logs of jobs and what attempts have begun are not among them.
  func foreignNames(shards: Int) -> [String] {
    names.filter { name in
      guard !name.hasPrefix("."), !name.hasPrefix("attempt-"), !name.hasPrefix("slurm-") else {
        return false
      }
      for (prefix, ending) in [
        ("scores-", ".\(output.rawValue)"), ("ranks-", ".\(output.rawValue)"), ("done-", ".json"),
      ] where name.hasPrefix(prefix) && name.hasSuffix(ending) {
        let digits = name.dropFirst(prefix.count).dropLast(ending.count)
        guard let shard = Int(digits), digits == Self.number(shard)[...] else { return true }
        return !(0..<shards).contains(shard)
      }
      return true
    }.sorted()
  }

  private var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }

  /// Makes the folder, if it is not there.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  package func create() throws(InputFileError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: path, reason: error.systemReason)
    }
  }

  /// Moves a finished attempt to the name of the shard's scores.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  func publish(_ attempt: String, as shard: Int) throws(InputFileError) {
    guard unsafe rename(attempt, scores(shard)) == 0 else {
      throw .cannotWrite(path: scores(shard), reason: SystemReason.words(of: errno))
    }
    try syncNames()
  }

  /// Waits until the names in the folder are on the disk.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  func syncNames() throws(InputFileError) {
    let folder = unsafe open(path, O_RDONLY | O_CLOEXEC)
    defer { close(folder) }
    // Some file systems do not know of this for folders, and then need none.
    guard folder >= 0, fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw .cannotWrite(path: path, reason: SystemReason.words(of: errno))
    }
  }

  private static func number(_ shard: Int) -> String {
    let digits = "\(shard)"
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
