/// The logits of many images, read row by row.
///
/// Rows come from an array or from a function that fills a buffer, so that logits may stay in a
/// mapped file. Reading must give the same row each time and must be safe from several threads.
public struct LogitRows: Sendable {
  /// The number of images.
  public let count: Int
  /// The number of classes.
  public let classCount: Int
  private let fill: @Sendable (_ image: Int, _ row: inout [Double]) -> Void

  /// Reads rows through a function.
  ///
  /// - Parameters:
  ///   - count: The number of images.
  ///   - classCount: The number of classes; at least 2.
  ///   - fill: Writes the `classCount` logits of an image into the buffer, which has that length.
  /// - Throws: ``StatisticsError/emptyInput(name:)`` without images,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` with fewer than two classes.
  public init(
    count: Int, classCount: Int,
    fill: @escaping @Sendable (_ image: Int, _ row: inout [Double]) -> Void
  ) throws(StatisticsError) {
    guard count > 0 else { throw .emptyInput(name: "logits") }
    guard classCount >= 2 else {
      throw .outOfRange(name: "classCount", value: Double(classCount), allowed: "2 or more")
    }
    self.count = count
    self.classCount = classCount
    self.fill = fill
  }

  /// Keeps logits in an array, row by row.
  ///
  /// - Parameters:
  ///   - values: The logits, one row an image.
  ///   - classCount: The number of classes; at least 2.
  /// - Throws: ``StatisticsError/emptyInput(name:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``,
  ///   ``StatisticsError/lengthMismatch(expected:got:)`` when the last row is cut short.
  public init(_ values: [Double], classCount: Int) throws(StatisticsError) {
    let count = try Self.rows(values.count, classCount: classCount)
    try self.init(count: count, classCount: classCount) { image, row in
      let base = image * classCount
      for c in 0..<classCount { row[c] = values[base + c] }
    }
  }

  /// Keeps logits of single precision in an array, row by row.
  ///
  /// - Parameters:
  ///   - values: The logits, one row an image.
  ///   - classCount: The number of classes; at least 2.
  /// - Throws: ``StatisticsError/emptyInput(name:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``,
  ///   ``StatisticsError/lengthMismatch(expected:got:)`` when the last row is cut short.
  public init(_ values: [Float], classCount: Int) throws(StatisticsError) {
    // Two plain initializers: a generic one is not specialized for callers in other modules.
    let count = try Self.rows(values.count, classCount: classCount)
    try self.init(count: count, classCount: classCount) { image, row in
      let base = image * classCount
      for c in 0..<classCount { row[c] = Double(values[base + c]) }
    }
  }

  private static func rows(_ values: Int, classCount: Int) throws(StatisticsError) -> Int {
    guard classCount > 0 else { return 1 }
    let count = values / classCount
    guard values == count * classCount else {
      throw .lengthMismatch(expected: (count + 1) * classCount, got: values)
    }
    return count
  }

  /// Writes the logits of an image into a buffer of ``classCount`` numbers.
  func read(_ image: Int, into row: inout [Double]) { fill(image, &row) }

  /// Checks labels against the rows, and that each label's logits are finite.
  func check(labels: [Int32]) throws(StatisticsError) {
    guard labels.count == count else { throw .lengthMismatch(expected: count, got: labels.count) }
    if let bad = labels.firstIndex(where: { $0 < 0 || Int($0) >= classCount }) {
      throw .outOfRange(
        name: "the label of image \(bad)", value: Double(labels[bad]),
        allowed: "in 0..<\(classCount)")
    }
    var row = [Double](repeating: 0, count: classCount)
    for image in 0..<count {
      read(image, into: &row)
      for logit in row where !logit.isFinite {
        if logit.isNaN { throw .notANumber(name: "logits", index: image) }
        throw .notFinite(name: "logits", index: image)
      }
    }
  }
}
