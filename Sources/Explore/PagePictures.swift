internal import Reports

/// Where the pictures of the rows are: the address of a folder, and what stands behind each name.
///
/// The picture of a row is `base + name + ending`, or `base + others[row]` where the picture has another
/// name than the image; every sign of it that is not a letter, digit or one of `- . _ ~ /` as `%XX`.
struct PagePictures: Encodable, Sendable {
  let base: String
  let endings: [String]
  /// The place of each row's ending in ``endings``, from 1; 0 without a picture of the image's name.
  let ending: PackedColumn
  /// The paths below the folder of pictures that have other names, by row.
  let others: [String: String]
  /// The folder.
  private let root: String
  /// The pictures, for the server.
  private let files: Set<String>
  /// How many rows have a picture.
  let count: Int

  enum CodingKeys: CodingKey {
    case base, endings, ending, others
  }

  /// Looks for the pictures.
  ///
  /// - Parameters:
  ///   - pictures: The folder of the pictures.
  ///   - images: The image of each row, and the path of its picture where a file told it.
  ///   - page: The folder of the page; nil for a page that is served.
  init(_ pictures: ImagePictures, of images: [(name: String, path: String?)], page: String?) {
    let found = pictures.files(of: images)
    let root = pictures.root
    base = page.map { ImagePictures.relative(root, to: $0) + "/" } ?? "pictures/"
    var codes = Codes<String>()
    var others: [String: String] = [:]
    ending = PackedColumn(
      zip(images, found).enumerated().map { row, pair in
        guard let file = pair.1 else { return 0 }
        let start = "\(root)/\(pair.0.name)"
        guard file.hasPrefix(start) else {
          others[String(row)] = String(file.dropFirst(root.count + 1))
          return 0
        }
        return codes.code(String(file.dropFirst(start.count)))
      })
    endings = codes.values
    count = found.count { $0 != nil }
    files = Set(found.compactMap(\.self))
    self.others = others
    self.root = root
  }

  /// The file of a path below the folder; nil when it is no picture of a row.
  func file(_ path: String) -> String? {
    let file = "\(root)/\(path)"
    return files.contains(file) ? file : nil
  }
}
