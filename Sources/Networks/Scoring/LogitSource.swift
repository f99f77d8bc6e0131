internal import CAngularKernels

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Class scores from logits, bias and norms: cos A(x, w_k) = (z_k - b_k) / (|x| |w_k|).
final class LogitSource: TileSource {
  /// How far a cosine may lie outside [-1, 1] before the numbers are said not to fit together;
  /// logits in half precision are off by 5e-4 of themselves.
  static let tolerance = 1e-2

  private let reader: RowReader
  private let given: AlignedStorage<Double>
  private let bias: AlignedStorage<Double>
  private let inverseNorms: AlignedStorage<Double>
  private let featureNorms: [Double]
  private let hasBias: Bool
  private var firstRow = 0

  init(
    _ reader: RowReader, bias: [Double], weightNorms: [Double], featureNorms: [Double],
    hasBias: Bool
  ) {
    self.reader = reader
    self.featureNorms = featureNorms
    self.hasBias = hasBias
    self.bias = AlignedStorage(bias)
    inverseNorms = AlignedStorage(weightNorms.map { 1 / $0 })
    given = AlignedStorage(count: ScoringOptions.tileRows * bias.count, repeating: 0)
  }

  func load(_ rows: Range<Int>) throws(NetworksError) {
    firstRow = rows.lowerBound
    try reader.read(rows, into: given)
    let classes = bias.count
    for index in 0..<rows.count * classes where unsafe !given.start[index].isFinite {
      throw .notFinite(
        what: reader.name("logits"), row: firstRow + index / classes, column: index % classes,
        value: unsafe "\(given.start[index])")
    }
  }

  func fill(
    _ offset: Int, logits: AlignedStorage<Double>, unbiased: AlignedStorage<Double>?,
    cosines: AlignedStorage<Double>
  ) throws(NetworksError) {
    let count = bias.count
    var classes = unsafe avh_classes(
      count: count, scales: nil, inverse_norms: inverseNorms.start,
      bias: hasBias ? bias.start : nil)
    unsafe avh_fill_from_logits(
      given.start + offset * count, &classes, 1 / norm(offset), logits.start, unbiased?.start,
      cosines.start)
    for index in 0..<count {
      let cosine = unsafe cosines.start[index]
      if !(abs(cosine) <= 1 + Self.tolerance) {
        throw .impossibleCosine(row: firstRow + offset, class: index, cosine: cosine)
      }
    }
  }

  func angle(_ offset: Int, _ index: Int, _ cosines: AlignedStorage<Double>) -> ClassAngle {
    let cosine = unsafe max(-1, min(1, cosines.start[index]))
    return ClassAngle(angle: acos(cosine), cosine: cosine)
  }

  func norm(_ offset: Int) -> Double { featureNorms[firstRow + offset] }
}
