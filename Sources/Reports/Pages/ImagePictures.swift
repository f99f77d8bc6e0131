import Files
internal import Foundation
internal import StudyValues

/// Where the pictures of images are taken from.
package struct ImagePictures: Equatable, Sendable {
  /// A picture of a page.
  enum Picture: Equatable {
    /// A path relative to the page.
    case file(String)
    /// The picture itself, as a `data:` address.
    case data(String)
  }

  /// The folder with the pictures, named like the images, with or without folders and an ending.
  package var folder: String
  /// The most bytes of pictures that are put into the page; 0 links to the files.
  package var embeddedBytes: Int

  /// Names a folder.
  package init(folder: String, embeddedBytes: Int = 0) {
    self.folder = folder
    self.embeddedBytes = embeddedBytes
  }

  private static let types = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "bmp": "image/bmp",
  ]

  /// The pictures of some images for a page.
  ///
  /// - Parameters:
  ///   - images: The names of the images, in the order in which the page shows them, and the path of
  ///     each where a file told it.
  ///   - page: The folder of the page.
  ///   - warnings: Gets a sentence on what is missing.
  /// - Returns: The pictures that were found.
  func pictures(
    of images: [(name: String, path: String?)], page: String, warnings: inout [String]
  ) -> [String: Picture] {
    guard !images.isEmpty else { return [:] }
    let root = root
    var found: [String: Picture] = [:]
    var embedded = 0
    var linked = 0
    for (name, told) in images where found[name] == nil {
      guard let path = file(name, told: told, below: root) else { continue }
      let kind = URL(filePath: path).pathExtension.lowercased()
      if embeddedBytes > 0, let type = Self.types[kind],
        let data = FileManager.default.contents(atPath: path),
        embedded + data.count <= embeddedBytes
      {
        embedded += data.count
        found[name] = .data("data:\(type);base64,\(data.base64EncodedString())")
      } else {
        linked += 1
        found[name] = .file(Self.relative(path, to: page))
      }
    }
    let names = Set(images.map(\.name))
    let missing = names.count - found.count
    if missing > 0 {
      warnings.append(
        "\(missing) of the \(names.count, "image") of the report without a picture in \(folder): "
          + Self.rule)
    }
    if embeddedBytes > 0, linked > 0 {
      warnings.append(
        "\(linked) of the pictures are links to files: with them the page would hold more than "
          + "\(embeddedBytes) bytes of pictures.")
    }
    return found
  }

  /// Where pictures are looked for, and what to do where they have other names.
  package static let rule =
    "a picture has the image's name, with .png, .jpg, .gif, .webp or .bmp behind it, or lies at the "
    + "path that a file told; avh import-images STUDY --pictures FOLDER finds those that are named otherwise."

  /// The folder without links in its path.
  package var root: String { URL(filePath: folder).resolvingSymlinksInPath().path }

  /// The path of the picture of each image; nil where there is none.
  ///
  /// - Parameter images: The names of the images, and the path of each where a file told it.
  /// - Returns: The paths, in the order of the images.
  package func files(of images: [(name: String, path: String?)]) -> [String?] {
    let root = root
    return images.map { file($0.name, told: $0.path, below: root) }
  }

  /// The file of an image, which must lie below the folder: at the path that a file told, else by the
  /// image's name.
  private func file(_ name: String, told: String?, below root: String) -> String? {
    guard !name.isEmpty, !name.contains("\0") else { return nil }
    let endings = [""] + Self.types.keys.sorted().map { ".\($0)" }
    // A study may name an image by a path or address of which the folder has only the last part.
    let parts = ImageName.parts(of: name)
    for name in (told.map { [$0] } ?? []) + [name, parts.name + parts.suffix, parts.name] {
      for ending in endings {
        let path = URL(filePath: "\(root)/\(name)\(ending)").standardizedFileURL
          .resolvingSymlinksInPath().path
        guard path.hasPrefix(root + "/"),
          Self.types[URL(filePath: path).pathExtension.lowercased()] != nil,
          FileManager.default.isReadableFile(atPath: path)
        else { continue }
        return path
      }
    }
    return nil
  }

  /// The address of a file seen from a folder.
  package static func relative(_ path: String, to folder: String) -> String {
    let from = URL(filePath: folder).standardizedFileURL.pathComponents
    let to = URL(filePath: path).pathComponents
    let shared = zip(from, to).prefix { $0 == $1 }.count
    let parts =
      Array(repeating: "..", count: from.count - shared)
      + to.dropFirst(shared).map { part in
        part.addingPercentEncoding(withAllowedCharacters: allowed) ?? part
      }
    return parts.joined(separator: "/")
  }

  private static let allowed = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
