package import Files

extension Tensor {
  /// A tensor of an array that was read from a pickle or a torch file.
  ///
  /// Arrays of Python objects become tensors if all objects are texts.
  ///
  /// - Parameters:
  ///   - array: the array.
  ///   - source: what messages call it.
  /// - Throws: ``TensorFileError`` for other objects and for types that are not read.
  package convenience init(pickled array: PickledArray, source: String) throws(TensorFileError) {
    let remedy = "python -c \"import numpy as np; np.save('converted.npy', np.array(a.tolist()))\""
    switch array.content {
    case .bytes(let bytes):
      let (type, isBigEndian) =
        array.descr == "bfloat16"
        ? (.bfloat16, false)
        : try NPYType.parse(array.descr, source: source, loading: "a")
      try TensorShape.check(array.shape, type: type, source: source, byte: 0)
      let expected = array.shape.reduce(type.byteCount, *)
      guard bytes.count == expected else {
        throw .sizeMismatch(source: source, expected: expected, found: bytes.count)
      }
      self.init(
        shape: array.shape, elementType: type, source: source, storage: .memory(bytes),
        isBigEndian: isBigEndian,
        strides: array.isFortranOrder ? Self.fortranStrides(array.shape) : nil)
    case .objects(let values):
      var texts: [[Unicode.Scalar]] = []
      for value in values {
        switch value {
        case .string(let text):
          texts.append(Array(text.unicodeScalars))
        case .bytes(let bytes):
          guard let text = String(validating: bytes, as: UTF8.self) else { fallthrough }
          texts.append(Array(text.unicodeScalars))
        default: throw .objectArray(source: source, remedy: remedy)
        }
      }
      let type = TensorElementType.text(width: texts.map(\.count).max() ?? 0)
      try TensorShape.check(array.shape, type: type, source: source, byte: 0)
      guard array.shape.reduce(1, *) == texts.count else {
        throw .sizeMismatch(
          source: source, expected: array.shape.reduce(1, *), found: texts.count)
      }
      var encoder = ElementEncoder(type: type, shape: array.shape, source: source)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(texts.count * type.byteCount)
      unsafe try encoder.encode(text: texts.map { String(String.UnicodeScalarView($0)) }) {
        (chunk) throws(TensorFileError) in
        unsafe bytes.append(contentsOf: chunk)
      }
      self.init(shape: array.shape, elementType: type, source: source, storage: .memory(bytes))
    }
  }

  /// The arrays of a pickle or torch file by name; an array that stands alone has an empty name.
  static func pickledArrays(
    _ path: String
  ) throws(TensorFileError) -> [(name: String, array: PickledArray)] {
    let value = try TensorFileError.wrapping { () throws(InputFileError) in
      try RestrictedPickle.read(path: path)
    }
    if case .array(let array) = value { return [("", array)] }
    guard case .dictionary(let pairs) = value else { return [] }
    return pairs.compactMap { pair in
      guard case .string(let name) = pair.key, case .array(let array) = pair.value else {
        return nil
      }
      return (name, array)
    }
  }
}
