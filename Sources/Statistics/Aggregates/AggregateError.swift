/// Why an SQL aggregate has no result.
public enum AggregateError: Error, Equatable, CustomStringConvertible {
  /// An argument is text or bytes where a number belongs.
  case notANumber(aggregate: String, argument: Int, got: String)
  /// An integer is beyond the whole numbers that a real number tells apart.
  case integerTooLarge(aggregate: String, argument: Int, got: Int64)
  /// The method of `log10_p` is not the name of a correlation.
  case unknownMethod(got: String, allowed: [String])
  /// The second argument of `quantile`, or the third of `log10_p`, differs between rows.
  case notConstant(aggregate: String, argument: Int)
  /// The second argument of `quantile` is not between 0 and 1.
  case quantileOutOfRange(got: Double)
  /// A count is negative or infinite.
  case invalidCount(got: Double)
  /// Pearson's correlation of an infinite value is undefined.
  case notFinite(aggregate: String)

  /// One sentence: what was expected, what was found, what to do.
  public var description: String {
    switch self {
    case .notANumber(let aggregate, let argument, let got):
      "\(aggregate) expects a number as argument \(argument), got \(got.prefix(40)); leave such "
        + "rows out with WHERE"
    case .integerTooLarge(let aggregate, let argument, let got):
      "\(aggregate) expects integers up to 2^53 as argument \(argument), got \(got), which a real "
        + "number does not tell from its neighbours; subtract an offset first"
    case .unknownMethod(let got, let allowed):
      "log10_p expects \(allowed.joined(separator: ", ")) as argument 3, got \(got.prefix(40))"
    case .notConstant(let aggregate, let argument):
      "\(aggregate) expects the same argument \(argument) in every row; use GROUP BY for several"
    case .quantileOutOfRange(let got):
      "quantile expects a number from 0 to 1 as argument 2, got \(got)"
    case .invalidCount(let got):
      "entropy expects counts of 0 or more, got \(got)"
    case .notFinite(let aggregate):
      "\(aggregate) expects finite numbers, got an infinity; leave it out or use spearman"
    }
  }
}
