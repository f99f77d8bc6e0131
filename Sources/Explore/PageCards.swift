internal import Studies
internal import StudyStore
internal import StudyValues

/// A file of the cards of some rows: every class that anybody chose, and how long the answers took.
struct PageCards: Encodable {
  /// How many rows a file has.
  static let rows = 8_192

  /// How many classes were chosen in each row.
  let chosen: PackedColumn
  /// The classes, row after row, those with most votes first.
  let classes: PackedColumn
  /// The counts of each, places in ``shares``.
  let counts: PackedColumn
  let shares: PageShares
  /// The answer times of each row in hundredths of a second: how many, least, quartiles, most.
  let times: [PackedColumn]?
  /// The address of the web of the image of a row, where a file told it.
  let addresses: [String: String]

  init(
    _ range: Range<Int>, of people: PeopleColumns, set: StudyAnnotationSet, dataset: String,
    hasTimes: Bool, in store: StudyStore
  ) throws {
    let places = try store.places(of: people.names[range], dataset: dataset)
    addresses = Dictionary(
      uniqueKeysWithValues: range.compactMap { row in
        places[people.names[row]]?.url.map { (String(row), $0) }
      })
    var classCodes = people.classes
    var codes = Codes<PeopleColumns.Share>()
    var entries = [[(class: Int, share: Int)]](repeating: [], count: range.count)
    // Keys of images rise with the rows.
    let arguments: [String: QueryValue] = [
      "set": .integer(set.id), "first": .integer(people.imageIDs[range.lowerBound]),
      "last": .integer(people.imageIDs[range.upperBound - 1]),
    ]
    func row(_ row: [QueryValue]) -> Int? {
      let shownAs = PeopleColumns.Condition(name: row[1].text, level: row[2].number)
      guard let place = people.row(of: Int64(row[0].integer ?? 0), shownAs),
        range.contains(place)
      else { return nil }
      return place - range.lowerBound
    }
    try store.query(
      """
      SELECT t.image_id, t.condition, t.level, k.name, t.selected, t.shown, t.partial,
        s.partial_weight
      FROM tally t JOIN class k USING (class_id) JOIN annotation_set s USING (set_id)
      WHERE t.set_id = :set AND t.image_id BETWEEN :first AND :last
        AND (t.selected > 0 OR t.partial > 0)
      ORDER BY t.image_id, t.selected DESC, k."index"
      """, arguments: arguments
    ) { values in
      guard let place = row(values) else { return }
      let selections = Selections(
        selected: values[4].number ?? 0, partial: Int64(values[6].integer ?? 0),
        shown: set.hasCounts ? Int64(values[5].integer ?? 0) : nil,
        rule: MaybeRule(weight: values[7].number) ?? .zero)
      let limits = selections.limits
      let share = PeopleColumns.Share(
        shown: selections.judged.map { Double($0) },
        selected: set.hasCounts ? selections.chosen : nil, partial: Double(selections.partial),
        hsf: selections.hsf, low: limits?.low, high: limits?.high)
      entries[place].append((classCodes.code(values[3].text), codes.code(share)))
    }
    chosen = PackedColumn(entries.map(\.count))
    classes = PackedColumn(entries.flatMap { $0.map(\.class) })
    counts = PackedColumn(entries.flatMap { $0.map(\.share) })
    shares = PageShares(codes.values)
    guard hasTimes else {
      times = nil
      return
    }
    var columns = [[Int]](repeating: [Int](repeating: 0, count: range.count), count: 6)
    try store.query(
      """
      SELECT image_id, condition, level, count(reaction_time), min(reaction_time),
        quantile(reaction_time, .25), quantile(reaction_time, .5), quantile(reaction_time, .75),
        max(reaction_time)
      FROM answer
      WHERE set_id = :set AND image_id BETWEEN :first AND :last AND reaction_time IS NOT NULL
      GROUP BY image_id, condition, level
      """, arguments: arguments
    ) { values in
      guard let place = row(values) else { return }
      columns[0][place] = values[3].integer ?? 0
      for column in 1..<6 {
        let hundredths = ((values[3 + column].number ?? 0) * 100).rounded()
        columns[column][place] = Int(min(max(hundredths, 0), 4e9))
      }
    }
    times = columns.map { PackedColumn($0) }
  }
}
