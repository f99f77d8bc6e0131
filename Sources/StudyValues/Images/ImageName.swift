/// Names by which images of different files are matched.
///
/// Annotation files, feature files and folders write the same image as `n01440764/X.JPEG`, `X.jpeg`
/// or `X`. The normalised name is the base name without the extension of a picture file, case kept.
/// Readers refuse two different images of one set that would share a normalised name.
package enum ImageName {
  /// The extensions of pictures, in lower case; they are removed.
  package static let extensions: Set<String> = [
    "jpeg", "jpg", "png", "bmp", "gif", "webp", "tif", "tiff", "ppm", "pgm",
  ]

  /// The normalised name: no folder, no picture extension.
  ///
  /// - Parameters:
  ///   - name: A path, a URL or a name; both kinds of slash separate folders.
  ///   - keepsFolders: Whether folders stay, for sets in which base names repeat.
  /// - Returns: The name that images are matched by; `name` itself if nothing else would remain.
  package static func normalized(_ name: String, keepsFolders: Bool = false) -> String {
    let bytes = Array(name.utf8)
    let range = normalizedRange(of: bytes, keepsFolders: keepsFolders)
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// Whether a name has the extension of a picture.
  package static func isPicture(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return extensions.contains(name[name.index(after: dot)...].lowercased())
  }

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

  /// Where a name ends: in an address of the web before `?` or `#`, which name no image.
  package static func addressEnd(of bytes: [UInt8]) -> Int {
    guard bytes.starts(with: Array("http".utf8)) else { return bytes.count }
    return bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? bytes.count
  }

  /// The bytes of a name that remain.
  package static func normalizedRange(of bytes: [UInt8], keepsFolders: Bool) -> Range<Int> {
    var start = 0
    var end = addressEnd(of: bytes)
    if !keepsFolders {
      for index in 0..<end where bytes[index] == 0x2F || bytes[index] == 0x5C {
        if index + 1 < end { start = index + 1 }
      }
    }
    if let dot = bytes[start..<end].lastIndex(of: 0x2E), dot > start {
      let suffix = String(decoding: bytes[(dot + 1)..<end], as: UTF8.self).lowercased()
      if extensions.contains(suffix) { end = dot }
    }
    return start < end ? start..<end : 0..<bytes.count
  }
}
