/// How often one class of one image was selected, of how many times it could have been.
///
/// The human selection frequency belongs to an (image, class, condition, level), never to an image
/// alone. A pair that was never shown has no tally: zero shown is missing, not a frequency of 0.
///
/// In a forced choice every annotator of the image could have selected the class, so `shown` is the
/// number of annotators. A class that nobody chose has a tally only if the label space has at most
/// ``allClassesLimit`` classes, or if it is the target class of the image.
package struct Tally: Sendable, Equatable {
  /// Label spaces up to this size get a tally of every class of every image, zeros included.
  package static let allClassesLimit = 20

  /// The index of the image.
  package var image: Int32
  /// The class, as an index of the label space.
  package var targetClass: Int32
  /// The index of the condition, or −1.
  package var condition: Int32
  /// The level within the condition, or NaN.
  package var level: Double
  /// The number of annotators who could have selected the class; 0 when the file does not say
  /// (`AnnotationHeader.hasCounts` is false).
  package var shown: Int64
  /// How many selected it; a fractional sum of weights in a graded task; the published share when
  /// the file has no counts.
  package var selected: Double
  /// How many said *maybe*; what that is worth is `AnnotationHeader.maybe`.
  package var partial: Int64

  /// Creates a tally.
  package init(
    image: Int32, targetClass: Int32, condition: Int32 = -1, level: Double = .nan, shown: Int64,
    selected: Double, partial: Int64 = 0
  ) {
    self.image = image
    self.targetClass = targetClass
    self.condition = condition
    self.level = level
    self.shown = shown
    self.selected = selected
    self.partial = partial
  }

  /// Whether both have the same fields, where NaN equals NaN.
  package static func == (left: Tally, right: Tally) -> Bool {
    left.image == right.image && left.targetClass == right.targetClass
      && left.condition == right.condition && left.shown == right.shown
      && left.selected == right.selected && left.partial == right.partial
      && (left.level == right.level || (left.level.isNaN && right.level.isNaN))
  }
}
