internal import StudyValues

/// The JSON Schema of `report.json`, which is written beside it and made from the same lists of columns.
enum ReportSchema {
  /// The name of the file.
  static let fileName = "report.schema.json"

  /// The schema as text.
  static var text: String { tree.text() + "\n" }

  private static var tree: JSONTree {
    let text = type("string")
    let properties: [JSONTree.Field] =
      [
        .init("$schema", .object([.init("const", .text(fileName))])),
        .init("schema", .object([.init("const", .text(ReportJSON.schema))])),
        .init("tool", object([("name", text), ("version", text)])),
        .init("study", text), .init("title", text), .init("notice", type("string", "null")),
        .init("question", type("string", "null")), .init("summary", array(of: text)),
        .init("verdicts", rows(ClaimVerdict.self)),
        .init("correlations", rows(CorrelationResult.self, isNamed: true)),
        .init("comparisons", rows(ComparisonResult.self, isNamed: true)),
        .init("estimates", rows(EstimateResult.self)),
        .init("series", rows(SeriesPoint.self)), .init("images", rows(ExtremeImage.self)),
        .init("manifest", manifest),
      ]
    return .object([
      .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .text("The results of a study")),
      .init("type", .text("object")),
      .init("required", .array(properties.map { .text($0.key) })),
      .init("additionalProperties", .bool(false)),
      .init("properties", .object(properties)),
    ])
  }

  private static var manifest: JSONTree {
    let input = object([
      ("path", type("string")), ("bytes", type("integer")), ("sha256", type("string")),
      ("rows", type("integer", "null")),
    ])
    return object([
      ("reproduce", type("string", "null")), ("seed", type("integer", "null")),
      ("resamples", type("integer", "null")), ("inputs", array(of: input)),
    ])
  }

  /// The rows of a table: every column is there, with null where it has no value.
  private static func rows<Row: KeyedRow>(_ row: Row.Type, isNamed: Bool = false) -> JSONTree {
    let name: [(name: String, value: JSONTree)] =
      isNamed ? [("analysis", property(["string"], "The analysis that made the row."))] : []
    return array(of: object(name + row.columns.map { ($0.name, property(types($0), $0.meaning)) }))
  }

  private static func types<Row: KeyedRow>(_ column: RowColumn<Row>) -> [String] {
    let name =
      switch column.storage {
      case .text: "string"
      case .integer: "integer"
      case .real: "number"
      }
    // A number that is not finite is null in JSON.
    return column.isRequired && column.storage != .real ? [name] : [name, "null"]
  }

  private static func property(_ types: [String], _ meaning: String) -> JSONTree {
    .object([
      .init("type", types.count == 1 ? .text(types[0]) : .array(types.map(JSONTree.text))),
      .init("description", .text(meaning)),
    ])
  }

  private static func type(_ names: String...) -> JSONTree {
    .object([
      .init("type", names.count == 1 ? .text(names[0]) : .array(names.map(JSONTree.text)))
    ])
  }

  private static func array(of items: JSONTree) -> JSONTree {
    .object([.init("type", .text("array")), .init("items", items)])
  }

  private static func object(_ properties: [(name: String, value: JSONTree)]) -> JSONTree {
    .object([
      .init("type", .text("object")),
      .init("required", .array(properties.map { .text($0.name) })),
      .init("additionalProperties", .bool(false)),
      .init("properties", .object(properties.map { .init($0.name, $0.value) })),
    ])
  }
}
