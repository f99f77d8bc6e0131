internal import Files
internal import Networks
internal import Tensors

extension NetworkFiles.Source {
  /// The most likely classes of each image.
  ///
  /// A `.json` file holds one list with an element for each image: a class index, or a list of them, best
  /// first. Anything else is an array of the shape (images, k) or (images).
  ///
  /// - Parameter classCount: The number of classes.
  /// - Returns: The predictions.
  /// - Throws: `InputFileError` with the line of an element that is no class index,
  ///   ``StudyError/inconsistent(location:problem:)`` where lists differ in length, the errors of the
  ///   tensor reader and of `TopKPredictions`.
  func predictions(classCount: Int) throws -> TopKPredictions {
    let name = path.lowercased()
    guard name.hasSuffix(".json") || name.hasSuffix(".json.gz") else {
      return try TopKPredictions(open(), classCount: classCount)
    }
    let reader = try JSONElementReader(path: path)
    var values: [Int64] = []
    var k: Int?
    while let element = try reader.next() {
      let row = element.value.array ?? [element.value]
      let classes = row.compactMap(\.int)
      guard element.key == nil, !classes.isEmpty, classes.count == row.count else {
        throw InputFileError.malformed(
          path: path, position: .line(element.line),
          expected: "a class index, or a list of them, for each image",
          found: "\(element.value.kind) in element \(element.index)")
      }
      guard k == nil || k == classes.count else {
        throw StudyError.inconsistent(
          location: "\(path), element \(element.index)",
          problem: "it lists \(classes.count, "class"), but the elements before it list \(k ?? 0)")
      }
      k = classes.count
      values += classes.map { Int64($0) }
    }
    return try TopKPredictions(values, k: k ?? 1, classCount: classCount)
  }
}
