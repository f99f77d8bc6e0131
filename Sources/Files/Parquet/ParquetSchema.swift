/// The tree of names and types of a Parquet file, and the columns that come of it.
enum ParquetSchema {
  /// A name with a type, or with names below it.
  struct Element: Sendable {
    var name = ""
    /// The physical type, a number of the format; nil for names with names below them.
    var type: Int?
    /// The bytes of a value of fixed length.
    var width = 0
    /// 0 required, 1 optional, 2 repeated.
    var repetition = 0
    /// How many names stand directly below.
    var children = 0
    /// The older annotation of the type.
    var converted: Int?
    /// The newer annotation of the type.
    var logical: Int?
    /// Whether the newer annotation is of integers without a sign.
    var isUnsigned = false
  }

  /// The deepest tree that is read.
  static let deepest = 64

  /// Reads one element.
  static func element(_ reader: inout ThriftReader) throws(InputFileError) -> Element {
    var element = Element()
    try reader.structure { (reader, field) throws(InputFileError) in
      switch field.id {
      case 1: element.type = try reader.int(field)
      case 2: element.width = try reader.int(field)
      case 3: element.repetition = try reader.int(field)
      case 4: element.name = try reader.text(field)
      case 5: element.children = try reader.int(field)
      case 6: element.converted = try reader.int(field)
      case 10:
        try reader.structure { (reader, kind) throws(InputFileError) in
          element.logical = kind.id
          guard kind.id == 10 else { return try reader.skip(kind) }
          try reader.structure { (reader, part) throws(InputFileError) in
            guard part.id == 2 else { return try reader.skip(part) }
            element.isUnsigned = try !reader.truth(part)
          }
        }
      default: try reader.skip(field)
      }
    }
    return element
  }

  /// The columns of a tree that is listed parent before children.
  static func columns(
    _ elements: [Element], path: String
  ) throws(InputFileError) -> [ParquetColumn] {
    func malformed(_ found: String) -> InputFileError {
      .malformed(path: path, position: .file, expected: "a tree of columns", found: found)
    }
    guard let root = elements.first, root.children >= 0 else { throw malformed("no schema") }
    var columns: [ParquetColumn] = []
    var nameBytes = 0
    // The names that are open, with how many children each still has.
    var open = [(left: root.children, names: [String](), levels: 0, isList: false)]
    for element in elements.dropFirst() {
      while let last = open.last, last.left == 0 { open.removeLast() }
      guard let parent = open.last else { throw malformed("names behind the last one") }
      open[open.count - 1].left -= 1
      let names = parent.names + [element.name]
      let levels = parent.levels + (element.repetition == 0 ? 0 : 1)
      let isList = parent.isList || element.repetition == 2 || isListLike(element)
      if let type = element.type {
        // A long name above many others would stand in each of theirs.
        nameBytes += names.reduce(0) { $0 + $1.utf8.count + 1 }
        guard nameBytes <= ParquetFooter.longest else {
          throw .limitExceeded(
            path: path, position: .file, what: "bytes of names of columns",
            limit: ParquetFooter.longest)
        }
        let name = names.joined(separator: ".")
        columns.append(column(name, element, type, levels: levels, isList: isList, names[0]))
      } else {
        guard element.children > 0, open.count < deepest else {
          throw malformed("\(element.children, "name") below '\(element.name)'")
        }
        open.append((element.children, names, levels, isList))
      }
    }
    guard open.allSatisfy({ $0.left == 0 }) else { throw malformed("fewer names than it says") }
    return columns
  }

  private static func isListLike(_ element: Element) -> Bool {
    element.type == nil && [1, 2, 3].contains(element.converted)
  }

  private static func column(
    _ name: String, _ element: Element, _ type: Int, levels: Int, isList: Bool, _ top: String
  ) -> ParquetColumn {
    guard !isList else {
      return ParquetColumn(
        name: top, refused: "a list or map in every row",
        remedy: "write one value a row, as pandas does with frame.explode('\(top)')")
    }
    let isUnsigned = element.isUnsigned || (11...14).contains(element.converted ?? -1)
    if let found = meaning(element) {
      return ParquetColumn(
        name: name, refused: found,
        remedy: "write it as text or as a plain number, as pandas does with .astype(str)")
    }
    switch type {
    case 0: return ParquetColumn(name: name, kind: .truth, definitionLevel: levels)
    case 1:
      return ParquetColumn(
        name: name, kind: .int32(isSigned: !isUnsigned), definitionLevel: levels)
    case 2:
      return ParquetColumn(
        name: name, kind: .int64(isSigned: !isUnsigned), definitionLevel: levels)
    case 4: return ParquetColumn(name: name, kind: .float, definitionLevel: levels)
    case 5: return ParquetColumn(name: name, kind: .double, definitionLevel: levels)
    case 6: return ParquetColumn(name: name, kind: .text, definitionLevel: levels)
    case 7 where (1...(1 << 20)).contains(element.width):
      return ParquetColumn(
        name: name, kind: .fixedText(width: element.width), definitionLevel: levels)
    default:
      return ParquetColumn(
        name: name, refused: type == 3 ? "times of 96 bits" : "values of type \(type)",
        remedy: "write it as text or as a plain number, as pandas does with .astype(str)")
    }
  }

  /// What values mean that are neither numbers nor text; nil when they are.
  private static func meaning(_ element: Element) -> String? {
    switch (element.converted ?? -1, element.logical ?? -1) {
    case (5, _), (_, 5): "decimal numbers"
    case (6, _), (_, 6): "dates"
    case (7...8, _), (_, 7): "times of day"
    case (9...10, _), (_, 8): "times"
    case (20, _), (_, 13): "BSON"
    case (21, _): "intervals of time"
    case (_, 14): "UUIDs in binary"
    case (_, 15): "half-precision numbers"
    default: nil
    }
  }
}
