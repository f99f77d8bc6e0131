internal import Files

/// Turns the values of a variable of a MATLAB file into a tensor.
@safe struct MATArray {
  private let bytes: UnsafeRawBufferPointer
  private let isBigEndian: Bool
  private let source: String
  /// The most bytes that texts of equal width may take.
  private static let mostText = 1 << 30

  /// Prepares to read from bytes that outlive the calls.
  init(bytes: UnsafeRawBufferPointer, isBigEndian: Bool, source: String) {
    unsafe self.bytes = bytes
    self.isBigEndian = isBigEndian
    self.source = source
  }

  /// The tensor of a matrix.
  ///
  /// - Parameters:
  ///   - range: the elements inside the matrix.
  ///   - storage: makes the storage of values that begin at a byte.
  /// - Returns: the tensor.
  /// - Throws: ``TensorFileError``.
  func tensor(
    _ range: Range<Int>, storage: (Int) -> TensorStorage
  ) throws(TensorFileError) -> Tensor {
    var elements = unsafe MATElements(bytes, range, isBigEndian: isBigEndian, source: source)
    let header = try MATHeader(&elements, source: source)
    if let refusal = header.refusal {
      throw .unsupportedType(source: source, found: refusal.found, remedy: refusal.remedy)
    }
    switch header.kind {
    case 1: return try cells(header, &elements)
    case 4:
      let texts = try texts(header, &elements)
      return try text(texts, shape: [texts.count])
    default: return try numbers(header, &elements, storage: storage)
    }
  }

  private func numbers(
    _ header: MATHeader, _ elements: inout MATElements, storage: (Int) -> TensorStorage
  ) throws(TensorFileError) -> Tensor {
    let shape = header.shape
    let count = shape.reduce(1, *)
    // An empty array may have no element of values at all.
    if count == 0, elements.isAtEnd {
      return Tensor(shape: shape, elementType: .float64, source: source, storage: .memory([]))
    }
    let values = try elements.next()
    guard let stored = values.type.elementType else {
      throw elements.malformed("numbers", "data of another type")
    }
    guard values.range.count == count * stored.byteCount else {
      throw .sizeMismatch(
        source: source, expected: count * stored.byteCount, found: values.range.count)
    }
    let strides = Tensor.fortranStrides(shape)
    // MATLAB stores doubles that are small whole numbers as such.
    guard header.kind == 6 || header.kind == 7, !stored.isFloatingPoint else {
      return Tensor(
        shape: shape, elementType: header.isLogical && stored == .uint8 ? .bool : stored,
        source: source, storage: storage(values.range.lowerBound), isBigEndian: isBigEndian,
        strides: strides)
    }
    let whole = Tensor(
      shape: [count], elementType: stored, source: source,
      storage: .memory(unsafe Array(bytes[values.range])), isBigEndian: isBigEndian)
    return Tensor(
      shape: shape, elementType: .float64, source: source,
      storage: .memory(try Self.bytes(of: whole.readAll(as: Double.self))), strides: strides)
  }

  /// The rows of a matrix of characters, without the blanks that fill them.
  private func texts(
    _ header: MATHeader, _ elements: inout MATElements
  ) throws(TensorFileError) -> [String] {
    guard header.dimensions.count == 2 else {
      throw .unsupportedType(
        source: source, found: "characters in more than two dimensions",
        remedy: "in MATLAB, save cellstr(x)")
    }
    let (rows, width) = (header.dimensions[0], header.dimensions[1])
    guard width > 0, rows > 0 else {
      guard rows <= 1 << 20 else { throw elements.malformed("rows of characters", "\(rows)") }
      return [String](repeating: "", count: rows)
    }
    let values = try elements.next()
    guard let units = unsafe Self.scalars(bytes, values, isBigEndian: isBigEndian) else {
      throw elements.malformed("Unicode text", "bytes that are none")
    }
    // Characters beyond the first plane are two for MATLAB; a single row needs no count.
    guard units.count == rows * width || rows == 1 else {
      throw .sizeMismatch(source: source, expected: rows * width, found: units.count)
    }
    return (0..<rows).map { row in
      var line = Array(stride(from: row, to: units.count, by: rows).map { units[$0] })
      while let last = line.last, last == " " || last == "\0" { line.removeLast() }
      return String(String.UnicodeScalarView(line))
    }
  }

  private static func scalars(
    _ bytes: UnsafeRawBufferPointer, _ values: MATElements.Element, isBigEndian: Bool
  ) -> [Unicode.Scalar]? {
    let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[values.range])
    switch values.type {
    case .utf8, .int8, .uint8:
      return unsafe String(validating: part, as: UTF8.self).map { Array($0.unicodeScalars) }
    case .uint16, .utf16, .int16:
      let units = (0..<part.count / 2).map { index in
        let raw = unsafe part.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
        return isBigEndian ? UInt16(bigEndian: raw) : UInt16(littleEndian: raw)
      }
      return String(validating: units, as: UTF16.self).map { Array($0.unicodeScalars) }
    case .uint32, .utf32:
      let units = (0..<part.count / 4).map { index in
        let raw = unsafe part.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
        return isBigEndian ? UInt32(bigEndian: raw) : UInt32(littleEndian: raw)
      }
      return String(validating: units, as: UTF32.self).map { Array($0.unicodeScalars) }
    default: return nil
    }
  }

  /// A cell array with one text, or one number, in every cell.
  private func cells(
    _ header: MATHeader, _ elements: inout MATElements
  ) throws(TensorFileError) -> Tensor {
    let shape = header.shape
    let count = shape.reduce(1, *)
    var (names, numbers): ([String], [Double]) = ([], [])
    while names.count + numbers.count < count {
      let cell = try elements.next()
      guard cell.type == .matrix else { throw elements.malformed("a cell", "other data") }
      // An empty cell may have no parts at all.
      guard !cell.range.isEmpty else {
        names.append("")
        continue
      }
      var inner = unsafe MATElements(
        bytes, cell.range, isBigEndian: isBigEndian, source: source)
      let header = try MATHeader(&inner, source: source)
      if header.kind == 4, header.dimensions.count == 2, header.dimensions[0] <= 1 {
        names.append(try texts(header, &inner).first ?? "")
      } else if header.refusal == nil, header.kind >= 6, header.shape == [1] {
        numbers += try self.numbers(header, &inner) { start in
          .memory(unsafe Array(bytes[start..<min(start + 8, cell.range.upperBound)]))
        }.readAll(as: Double.self)
      } else if header.kind >= 6, header.dimensions.contains(0) {
        names.append("")
      } else {
        throw mixed("cells of several values")
      }
    }
    guard names.isEmpty || numbers.isEmpty else {
      throw mixed("cells of numbers beside cells of text or of nothing")
    }
    guard numbers.isEmpty else {
      return Tensor(
        shape: shape, elementType: .float64, source: source,
        storage: .memory(Self.bytes(of: numbers)), strides: Tensor.fortranStrides(shape))
    }
    return try text(names, shape: shape)
  }

  private func mixed(_ found: String) -> TensorFileError {
    .unsupportedType(
      source: source, found: found,
      remedy: "in MATLAB, save a cell array with one text in every cell, or a matrix")
  }

  /// A tensor of texts that stand in column order.
  private func text(_ texts: [String], shape: [Int]) throws(TensorFileError) -> Tensor {
    let scalars = texts.map { Array($0.unicodeScalars) }
    let width = scalars.map(\.count).max() ?? 0
    guard width == 0 || texts.count <= Self.mostText / (4 * width) else {
      throw .input(
        .limitExceeded(
          path: source, position: .file, what: "bytes of texts as wide as the widest",
          limit: Self.mostText))
    }
    var content: [UInt8] = []
    content.reserveCapacity(4 * width * texts.count)
    for line in scalars {
      for scalar in line {
        unsafe withUnsafeBytes(of: scalar.value) { unsafe content.append(contentsOf: $0) }
      }
      content.append(contentsOf: repeatElement(0, count: 4 * (width - line.count)))
    }
    return Tensor(
      shape: shape, elementType: .text(width: width), source: source, storage: .memory(content),
      strides: Tensor.fortranStrides(shape))
  }

  private static func bytes(of values: [Double]) -> [UInt8] {
    unsafe values.withUnsafeBytes { unsafe Array($0) }
  }
}
