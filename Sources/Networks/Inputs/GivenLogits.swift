/// Logits that came with the features, read beside them to see whether both agree.
final class GivenLogits {
  /// Two logits closer than this share of the largest magnitude are not told apart: files hold
  /// features or logits in half precision.
  static let tolerance = 1e-3

  private let reader: RowReader
  private let classes: Int
  private let storage: AlignedStorage<Double>

  init(_ reader: RowReader, classes: Int) {
    self.reader = reader
    self.classes = classes
    storage = AlignedStorage(count: ScoringOptions.tileRows * reader.storedWidth, repeating: 0)
  }

  func load(_ rows: Range<Int>) throws(NetworksError) { try reader.read(rows, into: storage) }

  /// Compares the predicted class of one row.
  func compare(
    _ offset: Int, row: Int, computed: AlignedStorage<Double>, predicted: Int,
    into agreement: inout LogitAgreement
  ) {
    let given = unsafe UnsafeBufferPointer(
      start: storage.start + offset * classes, count: classes)
    let computed = unsafe UnsafeBufferPointer(start: computed.start, count: classes)
    var best = 0
    var largest = 0.0
    for index in 0..<classes {
      if unsafe given[index] > given[best] { best = index }
      largest = unsafe max(largest, abs(computed[index]))
    }
    agreement.rows += 1
    if unsafe computed[best] < computed[predicted] - Self.tolerance * largest {
      agreement.disagreeing += 1
      if agreement.firstRow == nil {
        (agreement.firstRow, agreement.firstGiven) = (row, best)
        agreement.firstComputed = predicted
      }
    }
  }
}
