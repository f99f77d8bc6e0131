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
  /// The scaled weights in the precision of the products; the other one is empty.
  let singleWeights: AlignedStorage<Float>
  let doubleWeights: AlignedStorage<Double>
  /// The weights of each class divided by their norm.
  let units: AlignedStorage<Double>
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
    let (classes, width) = (head.classes, head.width)
    let count = head.weights.count
    let isSingle = precision == .single
    let units = AlignedStorage<Double>(count: count, repeating: 0)
    let single = AlignedStorage<Float>(count: isSingle ? count : 0, repeating: 0)
    let double = AlignedStorage<Double>(count: isSingle ? 0 : count, repeating: 0)
    let scales = AlignedStorage<Double>(count: classes, repeating: 1)
    let inverseNorms = AlignedStorage<Double>(count: classes, repeating: 1)
    let block = 64
    _ = Parallel.map(count: (classes + block - 1) / block) { part in
      let own = AlignedStorage<Double>(count: isSingle ? width : 0, repeating: 0)
      for index in part * block..<min((part + 1) * block, classes) {
        let row = unsafe isSingle ? own.start : double.start + index * width
        unsafe head.weights.withUnsafeBufferPointer { weights in
          guard let start = weights.baseAddress else { return }
          unsafe row.update(from: start + index * width, count: width)
        }
        let measured = unsafe avh_prepare_row_d(row, width)
        unsafe scales.start[index] = Double(
          sign: .plus, exponent: Int(measured.exponent), significand: 1)
        unsafe inverseNorms.start[index] = 1 / measured.norm
        unsafe avh_unit_row_d(row, width, 1 / measured.norm, units.start + index * width)
        if isSingle { unsafe avh_round_row(row, width, single.start + index * width) }
      }
    }
    self.classes = classes
    self.width = width
    self.precision = precision
    hasBias = head.bias != nil
    singleWeights = single
    doubleWeights = double
    self.units = units
    self.scales = scales
    self.inverseNorms = inverseNorms
    bias = AlignedStorage(head.bias ?? [])
    inverseDistances =
      classes > ScoringOptions.mostDistances
      ? nil : Self.distances(head, units: units, isSingle: isSingle)
  }

  /// Tabulates 1 / |w_y - w_k|.
  ///
  /// |w_y - w_k|² = n_y² + n_k² - 2 n_y n_k cos, except where this cancels: there the difference
  /// itself is taken.
  private static func distances(
    _ head: ClassifierHead, units: AlignedStorage<Double>, isSingle: Bool
  ) -> AlignedStorage<Double> {
    let (classes, width, stride) = (head.classes, head.width, padded(head.classes))
    let norms = head.weightNorms
    let table = AlignedStorage<Double>(count: classes * stride, repeating: 0)
    let narrow = AlignedStorage<Float>(count: isSingle ? units.count : 0, repeating: 0)
    if isSingle { unsafe avh_round_row(units.start, units.count, narrow.start) }
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
          narrow.start + first * width, firstIsTransposed: false, narrow.start,
          secondIsTransposed: true, keep: 0, output: products.start)
        unsafe avh_unit_row_f(products.start, products.count, 1, cosines.start)
      } else {
        unsafe Double.multiply(
          rows: rows, columns: columns, depth: width, factor: 1,
          units.start + first * width, firstIsTransposed: false, units.start,
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
      return unsafe avh_compare_rows_d(base + first * width, 1, base + second * width, width)
        .difference
    }
  }
}
