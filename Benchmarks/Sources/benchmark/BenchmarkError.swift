/// Why a run ended.
enum BenchmarkError: Error, CustomStringConvertible {
  /// A program could not be started.
  case cannotStart(program: String, code: Int32)
  /// A program failed.
  case failed(program: String, status: Int32, output: String)
  /// A program printed something else than a measurement.
  case noMeasurement(program: String, output: String)
  /// The two sides did not compute the same.
  case disagreement(job: String, ours: [Double], baseline: [Double])
  /// A readme without a heading for results.
  case noResultsHeading(path: String)

  var description: String {
    switch self {
    case .cannotStart(let program, let code): "\(program) cannot be started (error \(code))."
    case .failed(let program, let status, let output):
      "\(program) ended with status \(status): \(output)"
    case .noMeasurement(let program, let output):
      "\(program) printed no measurement but: \(output)"
    case .disagreement(let job, let ours, let baseline):
      "\(job): ours gives \(ours) and the baseline \(baseline)."
    case .noResultsHeading(let path): "\(path) has no line \(ResultTable.heading)."
    }
  }
}
