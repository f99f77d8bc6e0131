/// What the annotator column of a file identifies.
///
/// Methods that model or resample annotators need persons. A position (the third label of an image)
/// is a different person on every image, so those methods refuse it.
package enum AnnotatorIdentity: String, Sendable, CaseIterable, Codable {
  /// The same identifier is the same person on every image.
  case person
  /// The identifier numbers the answers of one image and says nothing about who gave them.
  case position
  /// The file has only counts or shares.
  case none

  /// Refuses a method that needs to know who gave an answer.
  ///
  /// - Parameter method: The method as the sentence calls it, such as `Dawid-Skene`.
  /// - Throws: ``StudyValuesError/needsPersons(method:identity:)`` unless annotators are persons.
  package func requirePersons(for method: String) throws(StudyValuesError) {
    guard self == .person else { throw .needsPersons(method: method, identity: self) }
  }
}
