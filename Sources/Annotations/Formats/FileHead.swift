internal import Files
internal import StudyValues
internal import Tensors

/// The beginning of the first file of a set, looked at once, by which formats are recognised.
struct FileHead {
  /// What the content is.
  enum Content {
    /// Arrays, or the dictionary that was pickled.
    case arrays(ArraysHead)
    /// JSON: a document or a value a line.
    case json(JSONHead)
    /// Rows of numbers without a header: the first two.
    case numbers([[Double]])
    /// YAML of `annotator: {image: true}`.
    case answerYAML
    /// XML: its beginning.
    case xml(String)
    /// A table with a header.
    case table(ColumnNames)
  }

  /// The file.
  let path: String
  /// Declared columns and classes, which some general layouts need to be recognised.
  let options: ImportOptions
  /// What the content is.
  let content: Content

  /// Looks at a file.
  ///
  /// - Throws: ``AnnotationError`` when it cannot be read.
  init(path: String, options: ImportOptions) throws(AnnotationError) {
    self.path = path
    self.options = options
    let archive = try ArraysHead.archive(path)
    let head = try annotationInput { () throws(InputFileError) in
      archive.hasArrays ? [] : try Self.firstBytes(path)
    }
    let first = head.first { $0 > 0x20 && $0 < 0x80 }
    if first == UInt8(ascii: "<") {
      try annotationInput { () throws(InputFileError) in try ForeignFile.refuse(head, path: path) }
    }
    if head.starts(with: Array("PAR1".utf8)) || !options.columns.isEmpty {
      content = .table(ColumnNames(try options.table(path)))
    } else if let arrays = try ArraysHead(path, head, archive) {
      content = .arrays(arrays)
    } else if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      content = .json(try JSONHead(path, head, map: options.map))
    } else if first == UInt8(ascii: "<") {
      content = .xml(String(decoding: head, as: UTF8.self))
    } else if let lines = NumberRows.firstLines(head) {
      content = .numbers(lines)
    } else if Self.isAnswerYAML(String(decoding: head, as: UTF8.self)) {
      content = .answerYAML
    } else {
      content = .table(ColumnNames(try options.table(path)))
    }
  }

  /// The arrays, if the file holds arrays.
  var arrays: ArraysHead? { if case .arrays(let arrays) = content { arrays } else { nil } }
  /// The JSON, if the file is JSON.
  var json: JSONHead? { if case .json(let json) = content { json } else { nil } }
  /// The beginning, if the file is XML.
  var xml: String? { if case .xml(let text) = content { text } else { nil } }
  /// The first two rows, if the file holds rows of numbers.
  var numbers: [[Double]]? { if case .numbers(let rows) = content { rows } else { nil } }
  /// The header, if the file is a table.
  var columns: ColumnNames? { if case .table(let columns) = content { columns } else { nil } }
  /// Whether the file is YAML of answers.
  var isAnswerYAML: Bool { if case .answerYAML = content { true } else { false } }

  /// The first 4,096 bytes of the content of a file.
  static func firstBytes(_ path: String) throws(InputFileError) -> [UInt8] {
    let source = try ByteSource(path: path)
    var bytes = [UInt8](repeating: 0, count: 4_096)
    var filled = 0
    while filled < bytes.count {
      let count = try unsafe bytes.withUnsafeMutableBufferPointer {
        (buffer) throws(InputFileError) -> Int in
        try unsafe source.read(
          into: UnsafeMutableRawBufferPointer(
            UnsafeMutableBufferPointer(rebasing: buffer[filled...])))
      }
      guard count > 0 else { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  /// Whether text begins as `annotator: {image: true, …`, in one line or indented.
  private static func isAnswerYAML(_ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline).prefix(2)
    if lines.count == 2, lines[0].first != " ", lines[0].last == ":", lines[1].first == " ",
      lines[1].hasSuffix(": true") || lines[1].hasSuffix(": false")
    {
      return true
    }
    guard let brace = text.firstIndex(of: "{") else { return false }
    let before = text[..<brace].drop(while: \.isWhitespace)
    let inside = text[text.index(after: brace)...].prefix(200)
    return before.count < 200 && before.contains(":") && !before.contains(",")
      && (inside.contains(": true") || inside.contains(": false"))
  }
}
