/// The header of an npy file, format 1.0 to 3.0.
///
/// Layout after NumPy's `numpy.lib.format`: the magic, two version bytes, the length of the header
/// (2 bytes in version 1, else 4), and a Python dictionary literal with `descr`, `fortran_order` and
/// `shape`. The literal is parsed by rule, never evaluated.
struct NPYHeader: Equatable {
  var type: TensorElementType
  var isBigEndian: Bool
  var isFortranOrder: Bool
  var shape: [Int]
  /// Where the elements begin.
  var dataOffset: Int

  /// The number of elements; the product was checked for overflow.
  var elementCount: Int { shape.reduce(1, *) }

  static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
  /// The longest header that is read; a numeric array needs about a hundred bytes.
  static let longest = 64 << 10

  /// Where the elements begin, from the length alone; at most the number of bytes given.
  static func dataOffset(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard bytes.count >= 12 else { return bytes.count }
    let isShort = unsafe bytes[6] == 1
    let length =
      isShort
      ? Int(UInt16(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self)))
      : Int(UInt32(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    return min((isShort ? 10 : 12) + length, bytes.count)
  }

  /// Parses the beginning of a file.
  ///
  /// - Parameters:
  ///   - bytes: the first ``longest`` + 12 bytes, or all if there are fewer.
  ///   - source: the file, for messages.
  ///   - expression: Python that loads the array, for the conversion line of an object array.
  /// - Throws: ``TensorFileError`` naming the byte.
  init(
    _ bytes: UnsafeRawBufferPointer, source: String, loading expression: String
  ) throws(TensorFileError) {
    guard unsafe bytes.count >= 10 && bytes.starts(with: Self.magic) else {
      throw .malformedHeader(
        source: source, byte: 0, expected: "the npy magic and version", found: "other bytes")
    }
    let major = unsafe bytes[6]
    guard (1...3).contains(major) else {
      throw .malformedHeader(
        source: source, byte: 6, expected: "npy version 1, 2 or 3", found: "version \(major)")
    }
    let prefix = major == 1 ? 10 : 12
    guard bytes.count >= prefix else {
      throw .sizeMismatch(source: source, expected: prefix, found: bytes.count)
    }
    let length =
      major == 1
      ? Int(UInt16(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self)))
      : Int(UInt32(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    guard length <= Self.longest else {
      throw .malformedHeader(
        source: source, byte: 8, expected: "a header of at most \(Self.longest) bytes",
        found: "one of \(length)")
    }
    guard prefix + length <= bytes.count else {
      throw .sizeMismatch(source: source, expected: prefix + length, found: bytes.count)
    }
    let text = unsafe Array(bytes[prefix..<prefix + length])
    var parser = LiteralParser(text, source: source, offset: prefix)
    let entries = try parser.dictionary()
    dataOffset = prefix + length
    guard case .text(let descr)? = entries["descr"] else {
      if case .list? = entries["descr"] {
        throw .unsupportedType(
          source: source, found: "a structured type with named fields",
          remedy: "save each field as an array of its own, or all as a table with "
            + "pandas.DataFrame(a).to_csv(FILE, index=False)")
      }
      throw parser.missing("descr", "a type such as '<f4'")
    }
    guard case .truth(let isFortranOrder)? = entries["fortran_order"] else {
      throw parser.missing("fortran_order", "True or False")
    }
    guard case .tuple(let dimensions)? = entries["shape"] else {
      throw parser.missing("shape", "a tuple of whole numbers")
    }
    if let key = entries.keys.sorted().first(where: {
      !["descr", "fortran_order", "shape"].contains($0)
    }) {
      throw .malformedHeader(
        source: source, byte: prefix, expected: "only descr, fortran_order and shape",
        found: "the key '\(key)'")
    }
    (type, isBigEndian) = try NPYType.parse(descr, source: source, loading: expression)
    shape = dimensions
    self.isFortranOrder = isFortranOrder
    try TensorShape.check(shape, type: type, source: source, byte: prefix)
  }
}
