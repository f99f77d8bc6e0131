/// A reason why a statistic has no value.
///
/// Every case is bad input, never a fault of the program; `description` says in one sentence what was
/// expected, what was found and what to do. Names are those of the arguments, for example `x`, `y`
/// or `covariate 2`; indices count from 0.
public enum StatisticsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The values of one argument are all the same, so that a correlation with it is undefined.
  case constant(name: String)
  /// An iteration did not settle within its limit.
  case didNotConverge(iterations: Int)
  /// A name is not one of a closed list of methods.
  case unknownMethod(name: String, allowed: [String])
  /// There are no values at all.
  case emptyInput(name: String)
  /// Three correlations cannot come from the same data: their matrix is not positive definite.
  case impossibleCorrelations(determinant: Double)
  /// A row of counts has a negative entry, no entry, or a different number of columns.
  case invalidCounts(row: Int)
  /// A confidence level is not strictly between 0 and 1.
  case invalidLevel(level: Double)
  /// Two arguments that belong together have different lengths.
  case lengthMismatch(expected: Int, got: Int)
  /// A statistic is not defined when there are ties.
  case notDefinedWithTies(name: String)
  /// A value is infinite where only finite numbers have a meaning.
  case notFinite(name: String, index: Int)
  /// A value is not a number.
  case notANumber(name: String, index: Int)
  /// All ratings agree on one value, so that chance-corrected agreement is 0/0.
  case noVariation(name: String)
  /// No unit has the two values that are needed to compare annotators.
  case nothingToCompare(name: String)
  /// Every replicate lies on one side of the estimate, so that the bias correction is infinite.
  case oneSidedReplicates(count: Int)
  /// A number lies outside the range in which it has a meaning.
  case outOfRange(name: String, value: Double, allowed: String)
  /// The covariates determine one of the variables, or each other.
  case singularCovariates(name: String)
  /// There are too few clusters for the method.
  case tooFewClusters(needed: Int, got: Int)
  /// There are too few values for the statistic.
  case tooFewValues(needed: Int, got: Int)
  /// There are too many values for an exact enumeration.
  case tooManyValues(allowed: Int, got: Int)
  /// The result is 0/0 or infinite for these arguments.
  case undefined(reason: String)
  /// Fleiss' kappa needs the same number of ratings for each subject.
  case unequalRatings(row: Int, expected: Int, got: Int)

  /// One sentence: what was expected, what was found, what to do.
  public var description: String {
    switch self {
    case .constant(let name):
      "every value of \(name) is the same, so the statistic is undefined; leave \(name) out"
        + " or add data that vary"
    case .didNotConverge(let iterations):
      "the fit did not settle within \(iterations) iterations; check the data for separation or"
        + " extreme values, or allow more iterations"
    case .unknownMethod(let name, let allowed):
      "\"\(name)\" is not a known method; use one of \(allowed.joined(separator: ", "))"
    case .emptyInput(let name):
      "\(name) is empty; at least one value is needed"
    case .impossibleCorrelations(let determinant):
      "the correlations cannot come from the same data, since the determinant of their matrix is"
        + " \(determinant) and must be above 0; check their signs and that the same images were used"
    case .invalidCounts(let row):
      "row \(row) of the counts is empty, negative or of another length than the first; give each"
        + " row one count of at least 0 for each category"
    case .invalidLevel(let level):
      "the confidence level must be above 0 and below 1, but is \(level); 0.95 is usual"
    case .lengthMismatch(let expected, let got):
      "\(expected) values were expected to match the other argument, but there are \(got); pair the"
        + " values by image first"
    case .notDefinedWithTies(let name):
      "\(name) is not defined when values are tied; use a method that allows ties"
    case .notFinite(let name, let index):
      "value \(index) of \(name) is infinite, where a finite number is needed; remove it or use a"
        + " rank correlation"
    case .notANumber(let name, let index):
      "value \(index) of \(name) is not a number; remove the pair or ask for missing values to be"
        + " left out"
    case .noVariation(let name):
      "all ratings in \(name) have the same value, so agreement beyond chance is 0/0; report the"
        + " percentage of agreement instead"
    case .nothingToCompare(let name):
      "no unit in \(name) has two values or more, so there is nothing to compare; add a second"
        + " rating for some units"
    case .oneSidedReplicates(let count):
      "all \(count) replicates lie on one side of the estimate, so the BCa interval is undefined;"
        + " use the percentile interval or more replicates"
    case .outOfRange(let name, let value, let allowed):
      "\(name) is \(value), but must be \(allowed)"
    case .singularCovariates(let name):
      "\(name) is determined by the covariates (or by the other covariates) up to rounding, so the"
        + " partial correlation is undefined; leave one of them out"
    case .tooFewClusters(let needed, let got):
      // Only a bootstrap asks for so many that t would do with fewer.
      "the method needs at least \(needed) clusters, but there are \(got); "
        + (needed > 3
          ? "use an interval with t quantiles over clusters instead"
          : "so few classes or people are no sample: take images as the sample")
    case .tooFewValues(let needed, let got):
      "at least \(needed) values or pairs are needed, but there are \(got) after missing values were"
        + " handled"
    case .tooManyValues(let allowed, let got):
      "the exact enumeration allows up to \(allowed) values, but there are \(got); use the"
        + " approximation"
    case .undefined(let reason):
      "the statistic is undefined, because \(reason)"
    case .unequalRatings(let row, let expected, let got):
      "row \(row) has \(got) ratings where the first row has \(expected); Fleiss' kappa needs equal"
        + " numbers, Krippendorff's alpha does not"
    }
  }
}
