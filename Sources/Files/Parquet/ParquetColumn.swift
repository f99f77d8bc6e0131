/// A column of values of a Parquet file, and how they are understood.
struct ParquetColumn: Sendable {
  /// What the values are.
  enum Kind: Sendable, Equatable {
    case truth
    case int32(isSigned: Bool)
    case int64(isSigned: Bool)
    case float
    case double
    /// Text of any length, with four bytes of length before it.
    case text
    /// Text of a number of bytes, padded with NUL.
    case fixedText(width: Int)

    /// The bytes of a value; nil where they vary or are less than one.
    var width: Int? {
      switch self {
      case .truth, .text: nil
      case .int32, .float: 4
      case .int64, .double: 8
      case .fixedText(let width): width
      }
    }

    /// The number of the type in the format.
    var type: Int {
      switch self {
      case .truth: 0
      case .int32: 1
      case .int64: 2
      case .float: 4
      case .double: 5
      case .text: 6
      case .fixedText: 7
      }
    }
  }

  /// The name; the fields of a structure are joined by points.
  let name: String
  /// What the values are; nil when they are not read.
  private(set) var kind: Kind?
  /// How many of the names in the path may be missing; a value is there at this level only.
  let definitionLevel: Int
  /// What is not read, and what to do; nil when the column is.
  private(set) var refusal: (found: String, remedy: String)?

  /// A column that is read.
  init(name: String, kind: Kind, definitionLevel: Int) {
    self.name = name
    self.kind = kind
    self.definitionLevel = definitionLevel
  }

  /// A column that is not read.
  init(name: String, refused found: String, remedy: String) {
    self.name = name
    definitionLevel = 0
    refusal = (found, remedy)
  }

  /// Looks at how a part is written, and refuses the column when that is not read.
  mutating func note(_ chunk: ParquetFooter.Chunk) {
    guard let kind else { return }
    if chunk.type != kind.type {
      return refuse("values of type \(chunk.type)", "write the file again")
    }
    if ParquetCodec(rawValue: chunk.codec) == nil {
      let names = [3: "LZO", 4: "Brotli", 5: "LZ4", 7: "LZ4"]
      return refuse(
        "\(names[chunk.codec] ?? "unknown") compression", "write it with compression='zstd'")
    }
    let encodings = [
      5: "DELTA_BINARY_PACKED", 6: "DELTA_LENGTH_BYTE_ARRAY", 7: "DELTA_BYTE_ARRAY",
      9: "BYTE_STREAM_SPLIT",
    ]
    if let name = chunk.encodings.lazy.compactMap({ encodings[$0] }).first {
      refuse("the encoding \(name)", "write it with the encodings PLAIN or RLE_DICTIONARY")
    }
  }

  /// Refuses a column of durations, which the format stores as plain numbers of a unit that they do not say.
  mutating func refuseDurations() {
    refuse(
      "durations",
      "write them as numbers of seconds, as pandas does with frame['\(name)'].dt.total_seconds()")
  }

  private mutating func refuse(_ found: String, _ remedy: String) {
    kind = nil
    refusal = (found, remedy)
  }
}
