package import Files
internal import Foundation
internal import Networks

/// A plan as a file: JSON with sorted keys, one plan one text.
enum ShardPlanText {
  /// The text of a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - isIdentity: Whether what decides nothing is left out: the tool, and times beside hashes.
  /// - Returns: The text in UTF-8, on one line.
  static func json(_ plan: ShardPlan, isIdentity: Bool = false) -> Data {
    func file(_ file: PlannedFile) -> [String: Any] {
      var object: [String: Any] = ["path": file.path, "rows": file.rows, "bytes": file.stamp.bytes]
      if let sha256 = file.sha256 { object["sha256"] = sha256 }
      if !isIdentity || file.sha256 == nil { object["modified"] = file.stamp.modified }
      return object
    }
    func input(_ input: PlannedInput) -> [String: Any] {
      var object: [String: Any] = ["files": input.files.map(file)]
      object["key"] = input.key
      return object
    }
    var ids = input(plan.ids)
    ids["rewritten_numbers"] = plan.idsAreRewrittenNumbers
    var object: [String: Any] = [
      "format": ShardPlan.format, "rows": plan.rows, "tile_rows": ScoringOptions.tileRows,
      "shards": plan.shards.map { [$0.lowerBound, $0.upperBound] },
      "features": input(plan.features), "ids": ids, "weights": input(plan.weights),
      "classes": plan.classes, "precision": plan.precision.rawValue,
      "output": plan.output.rawValue, "scores": plan.scores.map(\.name), "methods": plan.methods,
    ]
    object["labels"] = plan.labels.map(input)
    object["bias"] = plan.bias.map(input)
    object["background"] = plan.background
    object["model"] = plan.model
    if !isIdentity { object["tool"] = plan.tool }
    // Whole numbers, texts, truth values, arrays and objects: what JSON holds always.
    guard
      let text = try? JSONSerialization.data(
        withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    else { preconditionFailure("a plan holds only what JSON can hold") }
    return text
  }
}

extension ShardPlan {
  /// Reads a plan and checks everything that it says.
  ///
  /// - Parameter path: The file.
  /// - Throws: `InputFileError` for a file that cannot be read or is no JSON; ``ShardsError`` for one that
  ///   is no plan, with the place.
  package init(path: String) throws {
    let fields = try JSONFields(
      JSONValue.read(path: path), file: path, place: "",
      known: [
        "format", "rows", "tile_rows", "shards", "features", "ids", "weights", "classes",
        "precision",
        "output", "scores", "methods", "labels", "bias", "background", "model", "tool",
      ])
    let format = try fields.text("format")
    guard format == Self.format else {
      throw fields.wrong("format", expected: "`\(Self.format)`", found: "`\(format)`")
    }
    _ = try fields.int(
      "tile_rows", in: ScoringOptions.tileRows...ScoringOptions.tileRows)
    self.path = path
    tool = try fields.optionalText("tool") ?? ""
    model = try fields.optionalText("model")
    shards = try Self.shards(fields)
    features = try Self.input(fields, "features")
    ids = try Self.input(fields, "ids", also: ["rewritten_numbers"])
    idsAreRewrittenNumbers = try fields.object("ids", known: nil).bool("rewritten_numbers")
    labels = fields.has("labels") ? try Self.input(fields, "labels") : nil
    weights = try Self.input(fields, "weights")
    bias = fields.has("bias") ? try Self.input(fields, "bias") : nil
    classes = try fields.int("classes", in: 2...1 << 31)
    background =
      fields.has("background") ? try fields.int("background", in: 0...classes) : nil
    precision = try fields.word("precision")
    output = try fields.word("output")
    scores = []
    for (place, value) in try fields.array("scores").enumerated() {
      guard let name = value.string, let score = Score.named(name), !scores.contains(score) else {
        throw fields.wrong(
          "scores[\(place)]", expected: "the name of a score, each once", found: Self.words(value))
      }
      scores.append(score)
    }
    guard !scores.isEmpty else {
      throw fields.wrong("scores", expected: "at least one score", found: "none")
    }
    scores.sort()
    let versions = try fields.object("methods", known: Set(Score.all.map(\.name)))
    methods = [:]
    for score in scores { methods[score.name] = try versions.int(score.name, in: 1...1 << 31) }
    for (purpose, input) in [("features", features), ("ids", ids)]
      + (labels.map { [("labels", $0)] } ?? [])
    where input.rows != rows {
      throw fields.wrong(
        purpose, expected: "files of \(rows, "row"), as the shards have", found: "\(input.rows)")
    }
  }

  private static func shards(_ fields: JSONFields) throws(ShardsError) -> [Range<Int>] {
    let rows = try fields.int("rows", in: 1...RowGrid.mostRows)
    let values = try fields.array("shards")
    guard (1...RowGrid.mostShards).contains(values.count) else {
      throw fields.wrong(
        "shards", expected: "1 to \(RowGrid.mostShards) shards", found: "\(values.count)")
    }
    var shards: [Range<Int>] = []
    for (number, value) in values.enumerated() {
      let start = shards.last?.upperBound ?? 0
      let isLast = number == values.count - 1
      guard let bounds = value.array, bounds.count == 2, let first = bounds[0].int,
        let end = bounds[1].int, first == start, end > first, end <= rows,
        isLast ? end == rows : end % ScoringOptions.tileRows == 0
      else {
        throw fields.wrong(
          "shards[\(number)]",
          expected: "the rows [\(start), end] with an end "
            + (isLast ? "of \(rows)" : "that is a multiple of \(ScoringOptions.tileRows)"),
          found: words(value))
      }
      shards.append(first..<end)
    }
    return shards
  }

  private static func input(
    _ fields: JSONFields, _ name: String, also: Set<String> = []
  ) throws(ShardsError) -> PlannedInput {
    let input = try fields.object(name, known: also.union(["key", "files"]))
    let values = try input.array("files")
    guard (1...1_000_000).contains(values.count) else {
      throw input.wrong("files", expected: "1 to 1000000 files", found: "\(values.count)")
    }
    var files: [PlannedFile] = []
    var rows = 0
    for (place, value) in values.enumerated() {
      let file = try JSONFields(
        value, file: fields.file, place: "\(name).files[\(place)]",
        known: ["path", "rows", "bytes", "modified", "sha256"])
      let path = try file.text("path")
      guard !path.isEmpty, path.utf8.count < 4_096, path == path.visible() else {
        throw file.wrong("path", expected: "the path of a file", found: "`\(path.shortened)`")
      }
      let sha256 = try file.optionalText("sha256")
      if let sha256 {
        guard sha256.utf8.count == 64, sha256.allSatisfy({ $0.isHexDigit && !$0.isUppercase })
        else {
          throw file.wrong(
            "sha256", expected: "64 lower-case hexadecimal digits", found: "`\(sha256.shortened)`")
        }
      }
      let count = try file.int("rows", in: 0...RowGrid.mostRows)
      rows += count
      guard rows <= RowGrid.mostRows else {
        throw input.wrong("files", expected: "at most \(RowGrid.mostRows) rows", found: "\(rows)")
      }
      files.append(
        PlannedFile(
          path: path, rows: count,
          stamp: FileStamp(
            bytes: try file.int("bytes", in: 0...Int.max),
            modified: try file.int("modified", in: Int.min...Int.max)),
          sha256: sha256))
    }
    return PlannedInput(key: try input.optionalText("key"), files: files)
  }

  private static func words(_ value: JSONValue) -> String { JSONFields.words(value) }

  /// Writes the plan to its path, in whole or not at all.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  package func write() throws(InputFileError) {
    let file = try OutputFile(path: path)
    try file.write(Array(ShardPlanText.json(self)) + Array("\n".utf8))
    try file.commit()
  }
}
