internal import Files
internal import StudyValues

/// Numbers images by their normalised names and refuses two images that would share one.
struct ImageNames {
  private var raw = TextTable()
  private var names = TextTable()
  /// For each raw name, the image.
  private var imageOfRaw: [Int32] = []
  /// For each image, the folder and the extension of its first raw name.
  private var origins: [Origin] = []
  private let keepsFolders: Bool

  /// The parts of a raw name that the normalised name leaves out.
  private struct Origin {
    var folder: Substring
    var suffix: Substring
  }

  /// Creates an empty table.
  init(keepsFolders: Bool) { self.keepsFolders = keepsFolders }

  /// The number of different images.
  var count: Int { names.count }

  /// The normalised name of an image.
  subscript(image: Int32) -> String { names[Int(image)] }

  /// The number of the image that a field names.
  ///
  /// - Parameters:
  ///   - field: The bytes of the name in the file.
  ///   - position: Where it stands.
  /// - Returns: The number, which is ``count`` before the call if the image is new.
  /// - Throws: ``AnnotationError/ambiguousImage(position:name:other:)`` when another folder or
  ///   extension has the same base name.
  mutating func image(
    _ field: UnsafeBufferPointer<UInt8>, at position: @autoclosure () -> AnnotationPosition
  ) throws(AnnotationError) -> Int32 {
    let known = raw.count
    let number = unsafe raw.intern(field)
    if number < known { return imageOfRaw[number] }
    let text = unsafe Array(field)
    let range = ImageName.normalizedRange(of: text, keepsFolders: keepsFolders)
    let folder = String(decoding: text[..<range.lowerBound], as: UTF8.self)[...]
    let end = max(range.upperBound, ImageName.addressEnd(of: text))
    let suffix = String(decoding: text[range.upperBound..<end], as: UTF8.self).lowercased()[...]
    let before = names.count
    let image = unsafe text[range].withUnsafeBufferPointer { unsafe names.intern($0) }
    if image == before {
      origins.append(Origin(folder: folder, suffix: suffix))
    } else {
      let first = origins[image]
      let differs = { (a: Substring, b: Substring) in !a.isEmpty && !b.isEmpty && a != b }
      if differs(first.folder, folder) || differs(first.suffix, suffix) {
        throw .ambiguousImage(
          position: position(), name: String(decoding: text, as: UTF8.self),
          other: "\(first.folder)\(names[image])\(first.suffix)")
      }
      if first.folder.isEmpty { origins[image].folder = folder }
      if first.suffix.isEmpty { origins[image].suffix = suffix }
    }
    imageOfRaw.append(Int32(image))
    return Int32(image)
  }
}
