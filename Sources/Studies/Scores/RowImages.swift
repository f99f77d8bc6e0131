internal import Annotations
internal import Files
internal import StudyStore
internal import Tensors
internal import StudyValues

/// Which image each row of an array is, as a command line says it.
struct RowImages {
  /// The file that lists the images row by row.
  var list: String?
  /// The named order; `labels` is the data set's own.
  var order: String?

  /// The word for the data set's own order.
  static let datasetOrder = "labels"

  /// Reads a list of images: a column of a table, a text array, a JSON list, or one name a line.
  ///
  /// - Parameters:
  ///   - argument: The file; `FILE:COLUMN` for another column of a table than `image`, or another array
  ///     of a file; a pattern or folder for files one behind another.
  ///   - column: The column of a table, where it is mapped.
  /// - Returns: The names.
  /// - Throws: The error of the reader.
  static func read(_ argument: String, column: String? = nil) throws -> [String] {
    let source = NetworkFiles.Source(argument: argument)
    return try NameText.column(
      ShardList.paths(source.path).flatMap { try read($0, source.key, column) }, file: source.path)
  }

  /// The files that an argument of a list of images stands for.
  static func files(_ argument: String) throws -> [String] {
    try ShardList.paths(NetworkFiles.Source(argument: argument).path)
  }

  private static func read(_ path: String, _ key: String?, _ column: String?) throws -> [String] {
    try InputPath.check(path)
    if InputPath.isTensor(path) {
      let tensor = try Tensor.open(path, key: key)
      return try tensor.readText(rows: 0..<tensor.rowCount)
    }
    guard InputPath.isTable(path) else { return try ImageList.text(path) }
    return try ImageList.table(path, named: key, mapped: column)
  }

  /// The permutation that the order `cifar10-tfds` needs, from the file of the list.
  func permutation() throws -> [Int]? {
    guard order == ImageOrder.cifar10TFDS.rawValue, let list else { return nil }
    try InputPath.check(list)
    return try Tensor.open(list).readAll(as: Int64.self).map { Int($0) }
  }

  /// The image of each row.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - file: The file whose rows they are.
  ///   - dataset: The data set.
  ///   - store: The study.
  /// - Returns: One name a row.
  /// - Throws: ``StudyError`` when nothing says which image a row is or the numbers differ; the error
  ///   of the reader.
  func names(
    rows: Int, file: String, dataset: StudyDataset, store: StudyStore
  ) throws -> [String] {
    if let permutation = try permutation() {
      return try ImageOrder.cifar10TFDS.names(
        rows: rows, list: nil, permutation: permutation, file: file)
    }
    let names = try list.map { try Self.read($0) }
    guard let word = order ?? (names == nil ? dataset.imageOrder : ImageOrder.listed.rawValue)
    else {
      throw StudyError.inconsistent(
        location: file,
        problem:
          "nothing says which image each of its \(rows, "row") is; list them with --images, or "
          + "name the order with --order (\(Self.words.joined(separator: ", ")))")
    }
    if word == Self.datasetOrder {
      let own = try store.images(of: dataset.name).names
      guard own.count == rows else {
        throw StudyError.inconsistent(
          location: file,
          problem:
            "it has \(rows, "row"), but the data set \(dataset.name) has \(own.count, "image")")
      }
      return own
    }
    guard let order = ImageOrder(rawValue: word) else {
      throw StudyError.unknownName(kind: "order", name: word, known: Self.words, location: file)
    }
    guard order != .listed else {
      guard let names else { throw StudyValuesError.missingList(file: file, order: word) }
      guard names.count == rows else {
        throw StudyError.inconsistent(
          location: file,
          problem:
            "it has \(rows, "row"), but \(list ?? "the list") names \(names.count, "image"); rows "
            + "and images must be the same in number and order")
      }
      // Folders stay: they tell apart images of the same base name.
      return names
    }
    return try order.names(rows: rows, list: names, permutation: nil, file: file)
  }

  /// The words that an order can be named by.
  static var words: [String] { [datasetOrder] + ImageOrder.allCases.map(\.rawValue) }
}
