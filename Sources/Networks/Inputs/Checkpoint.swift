public import Tensors

/// The state of a network at one step of training, as a training script saved it in one npz file.
///
/// The file holds `features` (images, width), `weight` (classes, width), `bias` (classes) if the
/// layer has one, `step`, and optionally `epoch`, `train_loss` and `test_loss`.
public struct Checkpoint: Sendable {
  /// The file.
  public let path: String
  /// The number of training steps taken.
  public let step: Int
  /// The number of epochs taken, if the file tells.
  public let epoch: Double?
  /// The loss on training images that the script measured, in nats, if the file tells.
  public let trainingLoss: Double?
  /// The loss on test images that the script measured, in nats, if the file tells.
  public let testLoss: Double?
  /// The features of the test images: (images, width).
  public let features: Tensor
  /// The last layer.
  public let head: ClassifierHead

  /// Opens a checkpoint; the features are not read yet.
  ///
  /// - Parameter path: An npz file.
  /// - Throws: ``NetworksError`` when an array is missing or malformed, or the head is refused.
  public init(path: String) throws(NetworksError) {
    let weights: Tensor
    let bias: Tensor?
    do throws(TensorFileError) {
      let keys = Set(try Tensor.keys(in: path))
      func number(_ key: String) throws(TensorFileError) -> Double? {
        guard keys.contains(key) else { return nil }
        return try Tensor.open(path, key: key).readAll(as: Double.self).first
      }
      let steps = try Tensor.open(path, key: "step")
      step = try steps.read(rows: 0..<1, as: Int64.self).first.map { Int($0) } ?? 0
      epoch = try number("epoch")
      trainingLoss = try number("train_loss")
      testLoss = try number("test_loss")
      features = try Tensor.open(path, key: "features")
      weights = try Tensor.open(path, key: "weight")
      bias = keys.contains("bias") ? try Tensor.open(path, key: "bias") : nil
    } catch {
      throw .tensor(error)
    }
    self.path = path
    head = try ClassifierHead(weights: weights, bias: bias)
  }
}
