internal import CAngularKernels

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Class scores from logits, and angles where there are norms.
final class LogitSource: TileSource {
  /// How far a cosine may lie outside [-1, 1] before the numbers are said not to fit together;
  /// logits in half precision are off by 5e-4 of themselves.
  static let tolerance = 1e-2

  private let reader: RowReader
  private let given: AlignedStorage<Double>
  private let bias: AlignedStorage<Double>?
  /// Zeros when there are no angles, which then have cosines of zero that nobody reads.
  private let inverseNorms: AlignedStorage<Double>
  private let featureNorms: [Double]?
  private let classes: Int
  private let hasBias: Bool
  private let hasAngles: Bool
  private var firstRow = 0

  init(_ reader: RowReader, _ input: LogitInput, hasBias: Bool) {
    self.reader = reader
    self.hasBias = hasBias
    classes = input.classes
    featureNorms = input.featureNorms
    hasAngles = input.provides.contains(.angles)
    bias = input.bias.map { AlignedStorage($0) }
    inverseNorms = AlignedStorage(
      hasAngles
        ? input.weightNorms?.map { 1 / $0 } ?? [] : [Double](repeating: 0, count: input.classes))
    given = AlignedStorage(
      count: ScoringOptions.tileRows * reader.storedWidth, repeating: 0)
  }

  func load(_ rows: Range<Int>) throws(NetworksError) {
    firstRow = rows.lowerBound
    try reader.read(rows, into: given)
    for index in 0..<rows.count * classes where unsafe !given.start[index].isFinite {
      throw .notFinite(
        what: reader.name("logits"), row: firstRow + index / classes, column: index % classes,
        value: unsafe "\(given.start[index])")
    }
    if firstRow == 0 { try refuseProbabilities(rows.count) }
  }

  /// Refuses a first tile of nothing but probabilities, or of their logarithms with norms.
  private func refuseProbabilities(_ rows: Int) throws(NetworksError) {
    let values = unsafe UnsafeBufferPointer(start: given.start, count: rows * classes)
    guard
      let form = unsafe ProbabilityForm.find(
        in: values, classes: classes, isPart: classes < reader.storedWidth),
      form != .logarithms || hasAngles
    else { return }
    throw .probabilities(what: reader.name("logits"), form: form)
  }

  func fill(
    _ offset: Int, logits: AlignedStorage<Double>, unbiased: AlignedStorage<Double>?,
    cosines: AlignedStorage<Double>
  ) throws(NetworksError) {
    var described = unsafe avh_classes(
      count: classes, scales: nil, inverse_norms: inverseNorms.start,
      bias: hasBias ? bias?.start : nil)
    unsafe avh_fill_from_logits(
      given.start + offset * classes, &described, hasAngles ? 1 / norm(offset) : 0, logits.start,
      unbiased?.start, cosines.start)
    for index in 0..<classes {
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

  func norm(_ offset: Int) -> Double { featureNorms?[firstRow + offset] ?? .nan }
}
