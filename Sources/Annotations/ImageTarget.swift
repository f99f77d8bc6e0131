/// The reference class of an image, where the file of answers has one.
public struct ImageTarget: Sendable, Equatable {
  /// The index of the image.
  public let image: Int32
  /// The class, as an index of the label space.
  public let targetClass: Int32

  /// Creates a target.
  public init(image: Int32, targetClass: Int32) {
    self.image = image
    self.targetClass = targetClass
  }
}
