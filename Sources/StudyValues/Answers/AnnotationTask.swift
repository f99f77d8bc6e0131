/// What annotators were asked to do, which fixes what a human selection frequency means.
///
/// Selection frequencies of different tasks are different quantities: pooling or ranking them
/// together is refused elsewhere.
package enum AnnotationTask: String, Sendable, CaseIterable, Codable {
  /// Choose one class of a list; the chance level is one over the number of classes.
  case forcedChoice = "forced-choice"
  /// Say whether a given class is present; several classes of an image may be.
  case presence
  /// Give a graded answer: probabilities, a ranking, several classes with weights.
  case graded
}
