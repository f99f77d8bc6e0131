/// What the outer keys of nested JSON answers are; the two look alike, so a user has to say.
package enum NestedOrientation: String, Sendable, CaseIterable, Codable {
  /// `{image: {annotator: label}}`.
  case imageOutside = "image-annotator"
  /// `{annotator: {image: label}}`.
  case annotatorOutside = "annotator-image"
}
