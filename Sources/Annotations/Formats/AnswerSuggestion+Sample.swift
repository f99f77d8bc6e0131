internal import Files
internal import StudyValues

extension AnswerSuggestion {
  /// What a study knows, which tells columns from each other.
  struct Known {
    /// Whether a name is that of an image of the data set.
    var isImage: (String) -> Bool = { _ in false }
    /// The classes.
    var space: LabelSpace?
  }

  /// The first rows of a table, column by column.
  struct Sample {
    /// The names of the columns.
    var names: [String]
    /// The different values of each column, without blanks and words for no answer.
    var values: [Set<String>]
    /// How many rows were looked at.
    var rows = 0

    /// Takes names; rows are added.
    init(_ names: [String]) {
      self.names = names
      values = [Set<String>](repeating: [], count: names.count)
    }

    /// Adds a row.
    mutating func add(_ row: [String]) {
      rows += 1
      for (column, text) in zip(names.indices, row) {
        let plain = NameText.plain(text)
        if !MissingWords.isUsual(plain) { values[column].insert(plain) }
      }
    }

    /// The share of the different values of a column that something is true of.
    func share(_ column: Int, _ isTrue: (String) -> Bool) -> Double {
      values[column].isEmpty
        ? 0 : Double(values[column].count(where: isTrue)) / Double(values[column].count)
    }

    /// The first thousand rows of a table; nil when it is none.
    static func table(_ path: String, _ options: ImportOptions) -> Sample? {
      guard let reader = try? options.table(path), reader.columnCount > 1 else { return nil }
      var sample = Sample(reader.columnNames)
      while sample.rows < 1_000, (try? reader.nextRow()) == true {
        sample.add((0..<reader.columnCount).map(reader.string))
      }
      return sample
    }
  }
}
