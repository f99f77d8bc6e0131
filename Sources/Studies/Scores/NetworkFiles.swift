internal import Foundation
package import Networks
package import Tensors

/// The files of one network's outputs, opened and checked against each other.
package struct NetworkFiles: Equatable, Sendable {
  /// One array of a file.
  package struct Source: Equatable, Sendable {
    /// The path; a glob or a folder means shards.
    package var path: String
    /// The array's name inside an npz or safetensors file.
    package var key: String?
    /// The position along the first dimension.
    package var index: Int?

    /// Creates a source.
    package init(path: String, key: String? = nil, index: Int? = nil) {
      self.path = path
      self.key = key
      self.index = index
    }

    /// Takes `FILE` or `FILE:ARRAY`; a colon may be part of the name of a file that exists.
    package init(argument: String) {
      guard !FileManager.default.fileExists(atPath: argument),
        let colon = argument.lastIndex(of: ":"), colon != argument.startIndex
      else {
        self.init(path: argument)
        return
      }
      self.init(
        path: String(argument[..<colon]), key: String(argument[argument.index(after: colon)...]))
    }

    /// Opens the array.
    ///
    /// - Throws: The error of the tensor reader.
    package func open() throws -> Tensor {
      let tensor = try Tensor.open(pathOrGlobOrDirectory: path, key: key)
      return try index.map { try tensor.slice(index: $0) } ?? tensor
    }
  }

  /// Penultimate features, image by width.
  package var features: Source?
  /// The last layer's weights, class by width.
  package var weights: Source?
  /// The last layer's bias.
  package var bias: Source?
  /// Logits, image by class.
  package var logits: Source?
  /// The norms of the weight rows.
  package var weightNorms: Source?
  /// The norms of the features.
  package var featureNorms: Source?
  /// The output that is no class of the labels.
  package var background: Int?

  /// Creates a set of files.
  package init(
    features: Source? = nil, weights: Source? = nil, bias: Source? = nil, logits: Source? = nil,
    weightNorms: Source? = nil, featureNorms: Source? = nil, background: Int? = nil
  ) {
    self.features = features
    self.weights = weights
    self.bias = bias
    self.logits = logits
    self.weightNorms = weightNorms
    self.featureNorms = featureNorms
    self.background = background
  }

  /// The arrays that a training script saved in one file, by their names: `features` and `weight`
  /// or else `logits`, with `weight` or `weight_norms`, `bias` and `feature_norms` where it has them.
  ///
  /// - Throws: The error of the tensor reader.
  static func saved(in path: String, background: Int?) throws -> NetworkFiles {
    let keys = Set(try Tensor.keys(in: path))
    func source(_ key: String) -> Source? {
      keys.contains(key) ? Source(path: path, key: key) : nil
    }
    if keys.isSuperset(of: ["features", "weight"]) {
      return NetworkFiles(
        features: source("features"), weights: source("weight"), bias: source("bias"),
        background: background)
    }
    return NetworkFiles(
      weights: source("weight"), bias: source("bias"), logits: source("logits"),
      weightNorms: source("weight_norms"),
      featureNorms: source("feature_norms"), background: background)
  }

  /// Opens the files and puts them together.
  ///
  /// Features with weights come first; logits are then only compared with them.
  ///
  /// - Returns: What a scorer reads, and the logits to compare with.
  /// - Throws: ``StudyError`` when a needed file is not named; errors of the tensor reader and of the
  ///   head.
  package func open() throws -> (input: ScoringInput, givenLogits: LogitInput?) {
    if let features {
      guard let weights else {
        throw StudyError.inconsistent(
          location: features.path, problem: "features need the weights of the last layer")
      }
      let rows = try features.open()
      let matrix = try weights.open()
      try ClassifierHead.requireRows(matrix, width: rows.rowWidth)
      let head = try ClassifierHead(
        weights: matrix, bias: try bias?.open(), background: background)
      let given = try logits.map { try LogitInput($0.open(), background: background) }
      return (.features(rows, head), given)
    }
    guard let logits else {
      throw StudyError.inconsistent(
        location: "the network", problem: "scoring needs features and weights, or logits")
    }
    func values(_ source: Source?) throws -> [Double]? {
      try source?.open().readAll(as: Double.self)
    }
    let tensor = try logits.open()
    if let weights {
      guard weightNorms == nil else {
        throw StudyError.inconsistent(
          location: logits.path,
          problem: "both the weights of the last layer and their norms are given; give the weights")
      }
      let matrix = try weights.open()
      try ClassifierHead.requireRows(matrix, classes: tensor.rowWidth)
      let head = try ClassifierHead(
        weights: matrix, bias: try bias?.open(), background: background)
      let input = try LogitInput(
        tensor, head: head, featureNorms: try values(featureNorms), background: background)
      return (.logits(input), nil)
    }
    let norms = try values(weightNorms)
    // Whoever gives norms gives the bias too, if there is one.
    let hasNorms = norms != nil && featureNorms != nil
    let biases =
      try values(bias) ?? (hasNorms ? [Double](repeating: 0, count: tensor.rowWidth) : nil)
    return (
      .logits(
        try LogitInput(
          tensor, bias: biases, weightNorms: norms, featureNorms: try values(featureNorms),
          background: background)), nil
    )
  }

  /// The paths, by purpose.
  package var paths: [(purpose: String, path: String)] {
    [
      ("features", features), ("weights", weights), ("bias", bias), ("logits", logits),
      ("weight norms", weightNorms), ("feature norms", featureNorms),
    ].compactMap { purpose, source in source.map { (purpose, $0.path) } }
  }
}
