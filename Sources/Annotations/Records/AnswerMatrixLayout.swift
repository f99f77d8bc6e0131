internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// A text matrix, images x annotators, -1 for no answer (LabelMe).
  package static let answerMatrix = records(
    "answer-matrix", title: "a text matrix of class numbers, images x annotators",
    isOneFile: true,
    matches: { head in
      head.numbers?.allSatisfy { $0.allSatisfy { $0 >= -1 && $0 == $0.rounded() } } ?? false
    },
    layout: { try .answerMatrix($0.first, $0.options) })
}

extension RecordLayout {
  /// A text matrix with one image a row, one annotator a column and −1 for no answer.
  ///
  /// So do LabelMe and peerannot. Rows have no names, so an order or a list of names has to be declared.
  static func answerMatrix(_ path: String, _ options: ImportOptions) throws -> RecordLayout {
    let names = try rowNames(path, options)
    var layout = RecordLayout { body in
      let reader = try open(path)
      var row = 0
      while try reader.nextAnswerRow() {
        for column in 0..<reader.columnCount where !reader.isEmpty(column) {
          let position = AnnotationPosition(
            file: path, line: reader.lineNumber, column: String(column + 1))
          guard let label = reader.int(column) else {
            throw AnnotationError.badValues([
              BadValue(
                position, expected: "the number of a class, or -1",
                got: "'\(reader.string(column).prefix(60))'")
            ])
          }
          if label == -1 { continue }
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
    return layout
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
      try DelimitedReader(path: path, format: NumberRows.format(path))
    }
  }
}

/// Recognises text files of numbers without a header.
enum NumberRows {
  /// The delimiter of such a file: tab or space.
  static func format(_ path: String) throws(InputFileError) -> DelimitedFormat {
    let head = try FileHead.firstBytes(path)
    let line = head.prefix { $0 != UInt8(ascii: "\n") }
    let delimiter = [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: " ")]
      .first { line.contains($0) }
    return DelimitedFormat(
      delimiter: delimiter ?? UInt8(ascii: " "), hasHeader: false, allowsQuotes: false)
  }

  /// The numbers of the first two lines, if they hold nothing else.
  static func firstLines(_ head: [UInt8]) -> [[Double]]? {
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline).prefix(2)
    guard !lines.isEmpty else { return nil }
    var result: [[Double]] = []
    for line in lines {
      let fields = line.split { $0 == " " || $0 == "\t" || $0 == "," }
      let numbers = fields.compactMap { Double($0) }
      guard numbers.count == fields.count, numbers.count > 1 else { return nil }
      result.append(numbers)
    }
    return result
  }
}
