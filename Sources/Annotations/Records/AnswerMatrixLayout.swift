internal import Files
internal import StudyValues
internal import Tensors

extension AnnotationFormat {
  /// A matrix of answers, images x annotators, -1 for no answer: text (LabelMe), or an array.
  package static let answerMatrix = records(
    "answer-matrix", title: "a matrix of class numbers, images x annotators",
    isOneFile: true,
    matches: { head in
      if let array = head.arrays?.array {
        return array.elementType.isText && array.shape.count == 2
      }
      return head.numbers?.allSatisfy {
        $0.allSatisfy { $0.isNaN || ($0 >= -1 && $0 == $0.rounded()) }
      } ?? false
    },
    layout: { try .answerMatrix($0.first, $0.options) })
}

extension RecordLayout {
  /// A matrix with one image a row, one annotator a column and −1 for no answer.
  ///
  /// LabelMe and peerannot have text of numbers. An array (npy, MATLAB) has numbers, NaN for no answer
  /// too, or the names of classes, nothing for no answer. Rows have no names, so an order or a list of
  /// names has to be declared.
  static func answerMatrix(_ path: String, _ options: ImportOptions) throws -> RecordLayout {
    if case .arrays(let arrays) = try FileHead(path: path, options: options).content {
      return try answerArray(arrays, path, options)
    }
    let names = try rowNames(path, options)
    var layout = RecordLayout { body in
      let reader = try open(path)
      var row = 0
      while try reader.nextAnswerRow() {
        for column in 0..<reader.columnCount {
          // Columns of figures are often set with several blanks between them.
          if reader.isEmpty(column), reader.delimiter == UInt8(ascii: " ") { continue }
          guard !MissingWords.isUsual(reader.string(column)) else {
            try body(.dropped(MissingWords.rule))
            continue
          }
          let position = AnnotationPosition(
            file: path, line: reader.lineNumber, column: String(column + 1))
          guard let label = reader.int(column) else {
            throw AnnotationError.badValues([
              BadValue(
                position, expected: "the number of a class, or -1 or NaN",
                got: "'\(reader.string(column).prefix(60))'")
            ])
          }
          guard label != -1 else {
            try body(.dropped(MissingWords.rule))
            continue
          }
          try body(
            .answers([
              AnswerRecord(
                image: names[row], annotator: String(column), label: String(label),
                position: position)
            ]))
        }
        row += 1
      }
    }
    layout.order = options.order
    if options.format == nil {
      layout.notes.append(
        "The rows of numbers were taken for class numbers, images x annotators, with -1 for no answer; "
          + "counts of images x classes have to be saved as npy, or with names of columns.")
    }
    return layout
  }

  private static func answerArray(
    _ arrays: ArraysHead, _ path: String, _ options: ImportOptions
  ) throws -> RecordLayout {
    guard let array = arrays.array, array.shape.count == 2, array.rowCount > 0 else {
      throw AnnotationError.wrongShape(
        file: path, expected: "one matrix, images x annotators",
        got: arrays.array.map { "shape \($0.shape)" }
          ?? "the arrays \(arrays.keys.joined(separator: ", "))")
    }
    let names = try OrderedImages.names(
      rows: array.rowCount, order: options.imageNames == nil ? nil : .listed, options: options,
      file: path)
    var layout = RecordLayout { body in
      for row in 0..<array.rowCount {
        let labels = try labels(of: array, row: row, path)
        for (column, label) in labels.enumerated() {
          guard let label else {
            try body(.dropped(MissingWords.rule))
            continue
          }
          try body(
            .answers([
              AnswerRecord(
                image: names[row], annotator: String(column), label: label,
                position: AnnotationPosition(
                  file: path, line: row + 1, column: String(column + 1)))
            ]))
        }
      }
    }
    layout.order = options.order
    return layout
  }

  /// The answers of one row of an array, nil for none.
  private static func labels(
    of array: Tensor, row: Int, _ path: String
  ) throws(AnnotationError) -> [String?] {
    guard !array.elementType.isText else {
      return try annotationTensor { () throws(TensorFileError) in
        try array.readText(rows: row..<row + 1)
      }
    }
    let numbers = try annotationTensor { () throws(TensorFileError) in
      try array.read(rows: row..<row + 1, as: Double.self)
    }
    var labels: [String?] = []
    for (column, number) in numbers.enumerated() {
      guard number.isNaN || Int(exactly: number) != nil else {
        throw AnnotationError.badValues([
          BadValue(
            AnnotationPosition(file: path, line: row + 1, column: String(column + 1)),
            expected: "the number of a class, -1 or NaN", got: "\(number)")
        ])
      }
      labels.append(number.isNaN || number == -1 ? nil : Int(exactly: number).map { "\($0)" })
    }
    return labels
  }

  private static func rowNames(_ path: String, _ options: ImportOptions) throws -> [String] {
    let reader = try open(path)
    var rows = 0
    while try reader.nextAnswerRow() { rows += 1 }
    return try OrderedImages.names(
      rows: rows, order: options.imageNames == nil ? nil : .listed, options: options, file: path)
  }

  private static func open(_ path: String) throws(AnnotationError) -> DelimitedReader {
    try annotationInput { () throws(InputFileError) in
      try DelimitedReader(path: path, format: NumberRows.format(FileHead.firstBytes(path)))
    }
  }
}
