internal import Studies
internal import StudyStore
internal import Tensors

extension ExportKind {
  /// The rows of people beside scores as arrays: one array for each column.
  ///
  /// Row i of all arrays is one image in one network. Names are texts (`<U`), whole numbers `<i8` where none is missing, all others
  /// `<f8` with NaN for what is missing.
  ///
  /// - Complexity: O(rows x columns) memory.
  package static let npz = ExportKind(
    name: "npz", abstract: "The same rows as NumPy arrays by column, with the names of the images.",
    product: .file { request, path in
      let relation = try StudyRelation.images(request)
      var columns = relation.fields.map { _ in ArrayColumn() }
      var count = 0
      try relation.forEach(in: request.store) { row in
        for index in columns.indices { columns[index].append(row[index]) }
        count += 1
      }
      let writer = try NPZWriter(path: path)
      for (field, column) in zip(relation.fields, columns) {
        try column.write(to: writer, as: field.name, count: count)
      }
      try writer.close()
      return []
    })
}

/// The values of one column, which become an array.
private struct ArrayColumn {
  private var numbers: [Double] = []
  /// The place of each row's text in `texts`; -1 for none.
  private var places: [Int32] = []
  private var texts: [String] = []
  private var known: [String: Int32] = [:]
  private var hasReal = false
  private var hasMissing = false

  /// Takes the value of one more row.
  mutating func append(_ value: QueryValue) {
    var place: Int32 = -1
    var number = Double.nan
    switch value {
    case .null, .bytes: hasMissing = true
    case .integer(let integer): number = Double(integer)
    case .real(let real):
      number = real
      hasReal = true
    case .text(let text):
      place = known[text] ?? Int32(texts.count)
      if place == Int32(texts.count) {
        known[text] = place
        texts.append(text)
      }
    }
    numbers.append(number)
    places.append(place)
  }

  /// Writes the array.
  ///
  /// Tables are strict, so a column of texts has no numbers.
  func write(to writer: NPZWriter, as name: String, count: Int) throws {
    guard texts.isEmpty else {
      let width = max(1, texts.map(\.unicodeScalars.count).max() ?? 1)
      try writer.begin(name, elementType: .text(width: width), shape: [count])
      for place in places { try writer.append(text: [place >= 0 ? texts[Int(place)] : ""]) }
      return
    }
    if hasReal || hasMissing {
      try writer.add(name, numbers, shape: [count])
    } else {
      try writer.add(name, numbers.map { Int64($0) }, shape: [count])
    }
  }
}
