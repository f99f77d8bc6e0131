internal import CAngularKernels
internal import Tensors

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Class scores as products of features and weights.
///
/// Rows are scaled by powers of two before the product, so that magnitudes from 1e-18 to 1e18
/// and beyond neither overflow nor vanish in single precision.
final class ProductSource: TileSource {
  private let tables: HeadTables
  private let rows: FeatureRows
  private let tileRows = ScoringOptions.tileRows
  /// Features as read, when they fit single precision and products are in it.
  private let single: AlignedStorage<Float>
  /// Features as read otherwise.
  private let double: AlignedStorage<Double>
  private let isNarrow: Bool
  private let singleProducts: AlignedStorage<Float>
  private let doubleProducts: AlignedStorage<Double>
  private var measured: [avh_row]

  init(_ tables: HeadTables, _ rows: FeatureRows) {
    self.tables = tables
    self.rows = rows
    let isSingle = tables.precision == .single
    isNarrow = isSingle && rows.fitsSinglePrecision
    let elements = tileRows * tables.width
    single = AlignedStorage(count: isSingle ? elements : 0, repeating: 0)
    double = AlignedStorage(count: isNarrow ? 0 : elements, repeating: 0)
    singleProducts = AlignedStorage(count: isSingle ? tileRows * tables.classes : 0, repeating: 0)
    doubleProducts = AlignedStorage(count: isSingle ? 0 : tileRows * tables.classes, repeating: 0)
    measured = Array(repeating: avh_row(), count: tileRows)
  }

  func load(_ range: Range<Int>) throws(NetworksError) {
    let width = tables.width
    let padding = (tileRows - range.count) * width
    var isTaken = false
    if isNarrow {
      // Single precision is scaled on its way out of the file; anything else is converted first.
      isTaken = unsafe rows.withFloats(range) { values in
        for offset in 0..<range.count {
          measured[offset] = unsafe avh_take_row_f(
            values + offset * width, single.start + offset * width, width)
        }
      }
      if !isTaken { try rows.read(range, into: single) }
      unsafe (single.start + range.count * width).update(repeating: 0, count: padding)
    } else {
      try rows.read(range, into: double)
      unsafe (double.start + range.count * width).update(repeating: 0, count: padding)
    }
    for offset in 0..<range.count {
      let found =
        isTaken
        ? measured[offset]
        : isNarrow
          ? unsafe avh_prepare_row_f(single.start + offset * width, width)
          : unsafe avh_prepare_row_d(double.start + offset * width, width)
      measured[offset] = found
      let row = range.lowerBound + offset
      if found.first_not_finite >= 0 {
        let column = Int(found.first_not_finite)
        let value =
          isNarrow
          ? unsafe "\(single.start[offset * width + column])"
          : unsafe "\(double.start[offset * width + column])"
        throw .notFinite(what: rows.name, row: row, column: column, value: value)
      }
      if found.norm == 0 { throw .zeroNorm(what: rows.name, row: row) }
    }
    if tables.precision == .single {
      if !isNarrow { _ = unsafe avh_round_row(double.start, double.count, single.start) }
      unsafe Float.multiply(
        rows: tileRows, columns: tables.classes, depth: width, factor: 1, single.start,
        firstIsTransposed: false, tables.singleWeights.start, secondIsTransposed: true, keep: 0,
        output: singleProducts.start)
    } else {
      unsafe Double.multiply(
        rows: tileRows, columns: tables.classes, depth: width, factor: 1, double.start,
        firstIsTransposed: false, tables.doubleWeights.start, secondIsTransposed: true, keep: 0,
        output: doubleProducts.start)
    }
  }

  func fill(
    _ offset: Int, logits: AlignedStorage<Double>, unbiased: AlignedStorage<Double>?,
    cosines: AlignedStorage<Double>
  ) {
    var classes = unsafe avh_classes(
      count: tables.classes, scales: tables.scales.start,
      inverse_norms: tables.inverseNorms.start, bias: tables.hasBias ? tables.bias.start : nil)
    let row = measured[offset]
    let scale = Double(sign: .plus, exponent: Int(row.exponent), significand: 1)
    if tables.precision == .single {
      unsafe avh_fill_from_products_f(
        singleProducts.start + offset * tables.classes, &classes, scale, 1 / row.norm,
        logits.start, unbiased?.start, cosines.start)
    } else {
      unsafe avh_fill_from_products_d(
        doubleProducts.start + offset * tables.classes, &classes, scale, 1 / row.norm,
        logits.start, unbiased?.start, cosines.start)
    }
  }

  /// The angle from the unit vectors u and v in double precision, 2 atan2(|u - v|, |u + v|)
  /// (Kahan 2006, "How Futile are Mindless Assessments of Roundoff", section 12), which is exact
  /// near 0 and near pi, where the arccosine is not.
  func angle(_ offset: Int, _ index: Int, _ cosines: AlignedStorage<Double>) -> ClassAngle {
    let width = tables.width
    var row = unsafe avh_factored_row(
      single: isNarrow ? single.start + offset * width : nil,
      wide: isNarrow ? nil : double.start + offset * width, factor: 1 / measured[offset].norm)
    var unit = unsafe tables.unit(of: index)
    let pair = unsafe avh_compare_rows(&row, &unit, width)
    return ClassAngle(
      angle: 2 * atan2(pair.difference.squareRoot(), pair.sum.squareRoot()),
      cosine: max(-1, min(1, pair.product)))
  }

  func norm(_ offset: Int) -> Double {
    let row = measured[offset]
    return Double(sign: .plus, exponent: Int(row.exponent), significand: row.norm)
  }
}
