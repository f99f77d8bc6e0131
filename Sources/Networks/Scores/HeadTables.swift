internal import CAngularKernels
internal import Statistics

/// What every tile needs to know of a head, computed once.
///
/// Each row of weights is divided by a power of two so that its largest magnitude lies in
/// [0.5, 1): products then neither overflow nor vanish, and sums of whole numbers stay exact.
final class HeadTables: Sendable {
  let classes: Int
  let width: Int
  let precision: ScoringPrecision
  let hasBias: Bool
  /// The scaled weights in single precision, of which products in it are made; else empty.
  let singleWeights: AlignedStorage<Float>
  /// The scaled weights in double precision; empty where single precision holds them exactly.
  let doubleWeights: AlignedStorage<Double>
  /// The power of two that each row was divided by.
  let scales: AlignedStorage<Double>
  /// The reciprocal norms of the scaled rows.
  let inverseNorms: AlignedStorage<Double>
  let bias: AlignedStorage<Double>
  /// 1 / |w_y - w_k|, or 0 where the two are equal: (classes, padded classes).
  let inverseDistances: AlignedStorage<Double>?

  /// The number of classes rounded up to whole vectors.
  static func padded(_ count: Int) -> Int {
    (count + Int(AVH_LANES) - 1) / Int(AVH_LANES) * Int(AVH_LANES)
  }

  init(_ head: ClassifierHead, precision: ScoringPrecision) {
    let (classes, width, count) = (head.classes, head.width, head.weights.count)
    let hasDistances = classes <= ScoringOptions.mostDistances
    let isSingle = precision == .single
    let scales = AlignedStorage<Double>(count: classes, repeating: 1)
    let inverseNorms = AlignedStorage<Double>(count: classes, repeating: 1)
    let single = AlignedStorage<Float>(count: isSingle ? count : 0, repeating: 0)
    // The weights divided by their norms, for the distances between them.
    let singleUnits = AlignedStorage<Float>(
      count: isSingle && hasDistances ? count : 0, repeating: 0)
    let doubleUnits = AlignedStorage<Double>(
      count: !isSingle && hasDistances ? count : 0, repeating: 0)
    let isExact = unsafe head.mapRows { index, row, measured in
      unsafe scales.start[index] = Double(
        sign: .plus, exponent: Int(measured.exponent), significand: 1)
      unsafe inverseNorms.start[index] = 1 / measured.norm
      let isExact =
        isSingle ? unsafe avh_round_row(row, width, single.start + index * width) != 0 : false
      guard hasDistances else { return isExact }
      unsafe avh_unit_row_d(row, width, 1 / measured.norm, row)
      if isSingle {
        _ = unsafe avh_round_row(row, width, singleUnits.start + index * width)
      } else {
        unsafe (doubleUnits.start + index * width).update(from: row, count: width)
      }
      return isExact
    }.allSatisfy(\.self)
    let double = AlignedStorage<Double>(count: isExact ? 0 : count, repeating: 0)
    if !isExact {
      _ = unsafe head.mapRows { index, row, _ in
        unsafe (double.start + index * width).update(from: row, count: width)
      }
    }
    self.classes = classes
    self.width = width
    self.precision = precision
    hasBias = head.bias != nil
    singleWeights = single
    doubleWeights = double
    self.scales = scales
    self.inverseNorms = inverseNorms
    bias = AlignedStorage(head.bias ?? [])
    inverseDistances =
      hasDistances ? Self.distances(head, single: singleUnits, double: doubleUnits) : nil
  }

  /// The weights of a class divided by their norm.
  @unsafe func unit(of index: Int) -> avh_factored_row {
    let isExact = doubleWeights.count == 0
    return unsafe avh_factored_row(
      single: isExact ? singleWeights.start + index * width : nil,
      wide: isExact ? nil : doubleWeights.start + index * width,
      factor: inverseNorms.start[index])
  }

  /// Tabulates 1 / |w_y - w_k|, of units in one of both precisions.
  ///
  /// |w_y - w_k|² = n_y² + n_k² - 2 n_y n_k cos, except where this cancels: there the difference
  /// itself is taken.
  private static func distances(
    _ head: ClassifierHead, single: AlignedStorage<Float>, double: AlignedStorage<Double>
  ) -> AlignedStorage<Double> {
    let (classes, width, stride) = (head.classes, head.width, padded(head.classes))
    let norms = head.weightNorms
    let table = AlignedStorage<Double>(count: classes * stride, repeating: 0)
    let isSingle = single.count > 0
    let block = 128
    let blocks = (classes + block - 1) / block
    _ = Parallel.map(count: blocks) { part in
      // Later blocks have more columns, so they begin first.
      let first = (blocks - 1 - part) * block
      let rows = min(block, classes - first)
      // Only the classes up to the last of this block: the table is symmetric.
      let columns = first + rows
      let cosines = AlignedStorage<Double>(count: rows * columns, repeating: 0)
      if isSingle {
        let products = AlignedStorage<Float>(count: rows * columns, repeating: 0)
        unsafe Float.multiply(
          rows: rows, columns: columns, depth: width, factor: 1,
          single.start + first * width, firstIsTransposed: false, single.start,
          secondIsTransposed: true, keep: 0, output: products.start)
        unsafe avh_unit_row_f(products.start, products.count, 1, cosines.start)
      } else {
        unsafe Double.multiply(
          rows: rows, columns: columns, depth: width, factor: 1,
          double.start + first * width, firstIsTransposed: false, double.start,
          secondIsTransposed: true, keep: 0, output: cosines.start)
      }
      for row in 0..<rows {
        let y = first + row
        for k in 0..<y {
          let squares = norms[y] * norms[y] + norms[k] * norms[k]
          var distance = unsafe squares - 2 * norms[y] * norms[k] * cosines.start[row * columns + k]
          if distance < 0.05 * squares { distance = head.squaredDistance(y, k) }
          let inverse = distance > 0 ? 1 / distance.squareRoot() : 0
          unsafe table.start[y * stride + k] = inverse
          unsafe table.start[k * stride + y] = inverse
        }
      }
    }
    return table
  }
}

extension ClassifierHead {
  /// The squared distance between the weights of two classes, from their differences.
  fileprivate func squaredDistance(_ first: Int, _ second: Int) -> Double {
    unsafe weights.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return 0 }
      var (one, two) = unsafe (
        avh_factored_row(single: nil, wide: base + first * width, factor: 1),
        avh_factored_row(single: nil, wide: base + second * width, factor: 1)
      )
      return unsafe avh_compare_rows(&one, &two, width).difference
    }
  }
}
