internal import Files
internal import StudyValues

/// Finds columns of a table by name: exactly, then without regard to case and outer blanks.
struct ColumnNames {
  /// The file, for errors.
  let file: String
  /// The names in order.
  let names: [String]
  /// Why further columns of the file are not read, by name.
  let refusals: [String: InputFileError]

  /// Takes the header of a reader.
  init(_ reader: DelimitedReader) {
    file = reader.path
    names = reader.columnNames
    refusals = reader.refusals
  }

  /// Takes names.
  init(file: String, names: [String]) {
    self.file = file
    self.names = names
    refusals = [:]
  }

  /// The column of the first of some names that is there.
  func find(_ alternatives: String...) -> Int? { find(alternatives) }

  /// The column of the first of some names that is there.
  func find(_ alternatives: [String]) -> Int? {
    for name in alternatives {
      if let index = names.firstIndex(of: name) { return index }
    }
    for name in alternatives {
      let plain = NameText.plain(name).lowercased()
      if let index = names.firstIndex(where: { NameText.plain($0).lowercased() == plain }) {
        return index
      }
    }
    return nil
  }

  /// The column of the first of some names that is there, also where its words are separated otherwise:
  /// `Assignment ID` is `assignment_id`.
  func findWords(_ alternatives: [String]) -> Int? {
    if let found = find(alternatives) { return found }
    let keys = names.map { ColumnWords($0).key }
    for name in alternatives {
      if let index = keys.firstIndex(of: ColumnWords(name).key) { return index }
    }
    return nil
  }

  /// The only column whose name begins with a prefix, or the one that is mapped, with or without it.
  ///
  /// - Parameters:
  ///   - prefix: How such columns begin.
  ///   - role: The part that the column plays.
  ///   - options: What is mapped.
  ///   - format: What messages call the file.
  /// - Returns: The column.
  /// - Throws: `AnnotationError` when several begin so, or none, and nothing is mapped.
  func only(
    _ prefix: String, _ role: ColumnRole, _ options: ImportOptions, format: String
  ) throws(AnnotationError) -> Int {
    if let name = options.map[role] { return try require(name, prefix + name) }
    let found = names.indices.filter { names[$0].hasPrefix(prefix) }
    guard found.count == 1 else {
      throw AnnotationError.almost(
        file: file, format: format,
        missing: "\(found.count) of its columns begin with \(prefix), so name the one that holds "
          + "the \(role.rawValue) with --map \(role.rawValue)=COL")
    }
    return found[0]
  }

  /// The column of the first of some names that is there.
  func require(_ alternatives: String...) throws(AnnotationError) -> Int {
    try require(alternatives)
  }

  /// The column of the first of some names that is there.
  func require(_ alternatives: [String]) throws(AnnotationError) -> Int {
    guard let index = find(alternatives) else {
      if let refusal = alternatives.lazy.compactMap({ refusals[$0] }).first {
        throw .input(refusal)
      }
      throw .missingColumn(
        file: file, column: alternatives.joined(separator: " or "), found: names)
    }
    guard names.count(where: { $0 == names[index] }) == 1 else {
      throw .incompatibleOptions(
        "\(file) has several columns named \(names[index]), so which one is meant is unknown; rename "
          + "all but one")
    }
    return index
  }
}
