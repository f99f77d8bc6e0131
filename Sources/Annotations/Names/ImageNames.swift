internal import Files
internal import StudyValues

/// Numbers images by their normalised names and refuses two images that would share one.
struct ImageNames: ~Copyable {
  /// The rule that leaves out rows without a name.
  static let namelessRule = "row without an image name"

  private var raw = TextTable()
  private var names = TextTable()
  /// For each raw name, the image.
  private var imageOfRaw: [Int32] = []
  /// For each image, the parts of its names that the normalised name leaves out.
  private var origins: [ImageName.Parts] = []
  private let keepsFolders: Bool
  /// The spellings that blanks, Unicode forms, decimal points, exponents, percent-encoding or what an address
  /// has behind the picture alone told apart from another.
  private(set) var merged = 0
  /// The names that would be one as numbers.
  private var twins = NumberTwins()
  /// The names that differ by the case of their letters only.
  private var cases = CaseTwins()
  /// What spreadsheets do to long numbers.
  private(set) var rounded = RoundedNumbers()
  /// The addresses that had a user name or a password, which are not kept.
  private(set) var credentials = 0
  /// How many images have no ending of a picture.
  private var bare = 0
  /// The last image that is called like a row of sums, and no picture; −1 without one.
  private var summary = -1
  /// The image that was new last, as the file names it.
  private(set) var newest = ""

  /// Creates an empty table.
  init(keepsFolders: Bool) { self.keepsFolders = keepsFolders }

  /// The number of different images.
  var count: Int { names.count }

  /// What to say of images whose names would be one as numbers; nil where there are none.
  var twinNote: String? { twins.note("images", in: names) }

  /// What to say of images whose names differ by case only; nil where there are none.
  var caseNote: String? { cases.note("images", in: names) }

  /// What to say of a last image that is called like a row of sums; nil for any other.
  var summaryNote: String? {
    guard summary > 0, summary == names.count - 1 else { return nil }
    return
      "The last image is called `\(names[summary])`, as a row of sums or means below the others is; if it "
      + "is one, take it away."
  }

  /// The normalised name of an image.
  subscript(image: Int32) -> String { names[Int(image)] }

  /// The number of the image that a field names; nil when it names none.
  ///
  /// - Parameters:
  ///   - field: The bytes of the name in the file.
  ///   - areNumbers: Whether every name of the column is a number, asked when it matters.
  ///   - position: Where it stands.
  /// - Returns: The number, which is ``count`` before the call if the image is new.
  /// - Throws: ``AnnotationError/ambiguousImage(position:name:other:)`` when another folder, extension
  ///   or address has the same base name.
  mutating func image(
    _ field: UnsafeBufferPointer<UInt8>, areNumbers: () throws -> Bool,
    at position: @autoclosure () -> AnnotationPosition
  ) throws -> Int32 {
    let known = raw.count
    let number = unsafe raw.intern(field)
    if number < known { return imageOfRaw[number] }
    unsafe rounded.look(at: field)
    let text = raw[number]
    if ImageName.hasCredentials(text) { credentials += 1 }
    let plain = try PlainName.of(text, areNumbers: areNumbers, at: position())
    let parts = ImageName.parts(of: plain, keepsFolders: keepsFolders)
    let before = names.count
    let image = names.intern(parts.name)
    if image == before {
      if parts.suffix.isEmpty {
        bare += 1
        if SummaryName.isOne(parts.name), image > 0 {
          guard bare > 1 else {
            throw SummaryName.refusal(of: text, at: position())
          }
          summary = image
        }
      }
      origins.append(parts)
      newest = text
      twins.look(at: parts.name, number: image)
      cases.look(at: parts.name, number: image)
    } else {
      let isOtherCode = parts.isDecoded != origins[image].isDecoded
      let isOtherQuery = parts.query.isEmpty != origins[image].query.isEmpty
      if parts == origins[image] || isOtherCode || isOtherQuery { merged += 1 }
      try merge(parts, into: image, text, at: position())
    }
    imageOfRaw.append(Int32(image))
    return Int32(image)
  }

  /// A folder with one kind of slash, whatever the scheme of an address.
  private static func place(_ folder: String) -> String {
    let path = folder.replacing("\\", with: "/")
    guard let scheme = path.firstRange(of: "://"), path.lowercased().hasPrefix("http") else {
      return path
    }
    return String(path[scheme.upperBound...])
  }

  private mutating func merge(
    _ parts: ImageName.Parts, into image: Int, _ text: String,
    at position: @autoclosure () -> AnnotationPosition
  ) throws(AnnotationError) {
    let first = origins[image]
    for path in [\ImageName.Parts.folder, \.suffix, \.query] {
      let (known, new) = (first[keyPath: path], parts[keyPath: path])
      if known.isEmpty {
        origins[image][keyPath: path] = new
      } else if !new.isEmpty, known != new, Self.place(known) != Self.place(new) {
        throw .ambiguousImage(
          position: position(), name: text,
          other: "\(first.folder)\(names[image])\(first.suffix)\(first.query)")
      }
    }
  }
}
