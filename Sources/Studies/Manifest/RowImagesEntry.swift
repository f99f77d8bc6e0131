/// Which image each row of an array is, when it is not simply the data set's own order.
///
/// Either `{key: image_index}`, an array of positions in the data set's order in the same file, or
/// `{file: ids.txt}`, a file that names one image a line, as the exporter of the zoo writes it.
package struct RowImagesEntry: Codable, Equatable, Sendable {
  /// The array of positions, counted from 0, in the file of the rows.
  package var key: String?
  /// The path below the data folder of a list of image names.
  package var file: String?

  /// Reads a mapping with one of the two keys.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    key = try fields.decodeIfPresent(String.self, forKey: .key)
    file = try fields.decodeIfPresent(String.self, forKey: .file)
    guard (key == nil) != (file == nil) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "either `key`, an array in the same file, or `file`, a list of names"))
    }
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case key, file }
}
