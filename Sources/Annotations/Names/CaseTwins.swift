internal import Files

/// Names of a column that only the case of their letters tells apart, such as `IMG_1` and `img_1`.
///
/// Systems of files and identifiers differ in whether these are one, so nothing is merged, and the import
/// says which names are meant. Only letters from A to Z are compared.
struct CaseTwins {
  private var hashes = Set<UInt64>()
  private var found: [Int32] = []
  private var count = 0
  private static let limit = 4_000_000

  /// Looks at a new name, once.
  mutating func look(at name: String, number: Int) {
    guard hashes.count < Self.limit else { return }
    // FNV-1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(Self.lower(byte))) &* 0x100_0000_01B3 }
    guard !hashes.insert(hash).inserted else { return }
    count += 1
    if found.count < 5 { found.append(Int32(number)) }
  }

  /// What to say; nil where nothing is such.
  ///
  /// - Parameters:
  ///   - what: What the names are of, in the plural.
  ///   - names: All names.
  /// - Returns: One sentence with up to five pairs.
  func note(_ what: String, in names: borrowing TextTable) -> String? {
    guard !found.isEmpty else { return nil }
    let twins = found.compactMap { number -> String? in
      let name = names[Int(number)]
      let other = (0..<Int(number)).first { Self.lower(names[$0]) == Self.lower(name) }
      return other.map { "`\(names[$0])` and `\(name)`" }
    }
    guard !twins.isEmpty else { return nil }
    return
      "Some names of \(what) differ by the case of their letters only and count as different: "
      + twins.joined(separator: ", ") + (count > found.count ? ", …" : "")
      + "; if they are one, write them alike."
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func lower(_ name: String) -> [UInt8] { name.utf8.map(lower) }
}
