import GRDB
internal import Files
package import StudyValues

/// How often each class was chosen for each image, without the zeros.
package struct VoteTable: Sendable {
  /// The names of the images, in order of their key.
  package internal(set) var images: [String] = []
  /// The true class of each image, a position in ``classNames``; nil if it is unknown.
  package internal(set) var targetClass: [Int?] = []
  /// How many answers each image has, over all conditions that count.
  package internal(set) var asked: [Int] = []
  /// The names of the classes.
  package internal(set) var classNames: [String] = []
  /// The image of each entry, a position in ``images``.
  package internal(set) var image: [Int32] = []
  /// The class of each entry, a position in ``classNames``.
  package internal(set) var chosenClass: [Int32] = []
  /// How many annotators judged the class; 0 when the number is not told.
  package internal(set) var shown: [Int] = []
  /// How many chose it; a sum of weights in a graded task, a share without counts.
  package internal(set) var selected: [Double] = []
  /// How many chose it in part, for example answered maybe.
  package internal(set) var partial: [Int] = []
  /// What people were asked.
  package internal(set) var task: AnnotationTask = .forcedChoice
  /// Whether numbers of votes are known.
  package internal(set) var hasCounts = true
  /// The number of annotators; nil when they are unknown.
  package internal(set) var annotators: Int?

  /// Whether nobody chose several classes of one image: the choices are no more than the annotators.
  ///
  /// Without this the counts are not those of a panel whose members chose one class each.
  package var hasSingleChoices: Bool {
    var chosen = [Double](repeating: 0, count: images.count)
    for entry in image.indices { chosen[Int(image[entry])] += selected[entry] }
    return zip(chosen, asked).allSatisfy { $0 <= Double($1) }
  }

  /// The counts as a matrix, row-major, image by class.
  ///
  /// - Complexity: O(images × classes) in time and memory.
  package var matrix: [Double] {
    var matrix = [Double](repeating: 0, count: images.count * classNames.count)
    for entry in image.indices {
      matrix[Int(image[entry]) * classNames.count + Int(chosenClass[entry])] += selected[entry]
    }
    return matrix
  }
}

extension StudyStore {
  /// The most votes of an image; products of two such numbers fit 64 bits.
  static let mostVotes = Int64(Int32.max)

  /// Refuses counts that an import would refuse now, which version 0.1.0 took, and those below 0 of a
  /// damaged file; sums and products of the others fit 64 bits.
  func checkVotes(_ shown: Int64?, _ selected: Double?, _ partial: Int64?, image: String) throws {
    let counts = [shown ?? 0, partial ?? 0]
    guard counts.allSatisfy({ $0 <= Self.mostVotes }), selected ?? 0 <= Double(Self.mostVotes)
    else {
      throw StudyStoreError.tooManyVotes(image: image, limit: Self.mostVotes)
    }
    guard counts.allSatisfy({ $0 >= 0 }), selected ?? 0 >= 0 else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "the image \(image.shortened) has a count below 0")
    }
  }

  /// How often each class was chosen for each image of a set.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set.
  ///   - set: The annotation set; nil for the default one.
  ///   - human: Which answers count; those under several conditions are added up in `matrix`.
  /// - Returns: One entry for each image and class with a tally, in order of image and class.
  /// - Throws: ``StudyStoreError`` when a name is unknown.
  /// - Complexity: O(entries).
  package func votes(
    dataset: String, set: String? = nil, human: HumanCondition = .all
  ) throws -> VoteTable {
    try read { database in
      let setID = try findSet(set, dataset: dataset, in: database)
      let (_, space) = try findDataset(dataset, in: database)
      let classes = try ClassTable(database, space: space)
      let places = try classes.places()
      var table = VoteTable()
      table.classNames = classes.classes.map(\.name)
      if let row = try Row.fetchOne(
        database, sql: "SELECT task, has_counts FROM annotation_set WHERE set_id = ?",
        arguments: [setID])
      {
        table.task = try AnnotationTask(rawValue: row[0]) ?? .forcedChoice
        table.hasCounts = try row[1]
      }
      let annotators = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM annotator WHERE set_id = ?", arguments: [setID])
      table.annotators = annotators == 0 ? nil : annotators
      var (filter, arguments) = ("", ["set": setID] as [String: (any DatabaseValueConvertible)?])
      switch human {
      case .all: break
      case .unaltered: filter = "AND t.condition IS NULL"
      case .only(let condition, let level):
        filter = "AND t.condition = :condition AND t.level IS :level"
        arguments["condition"] = condition
        arguments["level"] = level
      }
      let cursor = try Row.fetchCursor(
        database,
        sql: """
          SELECT t.image_id, i.name, i.class_id, t.class_id, t.shown, t.selected, t.partial
          FROM tally t JOIN image i USING (image_id) WHERE t.set_id = :set \(filter)
          ORDER BY t.image_id, t.class_id, t.rowid
          """,
        arguments: StatementArguments(arguments))
      var last: Int64?
      let asked = try Row.fetchAll(
        database,
        sql: """
          SELECT t.image_id, sum(t.shown) FROM image_votes t WHERE t.set_id = :set \(filter)
          GROUP BY t.image_id
          """,
        arguments: StatementArguments(arguments))
      let askedOf = try Dictionary(
        checked: try asked.map { try ($0[0] as Int64, $0[1] as Int) }, of: "image")
      while let row = try cursor.next() {
        if try last != row[0] {
          last = try row[0]
          try table.images.append(row[1])
          try table.asked.append(askedOf[row[0]] ?? 0)
          try table.targetClass.append((row[2] as Int64?).flatMap { places[$0] })
        }
        try checkVotes(row[4], row[5], row[6], image: row[1])
        table.image.append(Int32(table.images.count - 1))
        try table.chosenClass.append(Int32(places[row[3]] ?? 0))
        try table.shown.append(row[4])
        try table.selected.append(row[5])
        try table.partial.append(row[6])
      }
      return table
    }
  }
}
