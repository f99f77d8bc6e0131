import ArgumentParser
import Reports

/// How a report writes its numbers and where it takes its pictures from.
struct ReportLook: ParsableArguments {
  @Flag(help: "Write 0.28 and not .28.")
  var leadingZero = false

  @Option(
    help:
      "The decimals of coefficients and differences (0 to 12); by default their intervals decide.")
  var digits: Int?

  @Option(
    help: """
      A folder with pictures of the images, named like them or at the paths that files told; the page \
      links to them.
      """)
  var images: String?

  @Option(
    help: "Put pictures into the page, up to so many bytes together; needs --images.")
  var embedImages: Int?

  @Option(help: "In what form figures are drawn beside SVG, comma separated: pdf, png.")
  var figureFormat: CommaList<FigureFormat>?

  func validate() throws {
    if let digits, !(0...12).contains(digits) {
      throw ValidationError("--digits is a number from 0 to 12, not \(digits).")
    }
    if let embedImages, embedImages < 0 {
      throw ValidationError("--embed-images is a number of bytes, not \(embedImages).")
    }
    if embedImages != nil, images == nil {
      throw ValidationError("--embed-images needs --images, the folder with the pictures.")
    }
  }

  /// Where the pictures are; nil when none were named.
  var pictures: ImagePictures? {
    images.map { ImagePictures(folder: $0, embeddedBytes: embedImages ?? 0) }
  }
}
