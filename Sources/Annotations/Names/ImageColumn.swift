internal import Files
internal import StudyValues

/// Turns the image column of a long table into numbers of images.
struct ImageColumn {
  private let column: Int
  private var rule: LongLayout.ImageRule
  private let session: ImportSession
  private var imageOfRow: [Int32] = []

  /// Reads the column as its layout says.
  init(_ layout: LongLayout, _ session: ImportSession) {
    column = layout.image
    rule = layout.imageRule
    self.session = session
    switch rule {
    case .row(let names), .rowOrName(let names):
      imageOfRow = [Int32](repeating: -1, count: names.count)
    case .name, .afterUnderscore: break
    }
  }

  /// The image of the current row, or nil after a wrong value was noted.
  mutating func image(_ reader: DelimitedReader) throws -> Int32? {
    let field = unsafe reader.bytes(column)
    if case .rowOrName(let names) = rule {
      rule = reader.int(column) == nil ? .name : .row(names)
    }
    switch rule {
    case .name, .rowOrName:
      guard !NamelessImage.isNone(reader, column) else {
        session.drop(ImageNames.namelessRule)
        return nil
      }
      return try unsafe session.image(field, at: position(reader))
    case .afterUnderscore(let count):
      var seen = 0
      var start = 0
      while start < field.count, seen < count {
        if unsafe field[start] == UInt8(ascii: "_") { seen += 1 }
        start += 1
      }
      guard seen == count, start < field.count else {
        try bad(reader, "a name with at least \(count) underscores")
        return nil
      }
      let rest = unsafe UnsafeBufferPointer(rebasing: field[start...])
      return try unsafe session.image(rest, at: position(reader))
    case .row(let names):
      guard let row = reader.int(column), names.indices.contains(row) else {
        try bad(reader, "a row number from 0 to \(names.count - 1)")
        return nil
      }
      if imageOfRow[row] < 0 {
        imageOfRow[row] = try session.image(names[row], at: position(reader))
      }
      return imageOfRow[row]
    }
  }

  private func position(_ reader: DelimitedReader) -> AnnotationPosition {
    AnnotationPosition(reader, column)
  }

  private func bad(_ reader: DelimitedReader, _ expected: String) throws {
    try session.bad(BadValue(reader, column, expected: expected))
  }
}
