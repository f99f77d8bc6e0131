/// What can go wrong in training a head.
public enum HeadTrainingError: Error, Equatable, CustomStringConvertible {
  /// The BLAS library failed its self-check.
  case blas(LinearAlgebraError)
  /// Two counts that belong together differ.
  case countMismatch(what: String, expected: Int, got: Int)
  /// The parameters became infinite or NaN.
  case diverged(epoch: Int)
  /// There are no images to train on or to judge by.
  case empty(what: String)
  /// The trained head is not one that can be scored.
  case head(ScoringError)
  /// An option is outside its range.
  case invalidOption(name: String, value: Double, allowed: String)
  /// A label is not among the classes.
  case labelOutOfRange(row: Int, label: Int, classes: Int)
  /// A feature is NaN or infinite.
  case notFinite(row: Int, column: Int, value: String)
  /// Too few domains to leave one out.
  case tooFewDomains(Int)
  /// A row of features is all zeros and has no direction.
  case zeroNorm(row: Int)

  /// One sentence: where, what was expected, what was found, what to do.
  public var description: String {
    switch self {
    case .blas(let error):
      error.description
    case .countMismatch(let what, let expected, let got):
      "Expected \(expected) \(what) and got \(got); check that the inputs belong together."
    case .diverged(let epoch):
      "Training diverged in epoch \(epoch); choose a smaller learning rate."
    case .empty(let what):
      "There are no \(what); at least one is needed."
    case .head(let error):
      error.description
    case .invalidOption(let name, let value, let allowed):
      "The \(name) is \(value); it must be \(allowed)."
    case .labelOutOfRange(let row, let label, let classes):
      "Image \(row) has the class \(label), but the classes are 0 to \(classes - 1)."
    case .notFinite(let row, let column, let value):
      "The features hold \(value) at row \(row), column \(column); every number must be finite."
    case .tooFewDomains(let count):
      "There are \(count) domains; leaving one out needs at least 2."
    case .zeroNorm(let row):
      "Row \(row) of the features is all zeros and has no angle; remove it or check its source."
    }
  }
}
