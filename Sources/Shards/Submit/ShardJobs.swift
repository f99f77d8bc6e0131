/// The shards that are not done, as jobs for a scheduler.
package struct ShardJobs: Equatable, Sendable {
  /// One array of jobs; element e of it runs the shards from `offset + e * shardsPerJob` on.
  package struct JobArray: Equatable, Sendable {
    /// The shard that element 0 begins with.
    package var offset: Int
    /// The elements that have work, in order.
    package var elements: [Int]

    /// The elements as a scheduler takes them: `0-3,7`.
    package var list: String {
      var parts: [ClosedRange<Int>] = []
      for element in elements {
        if let last = parts.last, last.upperBound + 1 == element {
          parts[parts.count - 1] = last.lowerBound...element
        } else {
          parts.append(element...element)
        }
      }
      return parts.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        .joined(separator: ",")
    }
  }

  /// How many shards one element runs, one after the other.
  package let shardsPerJob: Int
  /// The arrays, each within the scheduler's limit.
  package let arrays: [JobArray]

  /// Divides shards.
  ///
  /// The elements of all shards are numbered in a row and cut into arrays of the greatest length, of
  /// which those elements stay that have work: element and shard belong together whatever is missing.
  ///
  /// - Parameters:
  ///   - missing: The shards that are not done, in order.
  ///   - shardsPerJob: How many shards one element runs, at least 1.
  ///   - mostElements: The scheduler's limit, `MaxArraySize` of Slurm: elements are below it.
  package init(missing: [Int], shardsPerJob: Int, mostElements: Int) {
    precondition(shardsPerJob >= 1 && mostElements >= 1, "an array has elements with shards")
    self.shardsPerJob = shardsPerJob
    var arrays: [JobArray] = []
    for shard in missing {
      let (array, element) = (shard / shardsPerJob).quotientAndRemainder(dividingBy: mostElements)
      let offset = array * mostElements * shardsPerJob
      if arrays.last?.offset != offset { arrays.append(JobArray(offset: offset, elements: [])) }
      if arrays[arrays.count - 1].elements.last != element {
        arrays[arrays.count - 1].elements.append(element)
      }
    }
    self.arrays = arrays
  }

  /// The variable that tells an element of a Slurm array its number.
  ///
  /// Only the element's number is taken from the environment, never how many there are.
  package static let elementVariable = "SLURM_ARRAY_TASK_ID"

  /// The shards of an element.
  ///
  /// - Parameters:
  ///   - environment: The environment of the process.
  ///   - offset: The shard that element 0 begins with.
  ///   - shardsPerJob: How many shards one element runs.
  ///   - plan: The plan, which says how many shards there are.
  /// - Returns: At least one shard.
  /// - Throws: ``ShardsError/noShardNamed(variable:found:)`` and ``ShardsError/noSuchShard(_:count:plan:)``.
  package static func shards(
    environment: [String: String], offset: Int, shardsPerJob: Int, plan: ShardPlan
  ) throws(ShardsError) -> Range<Int> {
    let text = environment[elementVariable]
    guard let text, let element = Int(text), element >= 0 else {
      throw .noShardNamed(variable: elementVariable, found: text)
    }
    let (product, isLong) = element.multipliedReportingOverflow(by: shardsPerJob)
    let (first, isLonger) = product.addingReportingOverflow(offset)
    let count = plan.shards.count
    guard !isLong, !isLonger, (0..<count).contains(first) else {
      throw .noSuchShard(isLong || isLonger ? Int.max : first, count: count, plan: plan.path)
    }
    return first..<min(first + shardsPerJob, count)
  }
}
