internal import Foundation

/// The schema that Arrow's writers keep beside that of a Parquet file, which alone tells durations from whole
/// numbers.
///
/// It is a FlatBuffer in Base64. Anything that is not as expected names no column, since the file is read
/// without it.
struct ArrowSchema {
  private static let duration = 18
  private static let mostFields = 100_000

  private let bytes: [UInt8]

  /// The names of the columns of durations, those within structures joined by points.
  ///
  /// - Parameter text: The value of the key `ARROW:schema`.
  /// - Returns: The names; none for a text that is no schema.
  static func durations(_ text: String) -> Set<String> {
    guard let data = Data(base64Encoded: text) else { return [] }
    let schema = ArrowSchema(bytes: Array(data))
    // The length comes behind a mark that older writers leave out.
    let start = schema.word(0) == UInt32.max ? 8 : 4
    guard let message = schema.follow(start), let header = schema.field(2, of: message),
      let root = schema.follow(header), let fields = schema.field(1, of: root)
    else { return [] }
    var found = Set<String>()
    var left = mostFields
    schema.look(at: fields, below: "", depth: 0, &left, &found)
    return found
  }

  /// Collects the durations of a list of fields.
  private func look(
    at list: Int, below parent: String, depth: Int, _ left: inout Int, _ found: inout Set<String>
  ) {
    guard depth < 8, let start = follow(list), let count = word(start) else { return }
    for index in 0..<min(Int(count), left) {
      left -= 1
      guard left > 0, let table = follow(start + 4 + 4 * index) else { return }
      let name = parent + (field(0, of: table).flatMap(follow).flatMap(text) ?? "")
      if let type = field(2, of: table), bytes.indices.contains(type),
        bytes[type] == UInt8(Self.duration)
      {
        found.insert(name)
      }
      if let children = field(5, of: table) {
        look(at: children, below: name + ".", depth: depth + 1, &left, &found)
      }
    }
  }

  /// The place of a field of a table; nil where it is left out.
  private func field(_ number: Int, of table: Int) -> Int? {
    guard let back = word(table) else { return nil }
    let entries = table - Int(Int32(bitPattern: back))
    guard let size = half(entries), 4 + 2 * number < Int(size),
      let offset = half(entries + 4 + 2 * number), offset > 0
    else { return nil }
    return table + Int(offset)
  }

  /// The place that an offset points to.
  private func follow(_ place: Int) -> Int? {
    guard let offset = word(place), offset > 0 else { return nil }
    let target = place + Int(offset)
    return bytes.indices.contains(target) ? target : nil
  }

  private func text(_ place: Int) -> String? {
    guard let count = word(place), place + 4 + Int(count) <= bytes.count else { return nil }
    return String(decoding: bytes[(place + 4)..<(place + 4 + Int(count))], as: UTF8.self)
  }

  private func word(_ place: Int) -> UInt32? {
    guard place >= 0, place + 4 <= bytes.count else { return nil }
    return (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
  }

  private func half(_ place: Int) -> UInt16? {
    guard place >= 0, place + 2 <= bytes.count else { return nil }
    return UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
  }
}
