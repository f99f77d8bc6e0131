import Files

/// Why a page to explore cannot be made.
package enum ExploreError: Error, Equatable, CustomStringConvertible {
  /// The study has more images than a page of files holds.
  case tooManyImages(count: Int, limit: Int)
  /// The annotation set has no answers about an image.
  case noImages(set: String)

  /// One sentence.
  package var description: String {
    switch self {
    case .tooManyImages(let count, let limit):
      "The study has \(count, "image"), and a page of files holds at most \(limit); give --serve in "
        + "place of --out to look at all of them."
    case .noImages(let set):
      "The annotation set \(set) has no answers about an image, so there is nothing to explore; "
        + "name another one with --set."
    }
  }
}
