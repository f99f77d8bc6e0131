/// One judgment of one image by one annotator.
///
/// Images, annotators, responses and conditions are indices into the lists that the
/// `AnnotationBatch` values of one import add up to. A missing index is −1 and a missing number is
/// NaN, so that a million answers need 40 megabytes and no allocation each.
package struct Answer: Sendable, Equatable {
  /// The index of the image.
  package var image: Int32
  /// The index of the annotator, or −1.
  package var annotator: Int32
  /// The class that was asked about, as an index of the label space, or −1 in a forced choice.
  package var askedClass: Int32
  /// The class that was chosen, as an index of the label space, or −1 when none was.
  package var chosenClass: Int32
  /// The index of the response as the file gives it, or −1.
  package var response: Int32
  /// The index of the condition, or −1.
  package var condition: Int32
  /// The level within the condition in the unit of the file, or NaN.
  package var level: Double
  /// The reaction time in seconds as given (a few published ones are negative), or NaN.
  package var reactionTime: Double

  /// Creates an answer; whatever is left out is missing.
  package init(
    image: Int32, annotator: Int32 = -1, askedClass: Int32 = -1, chosenClass: Int32 = -1,
    response: Int32 = -1, condition: Int32 = -1, level: Double = .nan, reactionTime: Double = .nan
  ) {
    self.image = image
    self.annotator = annotator
    self.askedClass = askedClass
    self.chosenClass = chosenClass
    self.response = response
    self.condition = condition
    self.level = level
    self.reactionTime = reactionTime
  }

  /// Whether both have the same fields, where NaN equals NaN.
  package static func == (left: Answer, right: Answer) -> Bool {
    left.image == right.image && left.annotator == right.annotator
      && left.askedClass == right.askedClass && left.chosenClass == right.chosenClass
      && left.response == right.response && left.condition == right.condition
      && (left.level == right.level || (left.level.isNaN && right.level.isNaN))
      && (left.reactionTime == right.reactionTime
        || (left.reactionTime.isNaN && right.reactionTime.isNaN))
  }
}
