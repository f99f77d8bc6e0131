#if canImport(Accelerate)
  internal import Accelerate
#endif

/// A number type that BLAS multiplies matrices of: `Float` or `Double`.
public protocol BLASScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// The name of the precision, for messages: `single` or `double`.
  static var precisionName: String { get }

  /// Computes `output = factor · op(first) · op(second) + keep · output` for row-major matrices.
  ///
  /// - Parameters:
  ///   - rows: The rows of `op(first)` and of the output.
  ///   - columns: The columns of `op(second)` and of the output.
  ///   - depth: The columns of `op(first)`, which are the rows of `op(second)`.
  ///   - factor: The factor of the product.
  ///   - first: The first matrix, (rows, depth), or (depth, rows) when transposed.
  ///   - firstIsTransposed: Whether the product takes the first matrix transposed.
  ///   - second: The second matrix, (depth, columns), or (columns, depth) when transposed.
  ///   - secondIsTransposed: Whether the product takes the second matrix transposed.
  ///   - keep: The factor of what the output holds; at 0 the output need not be initialized.
  ///   - output: Room for (rows, columns).
  @unsafe static func multiply(
    rows: Int, columns: Int, depth: Int, factor: Self,
    _ first: UnsafePointer<Self>, firstIsTransposed: Bool,
    _ second: UnsafePointer<Self>, secondIsTransposed: Bool,
    keep: Self, output: UnsafeMutablePointer<Self>)
}

extension Float: BLASScalar {
  /// The word for single precision.
  public static let precisionName = "single"

  /// The product in single precision, by `cblas_sgemm`.
  @unsafe public static func multiply(
    rows: Int, columns: Int, depth: Int, factor: Float,
    _ first: UnsafePointer<Float>, firstIsTransposed: Bool,
    _ second: UnsafePointer<Float>, secondIsTransposed: Bool,
    keep: Float, output: UnsafeMutablePointer<Float>
  ) {
    #if canImport(Accelerate)
      unsafe cblas_sgemm(
        CblasRowMajor, firstIsTransposed ? CblasTrans : CblasNoTrans,
        secondIsTransposed ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(depth),
        factor, first, Int32(firstIsTransposed ? rows : depth),
        second, Int32(secondIsTransposed ? depth : columns), keep, output, Int32(columns))
    #else
      unsafe OpenBLAS.library.single(
        OpenBLAS.rowMajor, OpenBLAS.transpose(firstIsTransposed),
        OpenBLAS.transpose(secondIsTransposed), Int32(rows), Int32(columns), Int32(depth),
        factor, first, Int32(firstIsTransposed ? rows : depth),
        second, Int32(secondIsTransposed ? depth : columns), keep, output, Int32(columns))
    #endif
  }
}

extension Double: BLASScalar {
  /// The word for double precision.
  public static let precisionName = "double"

  /// The product in double precision, by `cblas_dgemm`.
  @unsafe public static func multiply(
    rows: Int, columns: Int, depth: Int, factor: Double,
    _ first: UnsafePointer<Double>, firstIsTransposed: Bool,
    _ second: UnsafePointer<Double>, secondIsTransposed: Bool,
    keep: Double, output: UnsafeMutablePointer<Double>
  ) {
    #if canImport(Accelerate)
      unsafe cblas_dgemm(
        CblasRowMajor, firstIsTransposed ? CblasTrans : CblasNoTrans,
        secondIsTransposed ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(depth),
        factor, first, Int32(firstIsTransposed ? rows : depth),
        second, Int32(secondIsTransposed ? depth : columns), keep, output, Int32(columns))
    #else
      unsafe OpenBLAS.library.double(
        OpenBLAS.rowMajor, OpenBLAS.transpose(firstIsTransposed),
        OpenBLAS.transpose(secondIsTransposed), Int32(rows), Int32(columns), Int32(depth),
        factor, first, Int32(firstIsTransposed ? rows : depth),
        second, Int32(secondIsTransposed ? depth : columns), keep, output, Int32(columns))
    #endif
  }
}
