internal import Files
internal import Foundation
package import Networks
internal import Studies

/// That a shard is complete, from what it was made, and what it holds.
///
/// It is written last: a shard without one was not finished, whatever else is there.
package struct ShardRecord: Equatable, Sendable {
  /// What the file says that it is.
  static let format = "avh-shard-record/1"

  /// One input as the shard saw it.
  package struct Input: Equatable, Sendable {
    /// What it was read as.
    package var purpose: String
    /// The path as the plan has it.
    package var path: String
    /// The SHA-256, or size and time.
    package var identity: String
  }

  /// The number of the shard.
  package var shard: Int
  /// Its rows.
  package var rows: Range<Int>
  /// See ``ShardKeys/key(of:)``.
  package var key: String
  /// See ``ShardPlan/grid``.
  package var grid: String
  /// The inputs that were read.
  package var inputs: [Input]
  /// The settings of the plan, by name.
  package var settings: [String: String]
  /// The versions of the methods.
  package var methods: [String: Int]
  /// The BLAS library and processor type.
  package var library: String
  /// The precision that the products had.
  package var precision: ScoringPrecision
  /// The size of the file of scores in bytes.
  package var bytes: Int
  /// The SHA-256 of the file of scores.
  package var sha256: String
  /// The sums over the rows, which add up to those of all rows without rounding.
  package var totals: ScoreTotals

  /// What was changed since, in words, where the grid is the same.
  func difference(to keys: ShardKeys) -> String {
    let plan = keys.plan
    for (name, value) in plan.settings.sorted(by: { $0.key < $1.key })
    where settings[name] != value {
      return "the setting \(name) was `\((settings[name] ?? "").shortened)` and is "
        + "`\(value.shortened)` in the plan"
    }
    for (name, version) in plan.usedMethods.sorted(by: { $0.key < $1.key })
    where methods[name] != version {
      return
        "the method of \(name) had the version \(methods[name] ?? 0) and has \(version) in the "
        + "plan"
    }
    for (purpose, file) in plan.inputs(of: shard)
    where !inputs.contains(where: {
      $0.purpose == purpose && $0.path == file.path && $0.identity == file.identity
    }) {
      return "\(file.path) was another file when the shard was made"
    }
    return "an input is no longer read"
  }
}

// MARK: - As a file

extension ShardRecord {
  /// Writes the record, in whole or not at all.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  func write(to path: String) throws(InputFileError) {
    let sums = Dictionary(
      uniqueKeysWithValues: zip(Score.all, totals.sums).map { score, sum in
        (
          score.name,
          ["sum": sum.total.parts, "count": sum.count, "undefined": sum.undefined] as [String: Any]
        )
      })
    let object: [String: Any] = [
      "format": Self.format, "shard": shard, "rows": [rows.lowerBound, rows.upperBound], "key": key,
      "grid": grid, "settings": settings, "methods": methods, "library": library,
      "precision": precision.rawValue, "bytes": bytes, "sha256": sha256,
      "labelled_rows": totals.labelledRows, "sums": sums,
      "inputs": inputs.map { ["purpose": $0.purpose, "path": $0.path, "identity": $0.identity] },
    ]
    // Finite numbers, texts, arrays and objects: what JSON holds always.
    guard
      let text = try? JSONSerialization.data(
        withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    else { preconditionFailure("a record holds only what JSON can hold") }
    let file = try OutputFile(path: path)
    try file.write(Array(text) + Array("\n".utf8))
    try file.commit()
  }

  /// Reads a record.
  ///
  /// - Throws: `InputFileError` for a file that cannot be read or is no JSON; ``ShardsError`` for one
  ///   that is no record.
  init(path: String) throws {
    let fields = try JSONFields(
      JSONValue.read(path: path), file: path, place: "",
      known: [
        "format", "shard", "rows", "key", "grid", "settings", "methods", "library", "precision",
        "bytes", "sha256", "labelled_rows", "sums", "inputs",
      ])
    let format = try fields.text("format")
    guard format == Self.format else {
      throw fields.wrong("format", expected: "`\(Self.format)`", found: "`\(format.shortened)`")
    }
    shard = try fields.int("shard", in: 0...RowGrid.mostShards)
    let bounds = try fields.array("rows")
    guard bounds.count == 2, let first = bounds[0].int, let end = bounds[1].int, first >= 0,
      end > first, end <= RowGrid.mostRows
    else { throw fields.wrong("rows", expected: "two whole numbers that rise", found: "others") }
    rows = first..<end
    key = try fields.text("key")
    grid = try fields.text("grid")
    settings = try fields.texts("settings")
    methods = try fields.ints("methods")
    library = try fields.text("library")
    precision = try fields.word("precision")
    bytes = try fields.int("bytes", in: 0...Int.max)
    sha256 = try fields.text("sha256")
    inputs = []
    for (place, value) in try fields.array("inputs").enumerated() {
      let input = try JSONFields(
        value, file: path, place: "inputs[\(place)]", known: ["purpose", "path", "identity"])
      inputs.append(
        Input(
          purpose: try input.text("purpose"), path: try input.text("path"),
          identity: try input.text("identity")))
    }
    totals = ScoreTotals()
    totals.rows = rows.count
    totals.labelledRows = try fields.int("labelled_rows", in: 0...rows.count)
    let sums = try fields.object("sums", known: nil)
    // A score that is new since has no sum here, and the record is stale.
    for (place, score) in Score.all.enumerated() where sums.has(score.name) {
      let sum = try sums.object(score.name, known: ["sum", "count", "undefined"])
      totals.sums[place].count = try sum.int("count", in: 0...rows.count)
      totals.sums[place].undefined = try sum.int("undefined", in: 0...rows.count)
      for part in try sum.array("sum") {
        totals.sums[place].total.add(try sum.double(part, at: "sum"))
      }
    }
  }
}
