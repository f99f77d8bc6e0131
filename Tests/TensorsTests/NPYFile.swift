/// An npy file made by hand, right or wrong.
enum NPYFile {
  static func bytes(
    header: String, version: UInt8 = 1, payload: [UInt8] = []
  ) -> [UInt8] {
    let text = Array(header.utf8)
    var result: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, version, 0]
    let lengthBytes = version == 1 ? 2 : 4
    for shift in 0..<lengthBytes {
      result.append(UInt8(truncatingIfNeeded: text.count >> (8 * shift)))
    }
    return result + text + payload
  }

  static func bytes(
    descr: String, shape: String, fortran: Bool = false, payload: [UInt8]
  ) -> [UInt8] {
    bytes(
      header: "{'descr': '\(descr)', 'fortran_order': \(fortran ? "True" : "False"),"
        + " 'shape': \(shape), }\n",
      payload: payload)
  }
}
