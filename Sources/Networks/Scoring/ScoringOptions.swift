/// How a scoring run is carried out; none of it changes what is computed.
public struct ScoringOptions: Equatable, Sendable {
  /// The number of rows that are multiplied with the weights at a time.
  ///
  /// It is fixed, and the last tile is padded with zeros, because BLAS rounds differently for other
  /// sizes: so results are the same bytes for any number of threads and shards. At 256 rows the
  /// repeated packing of the weights costs 13 % more than at 1,024.
  public static let tileRows = 1_024

  /// Above this number of classes the distances between classes are not tabulated (128 MB).
  package static let mostDistances = 4_096

  /// Beyond this magnitude a cosine is replaced by an angle from the vectors themselves.
  ///
  /// An error e of a cosine c moves the angle by e / sqrt(1 - c²). For single-precision products
  /// the limit keeps the angles' relative error near that of the products.
  static func steepCosine(_ precision: ScoringPrecision) -> Double {
    precision == .single ? 0.85 : 0.999
  }

  /// The precision of the products.
  public var precision: ScoringPrecision
  /// The number of threads; 0 for one per processor.
  public var threads: Int

  /// Creates options.
  ///
  /// - Parameters:
  ///   - precision: The precision of the products.
  ///   - threads: The number of threads; 0 for one per processor.
  public init(precision: ScoringPrecision = .automatic, threads: Int = 0) {
    self.precision = precision
    self.threads = threads
  }
}
