/// The digests of one picture file.
public struct PictureContent: Equatable, Sendable {
  /// The name of the file, with folders below the folder of pictures.
  public let name: String
  /// The SHA-256 of the bytes, 64 lower-case hexadecimal digits.
  public let sha256: String
  /// The SHA-1 of the bytes, 40 lower-case hexadecimal digits: some sets name images by it.
  public let sha1: String

  /// Creates the digests of a picture.
  public init(name: String, sha256: String, sha1: String) {
    self.name = name
    self.sha256 = sha256
    self.sha1 = sha1
  }
}

/// What became of the pictures of a folder.
public struct PictureCounts: Equatable, Sendable {
  /// The pictures read.
  public var pictures = 0
  /// The pictures whose name fits an image.
  public var matchedByName = 0
  /// The pictures that have the content of an image with another name.
  public var matchedByContent = 0
  /// The images that were added to the data set.
  public var created = 0
  /// The pictures that fit no image and were left out.
  public var unknown = 0
  /// Up to ten names of them.
  public var examples: [String] = []
}
