internal import Files
internal import Tensors
internal import StudyValues

/// Recognises the layout of a file of annotations.
struct FormatDetector {
  let path: String
  let options: ImportOptions

  /// The layout.
  ///
  /// - Returns: The layout.
  /// - Throws: ``AnnotationError`` with what was looked for.
  func format() throws(AnnotationError) -> AnnotationFormat {
    if try isArchiveOfArrays() { return try archiveFormat() }
    let path = path
    let head = try annotationInput { () throws(InputFileError) in
      try FormatDetector.firstBytes(path)
    }
    if head.starts(with: FormatDetector.numPyMagic) { return try arrayFormat() }
    if head.count > 1, head[0] == 0x80, (2...5).contains(head[1]) { return try pickleFormat() }
    switch head.first(where: { $0 > 0x20 && $0 < 0x80 }) {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return try JSONDetector(path, options).format()
    default: break
    }
    if let lines = NumberRows.firstLines(head) { return try numberFormat(lines) }
    if isAnswerYAML(head) { return .cubam }
    return try tableFormat()
  }

  /// Whether the file is a ZIP archive of npy arrays or of a torch pickle; an archive of one text file
  /// is read as that file.
  private func isArchiveOfArrays() throws(AnnotationError) -> Bool {
    let path = path
    return try annotationInput { () throws(InputFileError) in
      let file = try MappedFile(path: path)
      guard unsafe file.withBytes({ unsafe ZipArchive.isArchive($0) }) else { return false }
      let archive = try ZipArchive(path: path)
      return RestrictedPickle.pickleMember(of: archive) != nil
        || archive.members.contains { $0.name.hasSuffix(".npy") }
    }
  }

  /// What every npy file begins with.
  static let numPyMagic: [UInt8] = [0x93] + Array("NUMPY".utf8)

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

  /// Recognises rows of numbers without a header.
  private func numberFormat(_ lines: [[Double]]) throws(AnnotationError) -> AnnotationFormat {
    if lines.count == 2, lines[0].count == 3, lines[1].count == 3,
      lines[0][2] > max(lines[0][0], lines[0][1]), [0, 1].contains(lines[1][2])
    {
      return .cubamTriples
    }
    guard lines.allSatisfy({ $0.allSatisfy { $0 >= -1 && $0 == $0.rounded() } }) else {
      throw .unrecognized(
        file: path,
        lookedFor: "a matrix of class numbers, images x annotators, with -1 for no answer, and "
          + "lines of image, annotator and 0 or 1; save counts and probabilities as npy")
    }
    return .answerMatrix
  }

  /// Whether text begins as `annotator: {image: true, …`.
  private func isAnswerYAML(_ head: [UInt8]) -> Bool {
    let text = String(decoding: head, as: UTF8.self)
    if isBlockYAML(text) { return true }
    guard let brace = text.firstIndex(of: "{") else { return false }
    let before = text[..<brace].drop(while: \.isWhitespace)
    let inside = text[text.index(after: brace)...].prefix(200)
    return before.count < 200 && before.contains(":") && !before.contains(",")
      && (inside.contains(": true") || inside.contains(": false"))
  }

  /// Whether text begins as `annotator:` and below it, indented, `image: true`.
  private func isBlockYAML(_ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline).prefix(2)
    guard lines.count == 2, lines[0].first != " ", lines[0].last == ":", lines[1].first == " "
    else { return false }
    return lines[1].hasSuffix(": true") || lines[1].hasSuffix(": false")
  }

  /// Recognises a pickle of label arrays.
  private func pickleFormat() throws(AnnotationError) -> AnnotationFormat {
    let path = path
    return try labelFormat(
      annotationInput { () throws(InputFileError) in try RestrictedPickle.read(path: path) })
  }

  /// Recognises label arrays by their names.
  private func labelFormat(_ value: PickleValue) throws(AnnotationError) -> AnnotationFormat {
    if LabelArraysReader.matches(value) { return .labelArrays }
    throw .unrecognized(
      file: path,
      lookedFor: "a pickled dictionary with random_label1 or noisy_label (CIFAR-10N); convert any "
        + "other pickle that you trust with \(RestrictedPickle.conversion(of: path))")
  }

  /// Recognises an archive of arrays by their names.
  private func archiveFormat() throws(AnnotationError) -> AnnotationFormat {
    let path = path
    let isTorch = try annotationInput { () throws(InputFileError) in
      try RestrictedPickle.pickleMember(of: ZipArchive(path: path)) != nil
    }
    if isTorch { return try pickleFormat() }
    let keys = try annotationTensor { () throws(TensorFileError) in try Tensor.keys(in: path) }
    if RealRatersReader.matches(keys) { return .realRaters }
    return try arrayFormat()
  }

  /// Recognises a matrix by its shape and its numbers.
  private func arrayFormat() throws(AnnotationError) -> AnnotationFormat {
    if let value = try LabelArraysReader.savedDictionary(path) { return try labelFormat(value) }
    let tensor = try MatrixReader.open(path)
    if tensor.shape.count == 1, !tensor.elementType.isText, !tensor.elementType.isFloatingPoint,
      LabelArraysReader.isAnswer(ImageName.stem(path)) || ImageName.stem(path) == "clean_label"
    {
      return .labelArrays
    }
    guard tensor.shape.count == 2, !tensor.elementType.isText, tensor.rowCount > 0 else {
      throw .unrecognized(
        file: path,
        lookedFor: "a matrix of counts or probabilities, images x classes; this is "
          + "\(tensor.elementType) of shape \(tensor.shape)")
    }
    let isCounts = try MatrixReader.holdsCounts(tensor)
    if try isCIFAR10H(tensor) { return isCounts ? .cifar10hCounts : .cifar10hProbabilities }
    return isCounts ? .countsMatrix : .probabilitiesMatrix
  }

  /// Whether a matrix is that of CIFAR-10H: the shape alone could be any ten-class test set, so the
  /// first two rows, in which 48 of 51 chose cat and 50 of 51 chose ship, have to agree too.
  private func isCIFAR10H(_ tensor: Tensor) throws(AnnotationError) -> Bool {
    guard tensor.shape == [10_000, 10] else { return false }
    let rows = try annotationTensor { () throws(TensorFileError) in
      try tensor.read(rows: 0..<2, as: Double.self)
    }
    let shares = [rows[3] / rows[..<10].reduce(0, +), rows[18] / rows[10...].reduce(0, +)]
    return abs(shares[0] - 48.0 / 51) < 1e-6 && abs(shares[1] - 50.0 / 51) < 1e-6
  }

  /// Whether a header has the findings of CheXpert, whose readers have a table each.
  private func isCheXpert(_ columns: ColumnNames) -> Bool {
    ["Atelectasis", "Cardiomegaly", "Consolidation", "Edema", "Pleural Effusion"]
      .allSatisfy { columns.find($0) != nil }
  }

  /// Recognises a table by its header.
  private func tableFormat() throws(AnnotationError) -> AnnotationFormat {
    let reader = try annotationInput { () throws(InputFileError) in try DelimitedReader(path: path)
    }
    let columns = ColumnNames(reader)
    if options.map[.selected] == nil, MTurkForms.matches(columns, options) { return .mturkForms }
    if AppenAggregatedReader.matches(columns) { return .appenAggregated }
    for profile in TableProfile.all where profile.missing(in: columns).isEmpty {
      return profile.format
    }
    if options.map[.selected] != nil { return .selectedTable }
    if options.map[.image] != nil, options.map[.label] != nil { return .longTable }
    if isCheXpert(columns) { return .readerTables }
    if GalaxyZooReader.matches(columns) { return .galaxyZoo }
    if SelectedTableReader.matches(columns) { return .selectedTable }
    if WideCountsReader.matches(columns, options) { return .wideCounts }
    // A header with at least half of a signature, and at least two of its columns, is a near miss.
    for profile in TableProfile.all {
      let missing = profile.missing(in: columns)
      let found = profile.signature.count - missing.count
      if found >= 2, found >= missing.count {
        throw .almost(
          file: path, format: profile.title,
          missing: "it has no column \(missing.joined(separator: ", "))")
      }
    }
    throw .unrecognized(
      file: path,
      lookedFor: "the headers of \(TableProfile.all.map(\.title).joined(separator: ", ")), a table "
        + "of image, class, selected and total, FER+ and --classes tables of counts; the header is "
        + "\(columns.names.prefix(20).joined(separator: ", "))")
  }
}
