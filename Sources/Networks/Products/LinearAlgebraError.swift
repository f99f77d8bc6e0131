/// What can go wrong in matrix products.
public enum LinearAlgebraError: Error, Equatable, CustomStringConvertible {
  /// The BLAS library gave a wrong product of two small matrices of whole numbers.
  case wrongProduct(
    library: String, precision: String, row: Int, column: Int, expected: Double, got: Double)

  /// One sentence: what was expected, what was found, what to do.
  public var description: String {
    switch self {
    case .wrongProduct(let library, let precision, let row, let column, let expected, let got):
      """
      \(library) gave \(got) in place of \(expected) at row \(row), column \(column) of a \
      \(precision)-precision test product, so its results cannot be trusted; install another \
      build of the library or set OPENBLAS_CORETYPE to an older processor.
      """
    }
  }
}
