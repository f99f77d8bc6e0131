internal import Files

/// Why a plan of shards cannot be made, run, submitted or merged.
package enum ShardsError: Error, Equatable, CustomStringConvertible {
  /// A plan or a record does not say what it must.
  case malformed(path: String, place: String, expected: String, found: String)
  /// An input is not the file that the plan means.
  case changedInput(path: String, problem: String)
  /// The inputs of a plan do not belong together.
  case inconsistent(location: String, problem: String)
  /// The plan was made for other versions of the methods than this program has.
  case otherMethods(plan: String, problem: String)
  /// More shards were asked for than there are tiles.
  case tooManyShards(wanted: Int, most: Int, rows: Int)
  /// There is no shard of that number.
  case noSuchShard(Int, count: Int, plan: String)
  /// Neither the command line nor the scheduler says which shard to run.
  case noShardNamed(variable: String, found: String?)
  /// A row of a shard cannot be scored; rows are counted from the shard's first one.
  case unscorable(shard: Int, firstRow: Int, problem: String)
  /// What stands in a shard's place is of another plan.
  case foreign(path: String, problem: String)
  /// A shard cannot be merged.
  case incomplete(plan: String, problem: String)
  /// Images have several rows.
  case repeatedImages(count: Int, examples: [String])
  /// The scheduler refused a job.
  case refusedJob(command: String, reason: String)
  /// Some shards failed; the reason of each was told before.
  case failedShards(count: Int, of: Int)

  /// One sentence: where, what was expected, what was found, what to do.
  package var description: String {
    switch self {
    case .malformed(let path, let place, let expected, let found):
      return "\(path), \(place): expected \(expected), found \(found); make the plan anew with "
        + "avh shard plan."
    case .changedInput(let path, let problem):
      return
        "\(path) is not the file that the plan means: \(problem); put the planned file back, or "
        + "make the plan anew with avh shard plan."
    case .inconsistent(let location, let problem):
      return "\(location): \(problem)."
    case .otherMethods(let plan, let problem):
      return
        "\(plan) was made for other versions of the scores: \(problem); make the plan anew with "
        + "avh shard plan, or run the version of avh that made it."
    case .tooManyShards(let wanted, let most, let rows):
      return
        "\(wanted, "shard was", "shards were") asked for, but \(rows, "row makes", "rows make") at most \(most): a shard is one "
        + "or more whole tiles of rows; give --shards \(most) or fewer."
    case .noSuchShard(let shard, let count, let plan):
      return "Shard \(shard) was asked for, but \(plan) has the shards 0 to \(count - 1)."
    case .noShardNamed(let variable, let found):
      return
        (found.map { "\(variable) is `\($0.visible().shortened)`, which is no whole number" }
        ?? "Nothing says which shard to run: \(variable) is not set")
        + "; name the shard with --shard, or run all that are missing with --all."
    case .unscorable(let shard, let firstRow, let problem):
      return "Shard \(shard), whose row 0 is row \(firstRow) of all: \(problem)"
    case .foreign(let path, let problem):
      return
        "\(path) \(problem), so it is not replaced; put this plan in a folder of its own, or give "
        + "--replace."
    case .incomplete(let plan, let problem):
      return "\(plan) cannot be merged: \(problem)."
    case .repeatedImages(let count, let examples):
      return
        "\(count, "image has", "images have") more than one row, among them \(examples.joined(separator: "; ")); "
        + "give each row an id of its own."
    case .refusedJob(let command, let reason):
      return "\(command) failed: \(reason); what was submitted before stays in the queue, and avh "
        + "shard submit leaves out what is done."
    case .failedShards(let count, let total):
      return
        "\(count) of \(total, "shard") failed, each for the reason above; the others are done, and "
        + "running again takes up what is missing."
    }
  }
}
