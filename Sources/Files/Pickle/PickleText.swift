/// The escaped texts of pickle protocol 0.
enum PickleText {
  /// The bytes of a quoted Python 2 text, as `repr` writes it.
  static func unquote(
    _ line: [UInt8], _ machine: PickleMachine
  ) throws(InputFileError) -> [UInt8] {
    guard line.count >= 2, let quote = line.first, quote == line.last,
      quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
    else { throw machine.fail("a quoted text", "another") }
    var result: [UInt8] = []
    var rest = line.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      switch rest.popFirst().map({ Character(Unicode.Scalar($0)) }) {
      case "\\": result.append(UInt8(ascii: "\\"))
      case "'": result.append(UInt8(ascii: "'"))
      case "\"": result.append(UInt8(ascii: "\""))
      case "n": result.append(0x0A)
      case "r": result.append(0x0D)
      case "t": result.append(0x09)
      case "x":
        guard let code = hexadecimal(&rest, 2) else {
          throw machine.fail("an escape of two digits", "another")
        }
        result.append(UInt8(truncatingIfNeeded: code))
      default: throw machine.fail("an escape of Python", "another")
      }
    }
    return result
  }

  /// The text of a line in Python's `raw-unicode-escape`.
  static func unescape(
    _ line: [UInt8], _ machine: PickleMachine
  ) throws(InputFileError) -> String {
    var result = String.UnicodeScalarView()
    var rest = line[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let kind = rest.first,
        kind == UInt8(ascii: "u") || kind == UInt8(ascii: "U")
      else {
        // All other bytes are Latin-1.
        result.append(Unicode.Scalar(byte))
        continue
      }
      rest.removeFirst()
      guard let code = hexadecimal(&rest, kind == UInt8(ascii: "u") ? 4 : 8),
        let scalar = Unicode.Scalar(code)
      else { throw machine.fail("an escape of a Unicode character", "another") }
      result.append(scalar)
    }
    return String(result)
  }

  private static func hexadecimal(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> UInt32? {
    guard rest.count >= count else { return nil }
    let digits = String(decoding: rest.prefix(count), as: UTF8.self)
    rest.removeFirst(count)
    return UInt32(digits, radix: 16)
  }
}
