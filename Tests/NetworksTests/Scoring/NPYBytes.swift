/// The bytes of small npy files, so that these tests do not depend on the writer.
enum NPYBytes {
  static func floats(_ values: [Float], shape: [Int]) -> [UInt8] {
    header("<f4", shape) + values.flatMap { bytes($0.bitPattern) }
  }

  static func doubles(_ values: [Double], shape: [Int]) -> [UInt8] {
    header("<f8", shape) + values.flatMap { bytes($0.bitPattern) }
  }

  static func integers(_ values: [Int64], shape: [Int]) -> [UInt8] {
    header("<i8", shape) + values.flatMap { bytes($0) }
  }

  private static func header(_ type: String, _ shape: [Int]) -> [UInt8] {
    let sizes = shape.map { "\($0)," }.joined(separator: " ")
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }"
    while (10 + text.utf8.count + 1) % 64 != 0 { text += " " }
    text += "\n"
    let length = UInt16(text.utf8.count)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
      + Array(text.utf8)
  }

  private static func bytes<I: FixedWidthInteger>(_ value: I) -> [UInt8] {
    (0..<I.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
