/// Where the picture of an image lies, as a file tells it that names the image.
///
/// The name that images are matched by has neither folder nor ending, and an address of the web is told apart
/// by its last part; what the file said is kept here for pages that show pictures and for programs that
/// open them. The signature of an address, its dates, tokens and expiry are no part of it, nor are a user
/// name and password: they are secrets, the former for some days only.
package struct ImagePlace: Equatable, Sendable {
  /// The path, with folders and ending; nil where the file gives none.
  package var path: String?
  /// The address, `http` or `https`; nil where the file gives none.
  package var url: String?

  /// The most characters that are kept.
  private static let longest = 2_048

  /// Reads what a file says of an image; nil for a name alone, and for a text too long for a place.
  ///
  /// - Parameter text: The image as the file names it.
  package init?(told text: String) {
    // A name without any of these has neither folder nor ending.
    guard text.utf8.contains(where: { $0 == 0x2F || $0 == 0x5C || $0 == 0x2E }),
      text.utf8.count <= Self.longest
    else { return nil }
    let plain = NameText.plain(text)
    if ImageName.isAddress(plain) {
      url = ImageName.unsigned(plain)
    } else if ImageName.hasFolder(plain) || ImageName.isPicture(plain) {
      path = plain
    } else {
      return nil
    }
  }

  /// Creates a place from what a study stores.
  package init(path: String?, url: String?) {
    self.path = path
    self.url = url
  }
}
