internal import Files
internal import Tensors
internal import StudyValues

extension AnnotationFormat {
  /// `cifar10h-counts.npy`: 10,000 test images x 10 classes of votes.
  package static let cifar10hCounts = matrix(
    "cifar10h-counts", title: "cifar10h-counts.npy", isCIFAR: true, isCounts: true)
  /// `cifar10h-probs.npy`: the same as shares, numbers of votes unknown.
  package static let cifar10hProbabilities = matrix(
    "cifar10h-probs", title: "cifar10h-probs.npy", isCIFAR: true, isCounts: false)
  /// A matrix of counts, images x classes.
  package static let countsMatrix = matrix(
    "counts-matrix", title: "a matrix of counts, images x classes", isCIFAR: false, isCounts: true)
  /// A matrix of shares or probabilities, images x classes.
  package static let probabilitiesMatrix = matrix(
    "probabilities-matrix", title: "a matrix of probabilities, images x classes", isCIFAR: false,
    isCounts: false)

  private static func matrix(
    _ name: String, title: String, isCIFAR: Bool, isCounts: Bool
  ) -> AnnotationFormat {
    AnnotationFormat(
      name, title: title, isOneFile: true, hasClassColumns: true,
      matches: { head in
        guard let arrays = head.arrays, let matrix = arrays.matrix, arrays.isCounts == isCounts
        else { return false }
        return try !isCIFAR || isCIFAR10H(matrix)
      },
      open: { try MatrixReader.open($0, isCIFAR: isCIFAR, isCounts: isCounts) })
  }

  /// Whether a matrix is that of CIFAR-10H: the shape alone could be any ten-class test set, so the
  /// first two rows, in which 48 of 51 chose cat and 50 of 51 chose ship, have to agree too.
  private static func isCIFAR10H(_ matrix: Tensor) throws(AnnotationError) -> Bool {
    guard matrix.shape == [10_000, 10] else { return false }
    let rows = try annotationTensor { () throws(TensorFileError) in
      try matrix.read(rows: 0..<2, as: Double.self)
    }
    let shares = [rows[3] / rows[..<10].reduce(0, +), rows[18] / rows[10...].reduce(0, +)]
    return abs(shares[0] - 48.0 / 51) < 1e-6 && abs(shares[1] - 50.0 / 51) < 1e-6
  }
}

/// Reads a matrix of votes, images x classes, from npy or npz.
///
/// Counts must be whole numbers of 0 or more. Probabilities must lie in 0...1 and sum to 1 within
/// 1e-4, or within the rounding of their decimals: half a unit of the last decimal for each class, from
/// two decimals on and never more than .01. They are taken as given. The number of votes is then
/// unknown, so there is neither interval nor noise ceiling.
struct MatrixReader {
  private let path: String
  private let tensor: Tensor
  private let session: ImportSession
  private let space: LabelSpace
  /// The class of each column.
  private let columns: [Int32]
  private let isCounts: Bool

  /// Opens one file.
  ///
  /// - Parameters:
  ///   - files: The file.
  ///   - isCIFAR: Whether it is that of CIFAR-10H, whose classes and order are known.
  ///   - isCounts: Whether the numbers are counts.
  /// - Returns: What the file says of itself, and its reader.
  /// - Throws: ``AnnotationError`` for another shape, an undeclared order or space.
  static func open(
    _ files: AnnotationFiles, isCIFAR: Bool, isCounts: Bool
  ) throws -> AnnotationSource {
    let (path, options) = (files.first, files.options)
    let tensor = try ArraysHead.onlyMatrix(path)
    guard tensor.shape.count == 2, !tensor.elementType.isText, tensor.rowCount > 0 else {
      throw AnnotationError.wrongShape(
        file: path, expected: "a matrix of numbers, images x classes",
        got: "\(tensor.elementType) of shape \(tensor.shape)")
    }
    guard !isCIFAR || tensor.shape == [10_000, 10] else {
      throw AnnotationError.wrongShape(
        file: path, expected: "10,000 images x 10 classes", got: "shape \(tensor.shape)")
    }
    let named = try options.classColumns.isEmpty ? nil : LabelSpace.named(options.classColumns)
    guard named != nil || isCIFAR || options.labelSpace != nil else {
      throw unnamedColumns(path, tensor)
    }
    let resolver = try ClassResolver(
      native: named ?? (isCIFAR ? .cifar10 : nil), declared: options.labelSpace)
    let space = resolver.output
    guard resolver.outputIndices.count == tensor.rowWidth else {
      throw AnnotationError.wrongShape(
        file: path,
        expected: "\(resolver.outputIndices.count, "column"), the classes of "
          + (named == nil ? "the label space \(space.name)" : "--classes")
          + " (class numbers of images x annotators are read with --format answer-matrix)",
        got: "\(tensor.rowWidth)")
    }
    let order = options.order ?? (isCIFAR ? .cifar10Python : nil)
    let names = try OrderedImages.names(
      rows: tensor.rowCount, order: order, options: options, file: path)
    let header = AnnotationHeader(
      format: files.format, task: .forcedChoice, chance: 1 / Double(tensor.rowWidth),
      annotatorIdentity: .none, labelSpace: space, order: order, hasAnswers: false,
      hasCounts: isCounts)
    let published =
      "The published counts sum to 511,000; the raw trials without attention checks are 514,200."
    var notes = isCIFAR && isCounts ? [published] : []
    if options.format == nil, named == nil, !isCIFAR {
      notes.append(guess(isCounts: isCounts, space))
      if try holdsMarks(tensor) {
        notes.append(
          "All numbers are 0 and 1, as class numbers of people are too: if each column is a person, read "
            + "them with avh import STUDY \(ShellWord.quoted(path)) --format answer-matrix.")
      }
    }
    return AnnotationSource(header, notes: notes) { session in
      let reader = MatrixReader(
        path: path, tensor: tensor, session: session, space: space,
        columns: resolver.outputIndices, isCounts: isCounts)
      try reader.readRows(names)
    }
  }

  /// What a matrix without names of columns was taken for.
  private static func guess(isCounts: Bool, _ space: LabelSpace) -> String {
    let shown = space.classes.prefix(3).map(\.name).joined(separator: ", ")
    return
      "The array has no names of columns and was taken for \(isCounts ? "counts" : "shares") of votes, "
      + "images x classes, with the columns \(shown)\(space.classes.count > 3 ? ", …" : ""); other columns are "
      + "named by --classes, and class numbers of images x annotators are read with --format answer-matrix."
  }

  /// Whether the first rows of a matrix hold nothing but 0 and 1.
  private static func holdsMarks(_ tensor: Tensor) throws(AnnotationError) -> Bool {
    let values = try annotationTensor { () throws(TensorFileError) in
      try tensor.read(rows: 0..<min(tensor.rowCount, 1_024), as: Double.self)
    }
    return values.allSatisfy { $0 == 0 || $0 == 1 }
  }

  private static func unnamedColumns(_ path: String, _ tensor: Tensor) -> AnnotationError {
    .undeclaredLabelSpace(
      file: path,
      reason:
        "its \(tensor.rowWidth, "column has", "columns have") no names (class numbers of images x "
        + "annotators are read with --format answer-matrix)")
  }

  private func readRows(_ names: [String]) throws {
    let width = tensor.rowWidth
    let block = max(1, (1 << 16) / width)
    let condition = try session.condition(session.options.condition)
    for start in stride(from: 0, to: tensor.rowCount, by: block) {
      let rows = start..<min(start + block, tensor.rowCount)
      let values = try annotationTensor { () throws(TensorFileError) in
        try tensor.read(rows: rows, as: Double.self)
      }
      for row in rows {
        let cells = values[(row - start) * width..<(row - start + 1) * width]
        try read(cells, row: row, name: names[row], condition: condition)
      }
      tensor.releaseRows(rows)
    }
  }

  private func read(
    _ cells: ArraySlice<Double>, row: Int, name: String, condition: Int32
  ) throws {
    session.read()
    let position = AnnotationPosition(file: path, line: row + 1)
    let sum = cells.reduce(0, +)
    if let wrong = cells.firstIndex(where: { !isValid($0) }) {
      let column = wrong - cells.startIndex
      return try session.bad(
        BadValue(
          AnnotationPosition(
            file: path, line: row + 1, column: space[columns[column]]?.name ?? "\(column)"),
          expected: isCounts
            ? VoteCount.expected(
              "a count, a whole number of 0 or more (for shares: --format probabilities-matrix, for class "
                + "numbers of images x annotators: --format answer-matrix)",
              got: Int(exactly: cells[wrong]))
            : "a probability between 0 and 1 (divide percentages by 100)",
          got: "\(cells[wrong])"))
    }
    if !isCounts {
      switch ShareRow.sum(cells) {
      case .one: break
      case .rounded: session.roundedRows += 1
      case .other(let sum):
        return try session.bad(
          BadValue(position, expected: "probabilities that sum to 1", got: "a sum of \(sum)"))
      }
    }
    let image = try session.image(name, at: position)
    let level = session.options.level ?? .nan
    var isFirst = true
    for (index, value) in zip(columns, cells) {
      let isNew = session.count(
        image, index, condition: condition, level: level, shown: isCounts ? Int64(sum) : 0,
        selected: value)
      isFirst = isFirst && isNew
    }
    if !isFirst { try session.noteRepeatedRow(at: position, name) }
  }

  private func isValid(_ value: Double) -> Bool {
    if isCounts { return VoteCount.checked(Int(exactly: value)) != nil }
    return value >= -1e-9 && value <= 1 + 1e-4
  }
}
