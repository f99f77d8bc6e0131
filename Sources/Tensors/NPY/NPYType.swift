/// Type strings of NumPy, such as `<f4` or `|S12`.
enum NPYType {
  /// The element type and byte order of a type string.
  ///
  /// - Parameters:
  ///   - descr: the type string.
  ///   - source: the file, for messages.
  ///   - expression: Python that loads the array, for the conversion line.
  /// - Returns: the type, and whether its most significant byte comes first.
  /// - Throws: ``TensorFileError/objectArray(source:remedy:)`` or
  ///   ``TensorFileError/unsupportedType(source:found:remedy:)``.
  static func parse(
    _ descr: String, source: String, loading expression: String
  ) throws(TensorFileError) -> (type: TensorElementType, isBigEndian: Bool) {
    var code = Substring(descr)
    var isBigEndian = false
    if let order = code.first, "<>|=".contains(order) {
      isBigEndian = order == ">"
      code = code.dropFirst()
    }
    let width = Int(code.dropFirst())
    switch (code.first, width) {
    case ("O", _):
      throw .objectArray(source: source, remedy: conversion(expression))
    case ("f", 2): return (.float16, isBigEndian)
    case ("f", 4): return (.float32, isBigEndian)
    case ("f", 8): return (.float64, isBigEndian)
    case ("i", 1): return (.int8, isBigEndian)
    case ("i", 2): return (.int16, isBigEndian)
    case ("i", 4): return (.int32, isBigEndian)
    case ("i", 8): return (.int64, isBigEndian)
    case ("u", 1): return (.uint8, isBigEndian)
    case ("u", 2): return (.uint16, isBigEndian)
    case ("u", 4): return (.uint32, isBigEndian)
    case ("u", 8): return (.uint64, isBigEndian)
    case ("b", 1), ("?", nil): return (.bool, isBigEndian)
    case ("U", let width?) where width >= 0 && width < 1 << 24:
      return (.text(width: width), isBigEndian)
    case ("S", let width?) where width >= 0 && width < 1 << 26,
      ("a", let width?) where width >= 0 && width < 1 << 26:
      return (.bytes(width: width), isBigEndian)
    default:
      throw .unsupportedType(
        source: source, found: "the type '\(descr)'", remedy: remedy(for: code.first))
    }
  }

  /// The type string of an element type, little endian.
  static func descr(_ type: TensorElementType) -> String? {
    switch type {
    case .float16: "<f2"
    case .bfloat16: nil
    case .float32: "<f4"
    case .float64: "<f8"
    case .int8: "|i1"
    case .int16: "<i2"
    case .int32: "<i4"
    case .int64: "<i8"
    case .uint8: "|u1"
    case .uint16: "<u2"
    case .uint32: "<u4"
    case .uint64: "<u8"
    case .bool: "|b1"
    case .text(let width): "<U\(width)"
    case .bytes(let width): "|S\(width)"
    }
  }

  /// One line of Python that turns an object array into one that is read here.
  static func conversion(_ expression: String) -> String {
    "python -c \"import numpy as np; a = \(expression);"
      + " np.save('converted.npy', np.array(a.tolist()))\""
  }

  private static func remedy(for kind: Character?) -> String {
    switch kind {
    case "c": "save the real and the imaginary part as two arrays"
    case "f", "g": "save it as float64 with a.astype('f8')"
    case "M", "m": "save it as whole numbers with a.astype('i8')"
    case "V": "of bfloat16, save it as numbers with a.view(ml_dtypes.bfloat16).astype('f4')"
    default: "save it as numbers or text with a.astype"
    }
  }
}
