/// Names by which images of different files are matched.
///
/// Annotation files, feature files and folders write the same image as `n01440764/X.JPEG`, `X.jpeg`
/// or `X`. The normalised name is the base name without the extension of a picture file, case kept.
/// Readers refuse two different images of one set that would share a normalised name.
///
/// Names lose percent-encoding, whether they are addresses or not: `a%20b.jpg` is `a b.jpg`. What is
/// encoded may be a slash, as in `o/pets%2Fa.jpg`.
///
/// In an address of the web what follows `?` or `#` belongs to the name, because it is what a program
/// that serves pictures tells them apart by: `uc?id=a` and `uc?id=b` are two images, and
/// `?d=pets/a.jpg` is named by its last part. The order of its parameters does not matter, and `&amp;`
/// between them is `&`. The signature of an address, and the dates, tokens and
/// expiry beside one, never belong to it, nor do a token and its expiry beside an identifier
/// (`?id=7&token=x`), nor a user name and password before its host. Where the path itself ends in a
/// picture's name, no part behind it does, and two addresses that differ there in more than a signature,
/// size or version are refused.
package enum ImageName {
  /// The extensions of pictures, in lower case; they are removed.
  package static let extensions: Set<String> = [
    "jpeg", "jpg", "png", "bmp", "gif", "webp", "tif", "tiff", "ppm", "pgm",
  ]

  /// The parts of a name.
  package struct Parts: Sendable, Equatable {
    /// What images are matched by.
    package var name: String
    /// The folder with its slash; empty when there is none or folders are kept.
    package var folder = ""
    /// The extension of a picture, in lower case with its dot; empty when there is none.
    package var suffix = ""
    /// What an address has behind the path of a picture, without signatures.
    package var query = ""
    /// Whether the name was percent-encoded.
    package var isDecoded = false
  }

  /// The normalised name: no folder, no picture extension.
  ///
  /// - Parameters:
  ///   - name: A path, a URL or a name; both kinds of slash separate folders.
  ///   - keepsFolders: Whether folders stay, for sets in which base names repeat.
  /// - Returns: The name that images are matched by; `name` itself if nothing else would remain.
  package static func normalized(_ name: String, keepsFolders: Bool = false) -> String {
    parts(of: name, keepsFolders: keepsFolders).name
  }

  /// Takes a name apart.
  ///
  /// - Parameters:
  ///   - name: A path, a URL or a name.
  ///   - keepsFolders: Whether folders stay with the name.
  /// - Returns: The parts; the text as it is where no name would remain.
  package static func parts(of name: String, keepsFolders: Bool = false) -> Parts {
    if isBare(name) { return Parts(name: name) }
    let text = withoutCredentials(NameText.plain(name))
    // A picture that stands in the table itself has no folder: its letters may hold a slash anywhere.
    if text.hasPrefix("data:"), text.contains(";base64,") { return Parts(name: text) }
    let (encoded, query) = withoutQuery(text)
    let address = PercentCode.decoded(encoded)
    let isDecoded = address != encoded
    var base = address[...]
    var folder = ""[...]
    if !keepsFolders {
      let bytes = address.utf8
      let slash = bytes.indices.last {
        (bytes[$0] == 0x2F || bytes[$0] == 0x5C) && bytes.index(after: $0) < bytes.endIndex
      }
      if let slash {
        folder = address[...slash]
        base = address[address.utf8.index(after: slash)...]
      }
    }
    var suffix = ""
    if let dot = base.utf8.lastIndex(of: 0x2E), dot > base.startIndex, isPicture(base) {
      suffix = base[dot...].lowercased()
      // Blanks and marks without width before the extension are outer ones of the name.
      base = NameText.plain(String(base[..<dot]))[...]
    }
    guard !base.isEmpty else { return Parts(name: text) }
    return Parts(
      name: String(base), folder: String(folder), suffix: suffix, query: query,
      isDecoded: isDecoded)
  }

  /// Whether a name is certainly all that it consists of: letters, digits, hyphens and underscores, as the
  /// names that were taken apart before mostly are.
  private static func isBare(_ name: String) -> Bool {
    name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
        || byte == 0x5F
    }
  }

  /// Whether a name has the extension of a picture.
  package static func isPicture(_ name: String) -> Bool { isPicture(name[...]) }

  private static func isPicture(_ name: Substring) -> Bool {
    guard let dot = name.utf8.lastIndex(of: 0x2E) else { return false }
    return code(name[dot...].utf8.dropFirst()).map(codes.contains) ?? false
  }

  /// The bytes of an ending of at most four, in lower case, as one number.
  private static func code(_ ending: some Sequence<UInt8>) -> UInt64? {
    var (code, count) = (UInt64(0), 0)
    for byte in ending {
      count += 1
      guard count <= 4 else { return nil }
      code = code << 8 | UInt64(byte | 0x20)
    }
    return code
  }

  private static let codes = Set(extensions.compactMap { code($0.utf8) })

  /// Whether a name has folders, with either kind of slash.
  package static func hasFolder(_ name: String) -> Bool {
    name.utf8.contains { $0 == 0x2F || $0 == 0x5C }
  }

  /// The base name of a path without its last extension.
  package static func stem(_ path: String) -> String {
    let base = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = base.lastIndex(of: "."), dot > base.startIndex else { return base }
    return String(base[..<dot])
  }

  /// A name without the eight hexadecimal digits and the hyphen that Label Studio puts before the names of
  /// uploaded files, `a1b2c3d4-cat.jpg`; nil for any other name.
  package static func withoutUploadPrefix(_ name: String) -> String? {
    let base = normalized(name)
    let digits = base.utf8.prefix { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    let rest = base.dropFirst(9)
    guard digits.count == 8, base.utf8.dropFirst(8).first == UInt8(ascii: "-"), !rest.isEmpty else {
      return nil
    }
    return String(rest)
  }

  // MARK: - Addresses of the web

  /// Whether a name is an address of the web.
  package static func isAddress(_ name: String) -> Bool {
    guard let first = name.utf8.first, first | 0x20 == 0x68 else { return false }
    let start = name.prefix(8).lowercased()
    return start.hasPrefix("http://") || start == "https://"
  }

  /// An address without what signs it and without a user name and password.
  package static func unsigned(_ text: String) -> String {
    let (path, part) = split(withoutCredentials(text))
    return path + kept(of: part)
  }

  /// Whether an address has a user name, and perhaps a password, before its host.
  package static func hasCredentials(_ text: String) -> Bool { credentials(text) != nil }

  private static func withoutCredentials(_ text: String) -> String {
    guard let range = credentials(text) else { return text }
    return String(text[..<range.lowerBound] + text[range.upperBound...])
  }

  /// Where `user:password@` stands behind the `//` of an address.
  private static func credentials(_ text: String) -> Range<String.Index>? {
    guard text.utf8.contains(UInt8(ascii: "@")), let scheme = text.firstRange(of: "://")
    else { return nil }
    let host = text[scheme.upperBound...].prefix { !"/?#".contains($0) }
    guard let mark = host.lastIndex(of: "@") else { return nil }
    return host.startIndex..<host.index(after: mark)
  }

  /// A text before its first `?` or `#`, and from there on.
  private static func split(_ text: String) -> (path: String, part: Substring) {
    // Bytes are looked at rather than characters: a file has millions of names.
    guard let mark = text.utf8.firstIndex(where: { $0 == 0x3F || $0 == 0x23 }) else {
      return (text, text[text.endIndex...])
    }
    return (String(text[..<mark]), text[mark...])
  }

  /// An address without its signatures, and what was behind the path of a picture.
  private static func withoutQuery(_ text: String) -> (address: String, query: String) {
    let (path, part) = split(text)
    guard let mark = part.first else { return (text, "") }
    // Other stores (`s3://`), pages (`//cdn.org/a.jpg?v=1`) and programs sign and number addresses as well.
    let isAddress =
      text.utf8.starts(with: "http".utf8) || path.contains("://")
      || (mark == "?" && isPicture(path) && part.contains("="))
    guard isAddress else { return (text, "") }
    guard isPicture(path) else { return (path + kept(of: part), "") }
    return (path, kept(of: part, leavingOut: renderings))
  }

  /// The query or fragment of an address without the parameters that sign it, and others, in one order
  /// and with `&` where a page of the web has `&amp;`.
  private static func kept(of part: Substring, leavingOut further: Set<String> = []) -> String {
    let query = part.replacing("&amp;", with: "&")
    return ordered(unsigned(of: query[...], leavingOut: further))
  }

  /// A query with its parameters in the order of their names, where each has a name and none a path.
  private static func ordered(_ part: String) -> String {
    guard part.first == "?" else { return part }
    let end = part.firstIndex(of: "#") ?? part.endIndex
    let parameters = part[part.index(after: part.startIndex)..<end].split(separator: "&")
    guard parameters.count > 1,
      parameters.allSatisfy({ $0.contains("=") && !$0.contains("/") && !$0.contains("%") })
    else { return part }
    let named = parameters.enumerated().map { (name: $1.prefix { $0 != "=" }, place: $0, text: $1) }
    let sorted = named.sorted { ($0.name, $0.place) < ($1.name, $1.place) }
    return "?" + sorted.map(\.text).joined(separator: "&") + part[end...]
  }

  private static func unsigned(of part: Substring, leavingOut further: Set<String>) -> String {
    guard part.first == "?" else { return String(part) }
    let end = part.firstIndex(of: "#") ?? part.endIndex
    let parameters = part[part.index(after: part.startIndex)..<end].split(separator: "&")
    let names = parameters.map { $0.prefix { $0 != "=" }.lowercased() }
    // A token or date without a signature may be all that tells pictures of a program apart.
    let isSigned =
      !further.isEmpty || names.contains { name in signatures.contains { name.contains($0) } }
    guard isSigned else {
      guard names.contains(where: isIdentifier) else { return String(part) }
      let kept = zip(parameters, names).filter { !isPass($0.1) }.map(\.0)
      return "?" + kept.joined(separator: "&") + part[end...]
    }
    let kept = parameters.filter { parameter in
      let name = parameter.prefix { $0 != "=" }.lowercased()
      return !signing.contains(name) && !further.contains(name)
        && !signingParts.contains { name.contains($0) }
    }
    return (kept.isEmpty ? "" : "?" + kept.joined(separator: "&")) + part[end...]
  }

  /// The parameters by which the large stores of files sign an address.
  private static let signing: Set<String> = [
    "key-pair-id", "sv", "se", "st", "sp", "spr", "sr", "srt", "ss", "skoid", "sktid", "skt", "ske",
    "sks", "skv", "hdnts", "hmac", "nonce", "ts", "exp", "policy", "date", "auth",
  ]
  /// The parameters that say how one picture is sent: its size, form and version.
  private static let renderings: Set<String> = [
    "s", "w", "h", "v", "q", "width", "height", "size", "quality", "dl", "raw", "download", "dpr",
    "fit", "crop", "format", "auto", "version", "cache",
  ]
  /// Whether a parameter by its name says which picture is meant: `id`, `img`, `file_id`, `imagePath`.
  private static func isIdentifier(_ name: String) -> Bool {
    if identifiers.contains(name) { return true }
    guard let word = pictures.first(where: name.hasPrefix) else { return false }
    let rest = name.dropFirst(word.count).drop { $0 == "_" || $0 == "-" }
    return rest.isEmpty || ["id", "name", "no", "nr", "key", "path"].contains(rest)
  }

  /// Whether a parameter by its name only lets somebody in, for some time.
  private static func isPass(_ name: String) -> Bool {
    ["exp", "ts", "auth", "nonce", "jwt", "sid", "sessionid"].contains(name)
      || ["token", "expire", "timestamp", "session"].contains { name.contains($0) }
  }

  private static let identifiers: Set<String> = [
    "id", "d", "no", "nr", "num", "path", "src", "url",
  ]
  private static let pictures = ["image", "img", "file", "photo", "picture", "pic", "asset"]
  /// What the names of the parameters that carry a signature contain.
  private static let signatures = [
    "sig", "hmac", "x-amz-", "x-goog-", "x-oss-", "x-cos-", "key-pair-id", "hdnts", "accesskey",
    "accessid",
  ]
  private static let signingParts = [
    "sig", "expire", "x-amz-", "x-goog-", "x-oss-", "x-cos-", "token", "accesskey", "accessid",
    "timestamp",
  ]
}
