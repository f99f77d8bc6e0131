internal import InputFiles
internal import TensorFiles

/// Recognises the layout of a file of annotations.
struct FormatDetector {
  let path: String
  let options: ImportOptions

  /// The layout.
  ///
  /// - Returns: The layout.
  /// - Throws: ``AnnotationError`` with what was looked for.
  func format() throws(AnnotationError) -> AnnotationFormat {
    let head = try annotationInput { () throws(InputFileError) in try firstBytes() }
    if head.starts(with: [0x93] + Array("NUMPY".utf8)) { return try arrayFormat() }
    if head.starts(with: Array("PK".utf8)) { return try archiveFormat() }
    switch head.first(where: { $0 > 0x20 && $0 < 0x80 }) {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return try JSONDetector(path, options).format()
    default: return try tableFormat()
    }
  }

  private func firstBytes() throws(InputFileError) -> [UInt8] {
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

  /// Recognises an archive of arrays by their names.
  private func archiveFormat() throws(AnnotationError) -> AnnotationFormat {
    let keys = try annotationTensor { () throws(TensorFileError) in try Tensor.keys(in: path) }
    if RealRatersReader.matches(keys) { return .realRaters }
    return try arrayFormat()
  }

  /// Recognises a matrix by its shape and its numbers.
  private func arrayFormat() throws(AnnotationError) -> AnnotationFormat {
    let tensor = try MatrixReader.open(path)
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

  /// Recognises a table by its header.
  private func tableFormat() throws(AnnotationError) -> AnnotationFormat {
    let reader = try annotationInput { () throws(InputFileError) in try DelimitedReader(path: path)
    }
    let columns = ColumnNames(reader)
    for profile in TableProfile.all where profile.missing(in: columns).isEmpty {
      return profile.format
    }
    if options.map[.selected] != nil { return .selectedTable }
    if options.map[.image] != nil, options.map[.label] != nil { return .longTable }
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
