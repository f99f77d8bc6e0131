internal import Studies
internal import StudyStore
internal import StudyValues

/// What people said, one row for each image and condition, from the view `human_hardness`.
///
/// Numbers are those of the view to the last bit, so that a filter of the page and its SQL agree.
struct PeopleColumns: Sendable {
  /// How an image was shown.
  struct Condition: Hashable, Encodable, Sendable {
    let name: String?
    let level: Double?
  }

  /// The counts of one class of an image with its frequency and limits.
  struct Share: Hashable, Sendable {
    let shown: Double?
    let selected: Double?
    let partial: Double?
    let hsf: Double?
    let low: Double?
    let high: Double?
  }

  private(set) var imageIDs: [Int64] = []
  private(set) var names: [String] = []
  /// Numbers of ``classes``, ``conditions``, ``shares`` and ``entropies``; 0 for none.
  private(set) var target: [Int] = []
  private(set) var condition: [Int] = []
  private(set) var share: [Int] = []
  private(set) var entropy: [Int] = []
  private(set) var majority: [Int] = []
  var classes = Codes<String>()
  private(set) var conditions = Codes<Condition>()
  var shares = Codes<Share>()
  private(set) var entropies = Codes<Double>()
  private var places: [Key: Int] = [:]

  private struct Key: Hashable, Sendable {
    let image: Int64
    let condition: Condition
  }

  /// Reads the rows of an annotation set, in the order of the study's images.
  init(_ store: StudyStore, dataset: StudyDataset, set: StudyAnnotationSet) throws {
    for name in try store.labelSpace(of: dataset.name).classes.map(\.name) {
      _ = classes.code(name)
    }
    // CROSS JOIN keeps SQLite from going through all votes once for every image.
    try store.query(
      """
      SELECT i.image_id, h.image, h.class, h.condition, h.level, h.shown, h.selected, h.partial,
        h.hsf, h.hsf_low, h.hsf_high, h.label_entropy, h.majority_class
      FROM human_hardness h
      CROSS JOIN image i ON i.name = h.image
        AND i.dataset_id = (SELECT dataset_id FROM dataset WHERE name = :dataset)
      WHERE h.dataset = :dataset AND h.annotation_set = :set
      ORDER BY i.image_id, h.condition, h.level
      """, arguments: ["dataset": .text(dataset.name), "set": .text(set.name)]
    ) { append($0) }
  }

  private mutating func append(_ row: [QueryValue]) {
    let image = Int64(row[0].integer ?? 0)
    let shownAs = Condition(name: row[3].text, level: row[4].number)
    places[Key(image: image, condition: shownAs)] = count
    imageIDs.append(image)
    names.append(row[1].text ?? "")
    target.append(classes.code(row[2].text))
    condition.append(conditions.code(shownAs))
    share.append(shares.code(Share(row[5...10])))
    entropy.append(entropies.code(row[11].number))
    majority.append(classes.code(row[12].text))
  }

  /// The number of rows.
  var count: Int { imageIDs.count }

  /// The row of an image under a condition; nil when people did not judge it.
  func row(of image: Int64, _ condition: Condition) -> Int? {
    places[Key(image: image, condition: condition)]
  }

  /// The row of each image as it is, by its name.
  func unalteredRows() -> [String: Int] {
    var rows: [String: Int] = [:]
    for row in 0..<count where conditions.values[condition[row] - 1].name == nil {
      rows[names[row]] = row
    }
    return rows
  }
}

extension PeopleColumns.Share {
  /// Reads shown, selected, partial, HSF and its limits; nil where there is nothing.
  init?(_ row: ArraySlice<QueryValue>) {
    let numbers = row.map(\.number)
    guard numbers.contains(where: { $0 != nil }) else { return nil }
    self.init(
      shown: numbers[0], selected: numbers[1], partial: numbers[2], hsf: numbers[3],
      low: numbers[4], high: numbers[5])
  }

  /// Whether so few voted that the interval spans more than half of the scale.
  var isWide: Bool {
    guard let low, let high else { return false }
    return high - low > 0.5
  }
}
