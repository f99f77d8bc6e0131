internal import Foundation

/// Names as addresses of the web write them, with `%20` for a blank and `%C3%A9` for é.
package enum PercentCode {
  /// The text without percent-encoding; the text itself where a sign is not followed by two hexadecimal
  /// digits, where the bytes are no UTF-8, or where a control character would come out.
  package static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")), let decoded = text.removingPercentEncoding,
      !decoded.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { return text }
    return NameText.plain(decoded)
  }

  /// Other ways in which programs write a name that has no percent-encoding: a plus sign for a blank, a
  /// blank for a plus sign, and the encodings of whole names.
  ///
  /// - Parameter name: The name.
  /// - Returns: The ways, without the name itself; none for a name of letters and digits.
  package static func variants(of name: String) -> [String] {
    guard name.utf8.contains(where: { !isUnreserved($0) }) else { return [] }
    let blanks = name.replacing("+", with: " ")
    let pluses = name.replacing(" ", with: "+")
    let encoded = [unreserved, spared].compactMap {
      name.addingPercentEncoding(withAllowedCharacters: $0)
    }
    var variants: [String] = []
    for variant in [blanks, pluses] + encoded where variant != name {
      if !variants.contains(variant) { variants.append(variant) }
    }
    return variants
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || "-._~/".utf8.contains(byte)
  }

  /// What no program encodes.
  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
  /// What JavaScript does not encode.
  private static let spared = unreserved.union(CharacterSet(charactersIn: "!*'()"))
}
