/// Which image each row of an array is, when it is not simply the data set's own order.
///
/// Either `{key: image_index}`, an array of positions in the data set's order in the same file, or
/// `{file: ids.txt}`, a file that names one image a line, as the exporter of the zoo writes it, or a
/// table with the column `image`; `{file: "metadata_*.parquet", column: uid}` names another column.
package struct RowImagesEntry: Codable, Equatable, Sendable {
  /// The array of positions, counted from 0, in the file of the rows.
  package var key: String?
  /// The path below the data folder of a list of image names.
  package var file: String?
  /// The column of a table that names the images.
  package var column: String?

  /// Reads a mapping with one of the two keys, and a column beside a file.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    key = try fields.decodeIfPresent(String.self, forKey: .key)
    file = try fields.decodeIfPresent(String.self, forKey: .file)
    column = try fields.decodeIfPresent(String.self, forKey: .column)
    guard (key == nil) != (file == nil), column == nil || file != nil else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription:
            "either `key`, an array in the same file, or `file`, a list of names, of a table with "
            + "its `column`"))
    }
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case key, file, column }
}
