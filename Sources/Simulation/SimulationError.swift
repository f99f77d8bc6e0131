/// Why a simulation cannot run.
package enum SimulationError: Error, Equatable, CustomStringConvertible {
  /// A setting is outside the range in which the model has a meaning.
  case outOfRange(name: String, value: String, low: String, high: String)
  /// A file cannot be written.
  case cannotWrite(path: String, reason: String)

  /// One sentence: what was expected, what was found.
  package var description: String {
    switch self {
    case .outOfRange(let name, let value, let low, let high):
      "the setting \(name) is \(value), but must be between \(low) and \(high)"
    case .cannotWrite(let path, let reason):
      "\(path) cannot be written: \(reason)"
    }
  }
}
