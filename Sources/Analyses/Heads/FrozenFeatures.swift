internal import Networks
internal import Tensors

/// Reads the features and labels that a manifest names into sets that heads are trained on.
enum FrozenFeatures {
  /// The classes of the tensor's images.
  static func labels(_ name: String, in data: some AnalysisData) throws -> [Int32] {
    try data.tensor(name).readAll(as: Int32.self)
  }

  /// The features of the tensor's images, one row per label.
  ///
  /// - Throws: `NetworksError` when the tensor has not one row per label or a row has no
  ///   direction, and the errors of reading it.
  static func read(
    _ name: String, labels: [Int32], in data: some AnalysisData
  ) throws -> FeatureSet {
    let tensor = try data.tensor(name)
    guard tensor.rowCount == labels.count else {
      throw NetworksError.countMismatch(
        what: "rows in the tensor `\(name)`, one per label,", expected: labels.count,
        got: tensor.rowCount)
    }
    return try FeatureSet(
      features: try tensor.readAll(as: Double.self), labels: labels, width: tensor.rowWidth)
  }
}
