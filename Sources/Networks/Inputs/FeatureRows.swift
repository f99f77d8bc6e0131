internal import Tensors

/// Rows of features in a file or in memory.
enum FeatureRows: Sendable {
  case file(RowReader)
  case memory([Double], width: Int)

  /// What the rows are called in messages.
  var name: String {
    switch self {
    case .file(let reader): reader.name("features")
    case .memory: "features"
    }
  }

  /// Whether single precision holds every feature exactly.
  var fitsSinglePrecision: Bool {
    switch self {
    case .file(let reader): reader.fitsSinglePrecision
    case .memory: false
    }
  }

  /// Calls a function with rows where they lie in a file; false, without a call, where they do not.
  func withFloats(_ rows: Range<Int>, _ body: (UnsafePointer<Float>) -> Void) -> Bool {
    guard case .file(let reader) = self else { return false }
    return unsafe reader.withFloats(rows, body)
  }

  func read(_ rows: Range<Int>, into storage: AlignedStorage<Float>) throws(NetworksError) {
    switch self {
    case .file(let reader): try reader.read(rows, into: storage)
    case .memory(let values, let width):
      for index in 0..<rows.count * width {
        unsafe storage.start[index] = Float(values[rows.lowerBound * width + index])
      }
    }
  }

  func read(_ rows: Range<Int>, into storage: AlignedStorage<Double>) throws(NetworksError) {
    switch self {
    case .file(let reader): try reader.read(rows, into: storage)
    case .memory(let values, let width):
      unsafe values.withUnsafeBufferPointer { values in
        guard let base = values.baseAddress else { return }
        unsafe storage.start.update(from: base + rows.lowerBound * width, count: rows.count * width)
      }
    }
  }
}
