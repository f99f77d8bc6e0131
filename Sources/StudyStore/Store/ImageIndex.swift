import Annotations
import GRDB
import StudyValues

/// Finds the images of a data set by the names that files use, and adds new ones.
///
/// A name matches by its spellings, most specific first: with folders, without folders, and as a
/// number without leading zeros, where `test_00012` and `train_00012` both have the number 12 but are
/// different images. The extension of a picture never matters. A spelling that belongs to two images
/// matches neither. A name that fits nothing so may fit with a blank for a plus sign, or the other way
/// round; earlier versions of the program stored names with percent-encoding.
final class ImageIndex {
  /// What a name matched.
  enum Match {
    case found(Int64)
    /// The image of another name, which writes blanks, or what an address encodes, in another way.
    case similar(Int64)
    case unknown
    case ambiguous([Int64])

    /// The image, where there is one.
    var image: Int64? {
      switch self {
      case .found(let id), .similar(let id): id
      case .unknown, .ambiguous: nil
      }
    }
  }

  private let datasetID: Int64
  private let database: Database
  private var lookup: RowStatement
  // A study that is only read prepares nothing that writes.
  private var new: NewImages?
  private var insertAlias: RowStatement?
  private var updatePlace: RowStatement?
  private let nameOfImage: Statement
  /// The spellings of a data set that had none at first, nil for any other and before anybody asked: most
  /// names are new there, and to ask for each of them takes as long as to add it.
  private var known: ImageNameFilter?
  private var hasAsked = false
  /// The name that was looked at last: one that is not found is mostly added next.
  private var latest = (name: "", spellings: [String]())
  /// Whether an image has no path, and whether one has no address; nil before anybody asked.
  private var lacking: (path: Bool, url: Bool)?

  init(_ database: Database, datasetID: Int64) throws {
    self.database = database
    self.datasetID = datasetID
    lookup = try RowStatement(
      database, sql: "SELECT image_id FROM image_alias WHERE dataset_id = ? AND alias = ? LIMIT 10",
      values: 2)
    nameOfImage = try database.makeStatement(sql: "SELECT name FROM image WHERE image_id = ?")
  }

  /// The spellings of a name, most specific first.
  static func spellings(of name: String) -> [String] {
    let full = ImageName.normalized(name, keepsFolders: true)
    let base = ImageName.hasFolder(full) ? ImageName.normalized(name) : full
    let spellings = full == base ? [base] : [full, base]
    guard let number = number(in: base), number != base else { return spellings }
    return spellings + [number]
  }

  /// A name as it is stored: an address without signature, user and password.
  static func stored(_ name: String) -> String {
    // To look for one byte takes no time beside looking for a text.
    let isAddress = name.utf8.contains(UInt8(ascii: ":")) && name.contains("://")
    return isAddress ? ImageName.unsigned(name) : name
  }

  /// Other ways to write some spellings; see `PercentCode.variants(of:)`.
  static func variants(of spellings: [String]) -> [String] {
    var found: [String] = []
    for variant in spellings.flatMap(PercentCode.variants)
    where !spellings.contains(variant) && !found.contains(variant) { found.append(variant) }
    return found
  }

  /// The number that a name is, as text without leading zeros; nil for any other name.
  private static func number(in name: String) -> String? {
    guard let last = name.utf8.last, (0x30...0x39).contains(last) else { return nil }
    let digits = name.dropFirst(part(of: name)?.count ?? 0)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    let significant = digits.drop { $0 == "0" }
    return significant.isEmpty ? "0" : String(significant)
  }

  /// The part of a data set that the name of an image says it is in.
  private static func part(of name: String) -> String? {
    ["test_", "train_"].first { name.utf8.starts(with: $0.utf8) }
  }

  /// Whether a name says another part of the data set than the image that has its number.
  private func isOtherPart(_ name: String, _ image: Int64) throws -> Bool {
    guard let part = ImageIndex.part(of: ImageName.normalized(name)) else { return false }
    nameOfImage.setUncheckedArguments([image])
    guard let known = try String.fetchOne(nameOfImage),
      let other = ImageIndex.part(of: ImageName.normalized(known))
    else { return false }
    return part != other
  }

  /// The spellings of a name, kept until another is asked for.
  private func spellings(of name: String) -> [String] {
    if latest.name != name { latest = (name, ImageIndex.spellings(of: name)) }
    return latest.spellings
  }

  func find(_ name: String) throws -> Match {
    let spellings = spellings(of: name)
    for spelling in spellings {
      let ids = try images(spelling)
      if ids.isEmpty { continue }
      // Whether a number means this image is for the names to say; an exact spelling says it itself.
      let isNumber = ImageIndex.number(in: spelling) == spelling
      let fitting = isNumber ? try ids.filter { try !isOtherPart(name, $0) } : ids
      if fitting.count == 1 { return .found(fitting[0]) }
      if fitting.count > 1 { return .ambiguous(fitting) }
    }
    var similar = Set<Int64>()
    for variant in ImageIndex.variants(of: spellings) { similar.formUnion(try images(variant)) }
    guard let first = similar.first else { return .unknown }
    return similar.count == 1 ? .similar(first) : .ambiguous(similar.sorted())
  }

  /// The images that a spelling belongs to.
  private func images(_ spelling: String) throws -> [Int64] {
    if !hasAsked {
      hasAsked = true
      let hasAny = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM image_alias WHERE dataset_id = ?)",
        arguments: [datasetID])
      if hasAny == false { known = ImageNameFilter() }
    }
    if let known, !known.mayHave(spelling) { return [] }
    try store()
    return try lookup.integers { values in
      values.integer(datasetID)
      values.text(spelling)
    }
  }

  /// Adds an image under all its spellings and returns its key.
  ///
  /// Other statements find the image after ``store()``.
  func add(_ name: String, at place: ImagePlace? = nil) throws -> Int64 {
    let images = try new ?? NewImages(database, datasetID: datasetID)
    new = images
    let spellings = spellings(of: name)
    for spelling in spellings { known?.insert(spelling) }
    let id = try images.add(ImageIndex.stored(name), at: place, spellings: spellings)
    if place?.path == nil { lacking?.path = true }
    if place?.url == nil { lacking?.url = true }
    return id
  }

  /// Stores the images that were added.
  func store() throws { try new?.store() }

  /// Whether an image of the data set may lack the kind of place that a name tells, a path or an address.
  ///
  /// - Complexity: O(images) the first time, then O(1).
  func lacksPlace(of name: String) throws -> Bool {
    if lacking == nil {
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT EXISTS (SELECT 1 FROM image WHERE dataset_id = ?1 AND path IS NULL),
            EXISTS (SELECT 1 FROM image WHERE dataset_id = ?1 AND url IS NULL)
          """, arguments: [datasetID])
      lacking = (try row?[0] ?? false, try row?[1] ?? false)
    }
    guard let lacking else { return false }
    return lacking.path || lacking.url && ImageName.isAddress(NameText.plain(name))
  }

  /// Notes where an image lies, unless that is known.
  func note(_ place: ImagePlace, of id: Int64) throws {
    if updatePlace == nil {
      updatePlace = try RowStatement(
        database,
        sql: """
          UPDATE image SET path = ifnull(path, ?1), url = ifnull(url, ?2)
          WHERE image_id = ?3 AND (path IS NULL AND ?1 IS NOT NULL OR url IS NULL AND ?2 IS NOT NULL)
          """,
        values: 3)
    }
    try updatePlace?.execute { values in
      values.text(place.path)
      values.text(place.url)
      values.integer(id)
    }
  }

  /// Adds all spellings of a name of an image.
  func alias(allSpellingsOf name: String, of id: Int64) throws {
    for spelling in spellings(of: name) { try alias(spelling, of: id) }
  }

  /// Adds a spelling of an image.
  func alias(_ spelling: String, of id: Int64) throws {
    if insertAlias == nil {
      insertAlias = try RowStatement(
        database,
        sql: "INSERT OR IGNORE INTO image_alias (dataset_id, alias, image_id) VALUES (?, ?, ?)",
        values: 3)
    }
    known?.insert(spelling)
    try insertAlias?.execute { values in
      values.integer(datasetID)
      values.text(spelling)
      values.integer(id)
    }
  }
}
