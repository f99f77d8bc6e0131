internal import StudyValues

extension [TableSpecification] {
  /// The tables with other headings above some columns, given by the columns' names.
  func showing(_ headings: [String: String]) -> Self {
    map { table in
      var table = table
      for index in table.rows.columns.indices {
        guard let heading = headings[table.rows.columns[index].name] else { continue }
        table.rows.columns[index].heading = heading
      }
      return table
    }
  }
}
