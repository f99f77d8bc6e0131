/// The digests of one picture file.
package struct PictureContent: Equatable, Sendable {
  /// The name of the file, with folders below the folder of pictures.
  package let name: String
  /// The SHA-256 of the bytes, 64 lower-case hexadecimal digits.
  package let sha256: String
  /// The SHA-1 of the bytes, 40 lower-case hexadecimal digits: some sets name images by it.
  package let sha1: String

  /// Creates the digests of a picture.
  package init(name: String, sha256: String, sha1: String) {
    self.name = name
    self.sha256 = sha256
    self.sha1 = sha1
  }
}

/// What became of the pictures of a folder.
package struct PictureCounts: Equatable, Sendable {
  /// The pictures read.
  package var pictures = 0
  /// The pictures whose name fits an image.
  package var matchedByName = 0
  /// The pictures that have the content of an image with another name.
  package var matchedByContent = 0
  /// The images that were added to the data set.
  package var created = 0
  /// The pictures that fit no image and were left out.
  package var unknown = 0
  /// Up to ten names of them.
  package var examples: [String] = []
}
