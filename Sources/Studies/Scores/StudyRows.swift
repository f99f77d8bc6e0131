internal import Annotations
internal import Tensors
internal import StudyValues

/// The image and the true class of each row of a network's array.
struct StudyRows {
  /// The image names.
  let images: [String]
  /// The true class of each row as a position among the classes, -1 for an image without one.
  let targets: [Int32]

  /// Finds out what each row is.
  ///
  /// - Parameters:
  ///   - reference: The array; its `images` say what its rows are, else they are the data set's.
  ///   - source: The data set.
  ///   - folder: The folder that holds the files.
  /// - Throws: ``StudyError`` for a position that no image has, and the error of the reader.
  init(_ reference: FileReference?, _ source: DatasetSource, in folder: DataFolder) throws {
    guard let reference, let entry = reference.images else {
      (images, targets) = (source.images, source.targets)
      return
    }
    if let key = entry.key {
      let path = try folder.existingPath(reference)
      let positions = try Tensor.open(path, key: key).readAll(as: Int64.self)
      if let row = positions.firstIndex(where: { !source.images.indices.contains(Int($0)) }) {
        throw StudyError.inconsistent(
          location: "\(path), \(key), row \(row)",
          problem: "it points to image \(positions[row]), but the data set has the images 0 to "
            + "\(source.images.count - 1)")
      }
      images = positions.map { source.images[Int($0)] }
      targets = positions.map { source.targets[Int($0)] }
    } else {
      let list = FileReference(file: entry.file ?? "")
      let path = try folder.existingPath(list)
      images = try RowImages.read(entry.column.map { "\(path):\($0)" } ?? path)
      let place = Dictionary(
        zip(source.images.map { ImageName.normalized($0) }, source.targets)
      ) { first, _ in first }
      targets = images.map { place[ImageName.normalized($0)] ?? -1 }
    }
  }
}
