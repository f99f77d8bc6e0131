/// The data set of a study: its classes, its images in order and their true classes.
package struct DatasetEntry: Codable, Equatable, Sendable {
  /// The data set's name.
  package var name: String
  /// The classes.
  package var classes: ClassesEntry
  /// The true class of each image; also says which images there are.
  package var labels: LabelsEntry
  /// A sentence that every report of the data set repeats, for example that its images are a selection.
  package var caution: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case name, classes, labels, caution
  }
}

/// The classes of a data set.
package struct ClassesEntry: Codable, Equatable, Sendable {
  /// The label space, for example `cifar10` or `sorted-wnid-0`.
  package var space: String
  /// The file that lists the classes, for a space that is not built in.
  package var file: FileReference?
  /// The names of the classes in index order, when the manifest lists them itself.
  package var names: [String]?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case space, file, names
  }
}

/// The file of true classes.
package struct LabelsEntry: Codable, Equatable, Sendable {
  /// The layouts of a file of true classes.
  package enum Layout: String, Codable, CaseIterable, Sendable {
    /// One integer per image, in the declared order.
    case array
    /// A table with the columns `image` and `label`.
    case table
    /// A JSON object whose `image_filenames` lists `[file, wnid]` pairs.
    case imagenetv2List = "imagenetv2-list"
  }

  /// The file.
  package var reference: FileReference
  /// How the file is laid out.
  package var layout: Layout
  /// Which image a row is, for example `cifar10-python`; needed by an array.
  package var order: String?

  /// Reads the file's own keys and the layout from one mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    reference = FileReference(
      file: try fields.decode(String.self, forKey: .file),
      place: try fields.decodeIfPresent(FileReference.Place.self, forKey: .place),
      key: try fields.decodeIfPresent(String.self, forKey: .key),
      sha256: try fields.decodeIfPresent(String.self, forKey: .sha256),
      url: try fields.decodeIfPresent(String.self, forKey: .url),
      madeBy: try fields.decodeIfPresent(String.self, forKey: .madeBy))
    layout = try fields.decodeIfPresent(Layout.self, forKey: .layout) ?? .array
    order = try fields.decodeIfPresent(String.self, forKey: .order)
  }

  /// Writes the same mapping.
  package func encode(to encoder: any Encoder) throws {
    try reference.encode(to: encoder)
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(layout, forKey: .layout)
    try fields.encodeIfPresent(order, forKey: .order)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case file
    case place = "from"
    case key, sha256, url
    case madeBy = "made_by"
    case layout, order
  }
}
