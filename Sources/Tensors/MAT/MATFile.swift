internal import Files

/// The variables of a MATLAB file of version 5, which MATLAB writes as `-v6` and `-v7`.
///
/// Numbers, truth values, text and cell arrays of one text or one number a cell are read, plain or
/// deflated, in either byte order; arrays are in column order as MATLAB has them. A deflated variable
/// is inflated as a whole, up to 2 GiB.
struct MATFile {
  /// A variable and where it stands in the file.
  private struct Variable {
    let header: MATHeader
    let element: MATElements.Element
  }

  /// The most bytes of a deflated variable.
  static let mostInflated = 2 << 30
  private static let magic = Array("MATLAB ".utf8)
  private static let headerBytes = 128

  private let file: MappedFile
  private let isBigEndian: Bool
  private let variables: [Variable]

  /// Whether a file begins as MATLAB's do since version 5.
  static func isLikely(_ bytes: UnsafeRawBufferPointer) -> Bool {
    unsafe bytes.starts(with: magic) && bytes.count >= headerBytes
  }

  /// Reads the names and sizes of all variables.
  ///
  /// - Throws: ``TensorFileError`` for version 7.3 and a damaged file.
  init(_ file: MappedFile) throws(TensorFileError) {
    let bytes = unsafe file.bytes
    let version = unsafe (bytes[124], bytes[125])
    let order = unsafe (bytes[126], bytes[127])
    let (m, i) = (UInt8(ascii: "M"), UInt8(ascii: "I"))
    guard order == (m, i) || order == (i, m) else {
      throw .malformedHeader(
        source: file.path, byte: 126, expected: "the byte order IM or MI", found: "neither")
    }
    let isBig = order == (m, i)
    guard (isBig ? version.0 : version.1) == 1 else {
      throw .malformedHeader(
        source: file.path, byte: 124, expected: "version 5 of MATLAB's files",
        found: "version \(isBig ? version.0 : version.1)")
    }
    var variables: [Variable] = []
    var elements = unsafe MATElements(
      bytes, Self.headerBytes..<bytes.count, isBigEndian: isBig, source: file.path)
    while !elements.isAtEnd {
      let element = try elements.next()
      guard element.type == .matrix || element.type == .compressed else { continue }
      let header = try unsafe Self.header(of: element, bytes, isBig, file.path)
      // MATLAB keeps the parts of objects in a variable without a name.
      if !header.name.isEmpty { variables.append(Variable(header: header, element: element)) }
    }
    self.file = file
    isBigEndian = isBig
    self.variables = variables
  }

  /// The names of the variables, in the order of the file.
  var names: [String] { variables.map(\.header.name) }

  /// Opens a variable.
  ///
  /// - Parameter key: its name; nil for the only one that is an array.
  /// - Returns: the tensor; plain numbers are not read yet.
  /// - Throws: ``TensorFileError`` for structs, objects and damaged data.
  func tensor(_ key: String?) throws(TensorFileError) -> Tensor {
    let arrays = variables.filter { $0.header.refusal == nil }
    let pool = key == nil && !arrays.isEmpty ? arrays : variables
    let variable = try Tensor.choose(key, among: pool, path: file.path, name: \.header.name)
    let source = "\(file.path):\(variable.header.name)"
    guard variable.element.type == .compressed else {
      return try unsafe MATArray(
        bytes: file.bytes, isBigEndian: isBigEndian, source: source
      ).tensor(variable.element.range) { .mapped(file, offset: $0) }
    }
    let content = try unsafe Self.inflate(
      variable.element.range, of: file.bytes, upTo: nil, source: source)
    let span = unsafe content.span.bytes
    return try unsafe span.withUnsafeBytes { (bytes) throws(TensorFileError) in
      var elements = unsafe MATElements(
        bytes, 0..<bytes.count, isBigEndian: isBigEndian, source: source)
      let matrix = try elements.next()
      return try unsafe MATArray(bytes: bytes, isBigEndian: isBigEndian, source: source)
        .tensor(matrix.range) { start in .memory(Array(content[start...])) }
    }
  }

  /// The header of a matrix, whose values are not looked at.
  private static func header(
    of element: MATElements.Element, _ bytes: UnsafeRawBufferPointer, _ isBigEndian: Bool,
    _ path: String
  ) throws(TensorFileError) -> MATHeader {
    guard element.type == .compressed else {
      var inner = unsafe MATElements(
        bytes, element.range, isBigEndian: isBigEndian, source: path)
      return try MATHeader(&inner, source: path)
    }
    let head = try unsafe inflate(element.range, of: bytes, upTo: 8_192, source: path)
    let span = unsafe head.span.bytes
    return try unsafe span.withUnsafeBytes { (bytes) throws(TensorFileError) in
      var outer = unsafe MATElements(
        bytes, 0..<bytes.count, isBigEndian: isBigEndian, source: path)
      let matrix = try outer.next(isCut: true)
      var inner = unsafe MATElements(
        bytes, matrix.range.clamped(to: 0..<bytes.count), isBigEndian: isBigEndian, source: path)
      return try MATHeader(&inner, source: path)
    }
  }

  /// The inflated bytes of a compressed element, or the first of them.
  private static func inflate(
    _ range: Range<Int>, of bytes: UnsafeRawBufferPointer, upTo limit: Int?, source: String
  ) throws(TensorFileError) -> [UInt8] {
    try TensorFileError.wrapping { () throws(InputFileError) in
      try unsafe ZlibContent.inflate(
        UnsafeRawBufferPointer(rebasing: bytes[range]), upTo: limit, most: mostInflated,
        path: source, offset: range.lowerBound)
    }
  }
}
