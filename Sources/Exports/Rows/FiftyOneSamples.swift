internal import Files
internal import Reports
internal import Studies
internal import StudyStore
internal import StudyValues

extension ExportKind {
  /// Images as samples of FiftyOne: what people said as fields, the true class as `ground_truth`, each
  /// network as a classification of its predicted class with its scores as attributes.
  ///
  /// `fiftyone.Dataset.from_json("study.json", rel_dir="pictures")` reads it. A sample's `confidence` is the
  /// probability of the predicted class there, so the score of that name is `true_class_confidence`.
  /// The path of a picture is the one that a file told, else the name of the image, below the folder that
  /// `rel_dir` names.
  package static let fiftyOne = ExportKind(
    name: "fiftyone", abstract: "Images as samples that FiftyOne reads (Dataset.from_json).",
    product: .file { request, path in
      let file = try OutputFile(path: path)
      let notes = try FiftyOneSamples(request).write { try file.write(Array($0.utf8)) }
      try file.commit()
      return notes
    })
}

/// The samples of a data set, written one by one.
private struct FiftyOneSamples {
  /// The columns of `human_hardness` that become fields of a sample.
  private static let human = [
    "shown", "selected", "partial", "hsf", "hsf_low", "hsf_high", "label_entropy",
  ]

  private let request: ExportRequest
  private let relation: StudyRelation
  private let places: [String: Int]
  private let fieldNames: [String: String]

  init(_ request: ExportRequest) throws {
    self.request = request
    let images = try StudyRelation.images(request)
    relation = images
    places = Dictionary(
      uniqueKeysWithValues: images.fields.enumerated().map { ($1.name, $0) })
    let models =
      places["model"] == nil
      ? []
      : try request.store.rows("SELECT name FROM model ORDER BY model_id").rows.compactMap(
        \.first?.text)
    var taken = Set(
      Self.human + ["filepath", "tags", "metadata", "ground_truth", "majority", "id"])
    var names: [String: String] = [:]
    for model in models {
      // Fields are named like variables there.
      let plain = String(
        model.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
      let base = plain.first?.isLetter == true ? plain : "network_\(plain)"
      var name = base
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(base)_\(number)"
        number += 1
      }
      names[model] = name
    }
    fieldNames = names
  }

  func write(_ append: (String) throws -> Void) throws -> [String] {
    try append(head())
    var current: (name: String, fields: [JSONTree.Field])?
    var isFirst = true
    func finish() throws {
      guard let sample = current else { return }
      try append((isFirst ? "\n" : ",\n") + JSONTree.object(sample.fields).compactText)
      isFirst = false
    }
    let order = places["model"] == nil ? "image" : "image, model"
    let sorted = StudyRelation(
      name: relation.name, meaning: relation.meaning, fields: relation.fields,
      sql: """
        SELECT r.*, i.path FROM (\(relation.sql)) r LEFT JOIN image i ON i.name = r.image
          AND i.dataset_id = (SELECT dataset_id FROM dataset WHERE name = :dataset)
        ORDER BY \(order)
        """, arguments: relation.arguments)
    try sorted.forEach(in: request.store) { row in
      let image = value("image", row).text ?? ""
      if current?.name != image {
        try finish()
        current = (image, person(row, path: row.last?.text ?? image))
      }
      if let network = network(row) { current?.fields.append(network) }
    }
    try finish()
    try append("\n]}\n")
    let renamed = fieldNames.filter { $0.key != $0.value }.keys.sorted()
    return renamed.map { "the network \($0.visible()) is the field \(fieldNames[$0] ?? "") there." }
  }

  private func head() throws -> String {
    let number = "fiftyone.core.fields.FloatField"
    let label = "fiftyone.core.fields.EmbeddedDocumentField(fiftyone.core.labels.Classification)"
    let classes = try request.store.rows(
      "SELECT class.name FROM class JOIN dataset USING (label_space) WHERE dataset.name = :d "
        + "ORDER BY class.\"index\"", arguments: ["d": .text(request.dataset)]
    ).rows.compactMap(\.first?.text)
    let fields =
      Self.human.map { JSONTree.Field($0, .text(number)) }
      + (["ground_truth", "majority"] + fieldNames.values.sorted()).map {
        JSONTree.Field($0, .text(label))
      }
    let head = JSONTree.object([
      .init("name", .text(request.dataset)), .init("media_type", .text("image")),
      .init("sample_fields", .object(fields)),
      .init("classes", .object([.init("ground_truth", .array(classes.map(JSONTree.text)))])),
      .init(
        "info",
        .object([
          .init("title", .text(try request.title())),
          .init("made_by", .text("\(Tool.name) \(Tool.version)")),
        ])),
    ]).compactText
    return head.dropLast() + ", \"samples\": ["
  }

  private func person(_ row: [QueryValue], path: String) -> [JSONTree.Field] {
    [
      JSONTree.Field("filepath", .text(path)), .init("tags", .array([])),
      .init("metadata", .null), .init("_media_type", .text("image")),
    ] + Self.human.map { .init($0, JSONTree(Cell(value($0, row)))) } + [
      .init("ground_truth", classification(value("class", row), [])),
      .init("majority", classification(value("majority_class", row), [])),
    ]
  }

  private func network(_ row: [QueryValue]) -> JSONTree.Field? {
    guard let model = value("model", row).text, let name = fieldNames[model],
      let start = places["model"]
    else { return nil }
    let scores = relation.fields.indices.filter { $0 > start }.compactMap { index in
      let name = relation.fields[index].name
      return name == "predicted_class"
        ? nil
        : JSONTree.Field(
          name == "confidence" ? "true_class_confidence" : name, JSONTree(Cell(row[index])))
    }
    let confidence = JSONTree.Field(
      "confidence", JSONTree(Cell(value("max_probability", row))))
    return .init(name, classification(value("predicted_class", row), [confidence] + scores))
  }

  private func classification(_ label: QueryValue, _ attributes: [JSONTree.Field]) -> JSONTree {
    guard let label = label.text else { return .null }
    return .object(
      [.init("_cls", .text("Classification")), .init("label", .text(label))] + attributes)
  }

  private func value(_ name: String, _ row: [QueryValue]) -> QueryValue {
    places[name].map { row[$0] } ?? .null
  }
}
