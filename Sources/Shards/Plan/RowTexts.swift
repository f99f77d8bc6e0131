internal import Annotations
internal import Files
internal import StudyValues
internal import Studies
internal import Tensors

/// The ids and labels of rows, read from the file of each part, range by range.
enum RowTexts {
  /// The ids of some rows of a file: a text array, the column of a table, a JSON list, or one name a line.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - key: The array's name or the column.
  ///   - rows: The rows, from 0.
  ///   - body: Takes the id of each row as it stands.
  /// - Throws: The error of the reader.
  /// - Complexity: O(rows up to the last); pages of Parquet that are not asked for stay compressed.
  static func forEachID(
    in path: String, key: String?, rows: Range<Int>?, _ body: (String) -> Void
  ) throws {
    if InputPath.isTensor(path) {
      let tensor = try Tensor.open(path, key: key)
      for start in stride(
        from: rows?.lowerBound ?? 0, to: rows?.upperBound ?? tensor.rowCount, by: 65_536)
      {
        let end = min(start + 65_536, rows?.upperBound ?? tensor.rowCount)
        if tensor.elementType.isText {
          try tensor.readText(rows: start..<end).forEach(body)
        } else {
          try tensor.read(rows: start..<end, as: Int64.self).forEach { body("\($0)") }
        }
      }
    } else if InputPath.isTable(path) {
      try ImageList.forEachName(in: path, named: key, rows: rows, body)
    } else {
      let names = try ImageList.text(path)
      names[(rows ?? names.indices).clamped(to: names.indices)].forEach(body)
    }
  }

  /// The number of rows of a file of ids.
  ///
  /// - Throws: The error of the reader.
  static func count(_ path: String, key: String?) throws -> Int {
    if InputPath.isTensor(path) { return try Tensor.open(path, key: key).rowCount }
    var count = 0
    try forEachID(in: path, key: key, rows: nil) { _ in count += 1 }
    return count
  }

  /// The classes of some rows of a file: an array of whole numbers, or the column of a table.
  ///
  /// - Throws: The error of the reader.
  static func classes(in path: String, key: String?, rows: Range<Int>) throws -> [Int] {
    guard InputPath.isTable(path) else {
      return try Tensor.open(path, key: key).read(rows: rows, as: Int64.self).map { Int($0) }
    }
    let reader = try DelimitedReader(path: path)
    let column = try reader.column(named: key ?? "label")
    var classes: [Int] = []
    var row = 0
    while try row < rows.upperBound && reader.nextRow() {
      if row >= rows.lowerBound { classes.append(try reader.requireInt(column)) }
      row += 1
    }
    return classes
  }

  /// The number of rows of a file of labels.
  ///
  /// - Throws: The error of the reader.
  static func classCount(_ path: String, key: String?) throws -> Int {
    guard InputPath.isTable(path) else { return try Tensor.open(path, key: key).rowCount }
    let reader = try DelimitedReader(path: path)
    _ = try reader.column(named: key ?? "label")
    var count = 0
    while try reader.nextRow() { count += 1 }
    return count
  }
}

/// The one normalisation of ids, decided over all rows and applied to each.
struct IDNormalisation {
  private var areNumbers = true
  private var isRewritten = false
  private var rounded: String?

  /// Whether the ids are numbers of which some are written with a decimal point or an exponent.
  var areRewrittenNumbers: Bool { areNumbers && isRewritten }

  /// Whether an id can still change the decision.
  var mayBeNumbers: Bool { areNumbers }

  /// Looks at an id.
  mutating func note(_ id: String) {
    guard areNumbers else { return }
    let plain = NameText.plain(id)
    if plain.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return }
    guard let number = DecimalNumber(plain) else {
      areNumbers = false
      return
    }
    isRewritten = isRewritten || number.isRewritten
    if number.isRounded { rounded = rounded ?? plain }
  }

  /// Refuses numbers that a spreadsheet has rounded.
  ///
  /// - Throws: `StudyValuesError.roundedName`.
  func check(file: String) throws(StudyValuesError) {
    if areRewrittenNumbers, let rounded { throw .roundedName(file: file, name: rounded) }
  }

  /// An id as it is compared.
  static func plain(_ id: String, areRewrittenNumbers: Bool) -> String {
    let plain = NameText.plain(id)
    guard let number = DecimalNumber(plain) else { return plain }
    return number.certainWhole ?? (areRewrittenNumbers ? number.whole : nil) ?? plain
  }
}
