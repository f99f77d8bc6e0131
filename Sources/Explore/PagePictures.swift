internal import Foundation
internal import Reports

/// Where the pictures of the rows are: the address of a folder, and what stands behind each name.
///
/// The picture of a row is `base + name + ending`, the name with every sign that is not a letter, digit or
/// one of `- . _ ~ /` as `%XX`.
struct PagePictures: Encodable, Sendable {
  let base: String
  let endings: [String]
  /// The place of each row's ending in ``endings``, from 1; 0 without a picture.
  let ending: PackedColumn
  /// Where the files are, for the server.
  let files: [String?]

  enum CodingKeys: CodingKey {
    case base, endings, ending
  }

  /// Looks for the pictures.
  ///
  /// - Parameters:
  ///   - pictures: The folder of the pictures.
  ///   - names: The image of each row.
  ///   - page: The folder of the page; nil for a page that is served.
  init(_ pictures: ImagePictures, names: [String], page: String?) {
    files = pictures.files(of: names)
    let root = URL(filePath: pictures.folder).resolvingSymlinksInPath().path
    base = page.map { ImagePictures.relative(root, to: $0) + "/" } ?? "pictures/"
    var codes = Codes<String>()
    ending = PackedColumn(
      zip(names, files).map { name, file in
        guard let file, file.hasPrefix("\(root)/\(name)") else { return 0 }
        return codes.code(String(file.dropFirst("\(root)/\(name)".count)))
      })
    endings = codes.values
  }

  /// How many rows have a picture that the page can address.
  var count: Int { files.count { $0 != nil } }
}
