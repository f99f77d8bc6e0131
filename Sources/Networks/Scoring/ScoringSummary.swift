/// What a scoring run found over all rows, for records and tables of networks.
public struct ScoringSummary: Equatable, Sendable {
  /// The number of rows scored.
  public var rows: Int
  /// The number of rows with a known target class.
  public var labelledRows: Int
  /// The number of classes.
  public var classes: Int
  /// The share of the labelled rows that are predicted correctly; NaN without labels.
  public var accuracy: Double
  /// The mean of each score over the rows that have it; scores that no row has are absent.
  public var means: [Score: Double]
  /// Why a score is missing from every row.
  public var unavailable: [Score: String]
  /// The number of rows whose inputs suffice for a score that has no value there all the same;
  /// ``Score/undefined`` says why.
  public var undefined: [Score: Int]
  /// The precision of the products, `single` or `double`.
  public var precision: ScoringPrecision
  /// The BLAS library and processor type.
  public var library: String
  /// How well given logits agreed with the products, when logits were given.
  public var logitAgreement: LogitAgreement?
  /// The sums that the means are of; those of shards add up to those of all rows.
  package var totals: ScoreTotals
}
