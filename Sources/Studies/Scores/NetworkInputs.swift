package import Analyses
package import Networks
internal import Tensors

/// The files of a study's networks, for what is computed anew rather than stored.
package struct NetworkInputs: Sendable {
  private let images: [String]
  private let files: [String: NetworkFiles]
  private let options: ScoringOptions

  /// Names the files.
  ///
  /// - Parameters:
  ///   - images: The image of each row of every network.
  ///   - files: The files, by network.
  ///   - options: Precision and threads of the products.
  package init(images: [String], files: [String: NetworkFiles], options: ScoringOptions) {
    self.images = images
    self.files = files
    self.options = options
  }

  /// The logits of a network, bias included.
  ///
  /// - Parameter model: The network.
  /// - Returns: The logits; nil for a network without features or logits.
  /// - Throws: Errors of the readers and of scoring.
  /// - Complexity: One product of features and weights; 8 bytes for each image and class.
  package func logits(of model: String) throws -> LogitMatrix? {
    guard let own = files[model], own.features != nil || own.logits != nil else { return nil }
    let (input, _) = try own.open()
    let labels = [Int32](repeating: -1, count: input.rowCount)
    let scorer = try Scorer(input: input, labels: labels, options: options)
    return LogitMatrix(
      images: images, classCount: input.classes, values: try scorer.logits())
  }
}
