import Annotations
import GRDB
import RealModule
import StudyValues

/// Writes tallies, and their sums per image, as they arrive in order of image.
///
/// In a forced choice the sums say how many could have chosen a class, so a class that nobody chose
/// needs no row of its own; only an image for which nobody chose any class keeps one such row.
struct TallyWriter {
  /// The votes of one image under one condition, summed over classes.
  private struct Votes {
    let condition: String?
    let level: Double
    var shown: Int64 = 0
    var total = 0.0
    /// Σ c ln c over the classes' counts c, from which the entropy follows.
    var weightedLogarithms = 0.0
    var majority: Int32?
    var majorityCount = 0.0
    /// A tally of 0 that was left out, until another tally is written.
    var omitted: Tally?
    var hasRow = false

    mutating func add(_ tally: Tally, rule: MaybeRule) {
      shown = max(shown, tally.shown)
      let count = Selections(tally, rule: rule, hasCounts: true).chosen
      guard count > 0 else { return }
      total += count
      weightedLogarithms += count * .log(count)
      if count > majorityCount {
        majority = tally.targetClass
        majorityCount = count
      } else if count == majorityCount {
        // A tie has no majority.
        majority = nil
      }
    }

    /// H = ln N - (Σ c ln c) / N, which is -Σ p ln p with p = c / N; NaN if nothing was chosen.
    var entropy: Double {
      guard total > 0 else { return .nan }
      guard majorityCount < total else { return 0 }
      return max(0, .log(total) - weightedLogarithms / total)
    }
  }

  /// The number of tallies written.
  var rows: Int { tallies.rows }

  private var tallies: BulkInsert
  private var sums: BulkInsert
  private var setID: Int64 = 0
  private var classIDs: [Int64] = []
  private var firstClass = 0
  private var rule = MaybeRule.zero
  private var omitsZeros = false
  private var image: Int64?
  private var votes: [Votes] = []

  init(_ database: Database) throws {
    tallies = try BulkInsert(
      database, table: "tally",
      columns: [
        "set_id", "image_id", "class_id", "condition", "level", "shown", "selected", "partial",
      ])
    sums = try BulkInsert(
      database, table: "image_votes",
      columns: [
        "set_id", "image_id", "condition", "level", "shown", "label_entropy", "majority_class_id",
        "majority_share",
      ])
  }

  mutating func begin(setID: Int64, classIDs: [Int64], header: AnnotationHeader) {
    self.setID = setID
    self.classIDs = classIDs
    firstClass = Int(header.labelSpace.firstIndex)
    rule = header.maybe
    omitsZeros = header.task == .forcedChoice && header.hasCounts
  }

  mutating func receive(_ tally: Tally, imageID: Int64?, condition: String?) throws {
    guard let imageID else { return }
    if imageID != image {
      try writeSums()
      image = imageID
    }
    let known = votes.firstIndex {
      $0.condition == condition
        && ($0.level == tally.level || ($0.level.isNaN && tally.level.isNaN))
    }
    let place = known ?? votes.count
    if known == nil { votes.append(Votes(condition: condition, level: tally.level)) }
    votes[place].add(tally, rule: rule)
    if omitsZeros, tally.selected == 0, tally.partial == 0 {
      votes[place].omitted = votes[place].omitted ?? tally
    } else {
      votes[place].hasRow = true
      try write(tally, imageID: imageID, condition: condition)
    }
  }

  private mutating func write(_ tally: Tally, imageID: Int64, condition: String?) throws {
    let (setID, classID) = (setID, classIDs[Int(tally.targetClass) - firstClass])
    try tallies.append { row in
      row.integer(setID)
      row.integer(imageID)
      row.integer(classID)
      row.text(condition)
      row.real(tally.level)
      row.integer(tally.shown)
      row.real(tally.selected)
      row.integer(tally.partial)
    }
  }

  mutating func finish() throws {
    try writeSums()
    try tallies.finish()
    try sums.finish()
  }

  private mutating func writeSums() throws {
    guard let image else { return }
    for vote in votes {
      if !vote.hasRow, let tally = vote.omitted {
        try write(tally, imageID: image, condition: vote.condition)
      }
      let (setID, classIDs, firstClass) = (setID, classIDs, firstClass)
      try sums.append { row in
        row.integer(setID)
        row.integer(image)
        row.text(vote.condition)
        row.real(vote.level)
        row.integer(vote.shown)
        row.real(vote.entropy)
        row.integer(vote.majority.map { classIDs[Int($0) - firstClass] })
        row.real(vote.total > 0 ? vote.majorityCount / vote.total : .nan)
      }
    }
    votes.removeAll(keepingCapacity: true)
    self.image = nil
  }
}
