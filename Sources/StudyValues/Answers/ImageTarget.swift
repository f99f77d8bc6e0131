/// The reference class of an image, where the file of answers has one.
package struct ImageTarget: Sendable, Equatable {
  /// The index of the image.
  package let image: Int32
  /// The class, as an index of the label space.
  package let targetClass: Int32

  /// Creates a target.
  package init(image: Int32, targetClass: Int32) {
    self.image = image
    self.targetClass = targetClass
  }
}
