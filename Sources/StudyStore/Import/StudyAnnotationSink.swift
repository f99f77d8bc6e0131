package import Annotations
import Files
import GRDB
import StudyValues

/// Receives what a reader of annotations reads, and writes it into the open transaction.
package struct StudyAnnotationSink: AnnotationSink {
  private let writer: AnnotationWriter

  init(_ writer: AnnotationWriter) { self.writer = writer }

  /// Creates the annotation set.
  package mutating func begin(_ header: AnnotationHeader) throws { try writer.begin(header) }

  /// Stores the next part.
  package mutating func receive(_ batch: AnnotationBatch) throws { try writer.receive(batch) }

  /// Stores the totals.
  package mutating func finish(_ summary: AnnotationSummary) throws { try writer.finish(summary) }
}

/// The rows of one annotation set on their way into the database.
final class AnnotationWriter {
  /// The counts, complete after ``finish(_:)``.
  private(set) var counts = ImportCounts()
  /// Whether ``finish(_:)`` has been called.
  private(set) var isFinished = false

  private let database: Database
  private let request: AnnotationImport
  private let datasetID: Int64
  private let classes: ClassTable
  private var matcher: ImageMatcher
  private var setID: Int64 = 0

  // The key in the database of each index of the file; nil for an image that is left out.
  private var imageIDs: [Int64?] = []
  private var annotatorIDs: [Int64] = []
  private var classIDs: [Int64] = []
  private var firstClass = 0
  private var imageNames: [String] = []
  private let responses = SharedTexts()
  private var conditions: [String] = []

  private var answerRows: BulkInsert
  /// The answers about images that are left out.
  private var skipped = 0
  private var tallies: TallyWriter
  private let labels: LabelWriter
  private let insertAnnotator: Statement

  init(
    _ database: Database, request: AnnotationImport, datasetID: Int64, classes: ClassTable
  ) throws {
    self.database = database
    self.request = request
    self.datasetID = datasetID
    self.classes = classes
    matcher = try ImageMatcher(
      database, dataset: request.dataset, datasetID: datasetID, policy: request.imagePolicy)
    labels = try LabelWriter(database)
    answerRows = try BulkInsert(
      database, table: "answer",
      columns: [
        "set_id", "image_id", "annotator_id", "asked_class_id", "chosen_class_id", "response",
        "condition", "level", "reaction_time",
      ])
    tallies = try TallyWriter(database)
    insertAnnotator = try database.makeStatement(
      sql: "INSERT INTO annotator (set_id, name) VALUES (?, ?)")
  }

  func begin(_ header: AnnotationHeader) throws {
    classIDs = try classes.ids(of: header.labelSpace, dataset: request.dataset)
    firstClass = Int(header.labelSpace.firstIndex)
    let hasDefault =
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM annotation_set WHERE dataset_id = ? AND is_default",
        arguments: [datasetID]) ?? 0 > 0
    if request.isDefault {
      try database.execute(
        sql: "UPDATE annotation_set SET is_default = 0 WHERE dataset_id = ?",
        arguments: [datasetID])
    }
    try database.execute(
      sql: """
        INSERT INTO annotation_set (dataset_id, name, format, options, source_hash,
          annotator_identity, task, chance, has_counts, partial_weight, is_default, rows_read,
          rows_used, import_counts)
        VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, 0, 0, '')
        """,
      arguments: [
        datasetID, request.set, header.format, request.options,
        header.annotatorIdentity.rawValue, header.task.rawValue, header.chance, header.hasCounts,
        header.maybe.weight, request.isDefault || !hasDefault,
      ])
    setID = database.lastInsertedRowID
    tallies.begin(setID: setID, classIDs: classIDs, header: header)
  }

  func receive(_ batch: AnnotationBatch) throws {
    imageIDs += try matcher.match(batch.newImages, at: batch.newPlaces)
    imageNames += batch.newImages
    for name in batch.newAnnotators {
      insertAnnotator.setUncheckedArguments([setID, name])
      try insertAnnotator.execute()
      annotatorIDs.append(database.lastInsertedRowID)
    }
    for item in batch.newAttributes {
      try database.execute(
        sql: "UPDATE annotator SET attributes = ? WHERE annotator_id = ?",
        arguments: [item.json, annotatorIDs[Int(item.annotator)]])
    }
    responses.append(batch.newResponses)
    conditions += batch.newConditions
    for target in batch.newTargets { try label(target) }
    try insert(batch.answers)
    for tally in batch.tallies {
      guard max(tally.shown, tally.partial) <= StudyStore.mostVotes,
        tally.selected <= Double(StudyStore.mostVotes)
      else {
        throw StudyStoreError.tooManyVotes(
          image: imageNames[Int(tally.image)], limit: StudyStore.mostVotes)
      }
      try tallies.receive(
        tally, imageID: imageIDs[Int(tally.image)], condition: text(tally.condition, conditions))
    }
  }

  func finish(_ summary: AnnotationSummary) throws {
    try answerRows.finish()
    try tallies.finish()
    try matcher.refuseUnknown()
    counts.rowsRead = summary.rowsRead
    counts.rowsUsed = summary.rowsUsed
    counts.dropped = summary.dropped.map { .init(rule: $0.rule, count: $0.count) }
    counts.answers = answerRows.rows
    counts.tallies = tallies.rows
    counts.annotators = annotatorIDs.count
    counts.imagesMatched = matcher.matched
    counts.imagesCreated = matcher.created
    counts.imagesUnknown = matcher.unknown
    counts.imagesAmbiguous = matcher.ambiguous
    counts.imageExamples = matcher.examples
    let images = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM image WHERE dataset_id = ?", arguments: [datasetID])
    counts.imagesMissing = (images ?? 0) - matcher.matched - matcher.created
    counts.labelConflicts = labels.conflicts
    counts.labelConflictExamples = labels.examples
    counts.notes = summary.notes + [matcher.note].compactMap(\.self)
    noteSkipped(summary)
    try database.execute(
      sql: """
        UPDATE annotation_set SET source_hash = ?, rows_read = ?, rows_used = ?, import_counts = ?
        WHERE set_id = ?
        """,
      arguments: [
        try request.sourceHash(), counts.rowsRead, counts.rowsUsed, try JSONText.encode(counts),
        setID,
      ])
    isFinished = true
  }

  /// Counts what was left out because of its image as dropped rows, where a row is an answer.
  private func noteSkipped(_ summary: AnnotationSummary) {
    guard skipped > 0 else { return }
    let rule = "answer about an image that the data set lacks"
    if summary.answers == summary.rowsUsed {
      counts.dropped.append(.init(rule: rule, count: skipped))
      counts.rowsUsed -= skipped
    } else {
      counts.notes.append("\(skipped, "answer is", "answers are") left out by the rule: \(rule).")
    }
  }

  private func label(_ target: ImageTarget) throws {
    guard let image = imageIDs[Int(target.image)] else { return }
    try labels.set(
      classIDs[Int(target.targetClass) - firstClass], of: image,
      named: imageNames[Int(target.image)], replaces: false)
  }

  /// Stores answers; what they refer to is read once, because every access to a property of this
  /// object is checked.
  private func insert(_ answers: [Answer]) throws {
    var statement = answerRows
    defer { answerRows = statement }
    let (imageIDs, annotatorIDs, classIDs) = (imageIDs, annotatorIDs, classIDs)
    let (responses, conditions, setID, firstClass) = (responses, conditions, setID, firstClass)
    for answer in answers {
      guard let image = imageIDs[Int(answer.image)] else {
        skipped += 1
        continue
      }
      try statement.append { row in
        row.integer(setID)
        row.integer(image)
        row.integer(answer.annotator < 0 ? nil : annotatorIDs[Int(answer.annotator)])
        row.integer(answer.askedClass < 0 ? nil : classIDs[Int(answer.askedClass) - firstClass])
        row.integer(answer.chosenClass < 0 ? nil : classIDs[Int(answer.chosenClass) - firstClass])
        row.text(answer.response, of: responses)
        row.text(answer.condition < 0 ? nil : conditions[Int(answer.condition)])
        row.real(answer.level)
        row.real(answer.reactionTime)
      }
    }
  }

  private func text(_ index: Int32, _ texts: [String]) -> String? {
    index < 0 ? nil : texts[Int(index)]
  }
}
