internal import Dispatch
internal import Synchronization

/// Independent jobs on all processors, with results in their own order.
enum OrderedJobs {
  /// Runs jobs.
  ///
  /// - Parameters:
  ///   - count: The number of jobs.
  ///   - job: Does one of them.
  /// - Returns: What each job returned.
  /// - Throws: What the first job, by number, that failed threw.
  static func run<Output: Sendable>(
    _ count: Int, _ job: @Sendable (Int) throws(HeadTrainingError) -> Output
  ) throws(HeadTrainingError) -> [Output] {
    let results = Mutex<[Int: Result<Output, HeadTrainingError>]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = Result { () throws(HeadTrainingError) in try job(index) }
      results.withLock { $0[index] = result }
    }
    let finished = results.withLock { $0 }
    var outputs: [Output] = []
    for index in 0..<count {
      if let result = finished[index] { outputs.append(try result.get()) }
    }
    return outputs
  }
}
