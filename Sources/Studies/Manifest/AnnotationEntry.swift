package import StudyStore

/// One annotation set of a study.
package struct AnnotationEntry: Codable, Equatable, Sendable {
  /// The set's name.
  package var set: String
  /// The files of the set.
  package var files: [FileReference]
  /// The format; found from the content when absent.
  package var format: String?
  /// Which column plays which part, for a general table.
  package var map: [String: String]
  /// Further options of the reader, for example `maybe: "0"`.
  package var options: [String: String]
  /// What is known of the annotators, one a row, as `--raters` takes it.
  package var raters: FileReference?
  /// The data set of the images, when they are not those of the study.
  package var dataset: OtherDatasetEntry?
  /// What happens to images that the data set does not have; refused when absent.
  package var unknownImages: ImagePolicy?
  /// Whether this is the set that `image_hardness` shows.
  package var isDefault: Bool

  /// Reads one `file` with its keys, or a list of `files`.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    set = try fields.decode(String.self, forKey: .set)
    files = try fields.decodeIfPresent([FileReference].self, forKey: .files) ?? []
    if let file = try fields.decodeIfPresent(String.self, forKey: .file) {
      files.insert(
        FileReference(
          file: file,
          sha256: try fields.decodeIfPresent(String.self, forKey: .sha256),
          url: try fields.decodeIfPresent(String.self, forKey: .url),
          madeBy: try fields.decodeIfPresent(String.self, forKey: .madeBy)),
        at: 0)
    }
    format = try fields.decodeIfPresent(String.self, forKey: .format)
    map = try fields.decodeIfPresent([String: String].self, forKey: .map) ?? [:]
    options = try fields.decodeIfPresent([String: String].self, forKey: .options) ?? [:]
    raters = try fields.decodeIfPresent(FileReference.self, forKey: .raters)
    dataset = try fields.decodeIfPresent(OtherDatasetEntry.self, forKey: .dataset)
    unknownImages = try fields.decodeIfPresent(ImagePolicy.self, forKey: .unknownImages)
    isDefault = try fields.decodeIfPresent(Bool.self, forKey: .isDefault) ?? false
    guard !files.isEmpty else {
      throw DecodingError.keyNotFound(
        CodingKeys.file,
        .init(codingPath: decoder.codingPath, debugDescription: "needs `file` or `files`"))
    }
  }

  /// Writes the resolved form, always with `files`.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(set, forKey: .set)
    try fields.encode(files, forKey: .files)
    try fields.encodeIfPresent(format, forKey: .format)
    try fields.encode(map, forKey: .map)
    try fields.encode(options, forKey: .options)
    try fields.encodeIfPresent(raters, forKey: .raters)
    try fields.encodeIfPresent(dataset, forKey: .dataset)
    try fields.encodeIfPresent(unknownImages, forKey: .unknownImages)
    try fields.encode(isDefault, forKey: .isDefault)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case set, file, files, sha256, url
    case madeBy = "made_by"
    case format, map, options, raters, dataset
    case unknownImages = "unknown_images"
    case isDefault = "default"
  }
}

/// The data set of an annotation set whose images are others than those of the study.
///
/// Its images and their classes are taken from the annotation files; no network scores them.
package struct OtherDatasetEntry: Codable, Equatable, Sendable {
  /// The data set's name.
  package var name: String
  /// The classes.
  package var classes: ClassesEntry

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case name, classes }
}
