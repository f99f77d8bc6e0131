internal import Annotations
internal import Files
internal import Tensors
package import StudyValues

/// The images of a data set in order, with their classes: what every row of every array is.
package struct DatasetSource: Sendable {
  /// The classes.
  package let space: LabelSpace
  /// The image names, in the order of the labels file.
  package let images: [String]
  /// The true class of each image, an index of the label space; nil where an array says that it has none.
  package let classes: [Int?]
  /// The named order, where the rows have no names of their own.
  package let order: ImageOrder?

  /// Reads the classes and labels that a manifest names.
  ///
  /// - Parameters:
  ///   - entry: The data set.
  ///   - folder: The folder that holds the files.
  /// - Throws: ``StudyError`` for a missing file or labels that do not fit the classes, and the error
  ///   of the reader.
  package init(_ entry: DatasetEntry, in folder: DataFolder) throws {
    try self.init(space: try entry.classes.labelSpace(in: folder), labels: entry.labels, in: folder)
    // Claims and top-k predictions are about images with a true class.
    guard let row = classes.firstIndex(of: nil) else { return }
    throw StudyError.inconsistent(
      location: "\(entry.labels.reference.file), row \(row)",
      problem: "the image \(images[row]) has no class; give it one or take the row away")
  }

  /// Reads labels of known classes.
  ///
  /// - Parameters:
  ///   - space: The classes.
  ///   - labels: The file of labels.
  ///   - folder: The folder that holds it.
  ///   - list: The image of each row, for an array in an order that a list defines.
  ///   - permutation: The permutation of the order `cifar10-tfds`.
  /// - Throws: ``StudyError`` for a missing file or labels that do not fit the classes, and the error
  ///   of the reader.
  package init(
    space: LabelSpace, labels: LabelsEntry, in folder: DataFolder, list: [String]? = nil,
    permutation: [Int]? = nil
  ) throws {
    let path = try folder.existingPath(labels.reference)
    self.space = space
    switch labels.layout {
    case .array:
      let array = try Tensor.open(path, key: labels.reference.key)
      guard let name = labels.order else {
        throw StudyError.inconsistent(
          location: labels.reference.file,
          problem: "an array of labels needs an `order`, which says what image each row is; one of "
            + ImageOrder.allCases.map(\.rawValue).joined(separator: ", "))
      }
      guard let order = ImageOrder(rawValue: name) else {
        throw StudyError.unknownName(
          kind: "order", name: name, known: ImageOrder.allCases.map(\.rawValue),
          location: labels.reference.file)
      }
      classes = try ClassList.indices(
        of: array, in: space, file: path)
      images = try order.names(
        rows: classes.count, list: list, permutation: permutation, file: path)
      self.order = order
    case .table:
      (images, classes) = try Self.table(path, space: space)
      order = nil
    case .imagenetv2List:
      (images, classes) = try Self.list(path, space: space)
      order = nil
    }
  }

  /// The position of each image's class among the classes, counted from 0 as networks do.
  ///
  /// -1 stands for an image without one.
  package var targets: [Int32] { classes.map { $0.map { Int32($0) - space.firstIndex } ?? -1 } }

  private static func table(
    _ path: String, space: LabelSpace
  ) throws -> (images: [String], classes: [Int]) {
    let table = try LabelTable(path, ImportOptions(), isOnly: false)
    let classes = try table.classes(in: space)
    // Arrays in the order of the labels need a class and an image in every row.
    guard table.nameless == 0, let row = classes.firstIndex(of: nil) else {
      guard table.nameless == 0 else {
        throw StudyError.inconsistent(
          location: path,
          problem: "\(table.nameless) of its rows name no image; fill them in or "
            + "take the rows away")
      }
      return (table.images, classes.compactMap(\.self))
    }
    throw StudyError.inconsistent(
      location: path,
      problem: "the image \(table.images[row]) has no class; give it one or take the row away")
  }

  private static func list(
    _ path: String, space: LabelSpace
  ) throws -> (images: [String], classes: [Int]) {
    let root = try JSONValue.read(path: path)
    guard let rows = root["image_filenames"]?.array else {
      throw StudyError.unreadable(
        path: path, reason: "it has no list `image_filenames` of [file, wnid] pairs")
    }
    var images: [String] = []
    var classes: [Int] = []
    for (row, value) in rows.enumerated() {
      guard let pair = value.array, pair.count == 2, let name = pair[0].string,
        let wnid = pair[1].string, let index = space.index(of: wnid)
      else {
        throw StudyError.unreadable(
          path: path, reason: "row \(row) is not a pair of a file name and a class of \(space.name)"
        )
      }
      images.append(name)
      classes.append(Int(index))
    }
    return (images, classes)
  }
}

extension ClassesEntry {
  /// The label space: the names of the manifest, else those of the file, else the built-in ones.
  func labelSpace(in folder: DataFolder) throws -> LabelSpace {
    if let names {
      return try LabelSpace(
        name: space,
        classes: names.enumerated().map { ClassName(index: Int32($0.offset), name: $0.element) })
    }
    return try LabelSpace.load(try file.map { try folder.existingPath($0) } ?? space)
  }
}
