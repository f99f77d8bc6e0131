internal import Annotations
internal import Files
internal import StudyValues

extension ClassList {
  /// Refuses a table of true classes whose images stand in another order than the rows that they are for.
  ///
  /// The classes of a table are taken row by row. Where it names its images too, a name that is the image
  /// of another row shows that the order differs; names that are none of the rows show nothing.
  ///
  /// - Parameters:
  ///   - source: The table; arrays have no names.
  ///   - images: The image of each row.
  /// - Throws: ``StudyError/inconsistent(location:problem:)`` with the first row that is of another image,
  ///   and the error of the reader.
  static func refuseOtherOrder(_ source: NetworkFiles.Source, than images: [String]) throws {
    guard InputPath.isTable(source.path) else { return }
    let reader = try DelimitedReader(path: source.path)
    let column = PlainColumns.image.lazy.compactMap { name in
      reader.columnNames.firstIndex { NameText.plain($0).lowercased() == name }
    }.first
    guard let column else { return }
    var rows: [String: Int] = [:]
    for (row, image) in images.enumerated() { rows[ImageName.normalized(image)] = row }
    var row = 0
    while try reader.nextRow() {
      defer { row += 1 }
      guard row < images.count, let other = rows[ImageName.normalized(reader.string(column))],
        other != row, ImageName.normalized(images[row]) != ImageName.normalized(images[other])
      else { continue }
      throw StudyError.inconsistent(
        location: "\(source.path), line \(reader.lineNumber)",
        problem:
          "it is about \(reader.string(column)), but row \(row) of the network is \(images[row]), "
          + "and labels are taken row by row; sort the table like the network's rows, or match it by "
          + "name with avh import --labels before")
    }
  }
}
