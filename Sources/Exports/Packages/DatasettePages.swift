internal import Files
internal import Reports
internal import Studies
internal import StudyStore
internal import StudyValues

extension ExportKind {
  /// A folder that `datasette FOLDER` serves: a copy of the study whose views for people are tables,
  /// `metadata.json` with titles, the meaning of tables and columns and ready questions, and the settings that
  /// keep every page below Datasette's limit of one second.
  ///
  /// `score_long` and `score_hardness`, which say what `image_hardness` does in a row for each score, are left
  /// out of the copy: their last page would take longer than that.
  package static let datasette = ExportKind(
    name: "datasette", abstract: "A folder that Datasette serves: tables, texts, ready questions.",
    product: .folder { request, folder in
      let path = "\(folder)/study.db"
      try request.store.copy(
        to: path, viewsAsTables: ["human_hardness", "image_hardness", "image_hardness_all"],
        without: ["score_long", "score_hardness"])
      let copy = try StudyStore.open(path: path)
      let tables = try copy.tables()
      try copy.close()
      for (name, tree) in [
        ("metadata.json", try DatasettePages.metadata(tables, request)),
        ("settings.json", DatasettePages.settings),
      ] {
        let file = try OutputFile(path: "\(folder)/\(name)")
        try file.write(Array((tree.text() + "\n").utf8))
        try file.commit()
      }
      return ["serve the folder with: datasette FOLDER"]
    })
}

private enum DatasettePages {
  /// What people read; all other tables are hidden, not left out.
  private static let shown: [String: String] = [
    "human_hardness": "What people said", "image_hardness": "People beside networks",
    "image_hardness_all": "People beside networks, every set and run",
    "correlation": "Correlations", "comparison": "Comparisons of two scores",
    "estimate": "Estimates", "series": "Curves", "extreme_image": "Extreme images",
    "claim_verdict": "Claims and verdicts", "model": "Networks",
    "annotation_set": "Annotation sets",
    "class": "Classes",
  ]

  static let settings = JSONTree.object([
    .init("suggest_facets", .bool(false)), .init("default_page_size", .integer(100)),
    .init("max_returned_rows", .integer(10_000)), .init("allow_download", .bool(true)),
  ])

  static func metadata(_ tables: [StudyTable], _ request: ExportRequest) throws -> JSONTree {
    var fields: [JSONTree.Field] = [
      .init("title", .text(try request.title())),
      .init("description", .text(try request.description())),
      .init("source", .text("Angular Visual Hardness, ICML 2020")),
      .init("source_url", .text(PaperCitation.url)),
    ]
    if let license = request.publication.license {
      fields.append(.init("license", .text(license)))
      fields.append(.init("license_url", .text(license)))
    }
    fields.append(
      .init(
        "databases",
        .object([
          .init(
            "study",
            .object([
              .init("tables", .object(tables.map { .init($0.name, texts(of: $0)) })),
              .init("queries", .object(queries.map { .init($0.name, $0.tree) })),
            ]))
        ])))
    return .object(fields)
  }

  private static func texts(of table: StudyTable) -> JSONTree {
    var fields: [JSONTree.Field] = []
    if let title = shown[table.name] {
      fields.append(.init("title", .text(title)))
    } else {
      fields.append(.init("hidden", .bool(true)))
    }
    fields.append(.init("description", .text(table.meaning)))
    let columns = table.columns.filter { !$0.meaning.isEmpty }
    fields.append(
      .init("columns", .object(columns.map { .init($0.name, .text($0.meaning)) })))
    if ["image_hardness", "human_hardness"].contains(table.name) {
      fields.append(.init("sort", .text("hsf")))
    }
    return .object(fields)
  }

  private struct Question {
    let name: String
    let title: String
    let sql: String

    var tree: JSONTree {
      .object([.init("title", .text(title)), .init("sql", .text(sql))])
    }
  }

  /// Questions in plain SQL: Datasette does not know the aggregates of this tool.
  private static let queries = [
    Question(
      name: "hardest-for-people", title: "The images that people find hardest",
      sql: """
        SELECT image, class, selected, shown, hsf, hsf_low, hsf_high, majority_class
        FROM human_hardness ORDER BY hsf_high, image LIMIT 100
        """),
    Question(
      name: "hard-classes", title: "The classes that people find hard",
      sql: """
        SELECT annotation_set, class, count(*) AS images, avg(hsf) AS hsf,
          avg(label_entropy) AS label_entropy
        FROM human_hardness GROUP BY annotation_set, class ORDER BY hsf
        """),
    Question(
      name: "networks", title: "How right and how sure each network is",
      sql: """
        SELECT model, count(*) AS images, avg(correct) AS accuracy,
          avg(max_probability) AS sureness, avg(avh) AS avh
        FROM image_hardness GROUP BY model ORDER BY accuracy DESC
        """),
    Question(
      name: "missed-by-all", title: "What every network misses, easiest for people first",
      sql: """
        SELECT image, class, max(hsf) AS hsf FROM image_hardness
        GROUP BY image, class HAVING sum(correct) = 0 ORDER BY hsf DESC, image LIMIT 100
        """),
    Question(
      name: "doubtful-labels", title: "Where the majority rejects the label",
      sql: """
        SELECT image, class, majority_class, selected, shown, hsf FROM human_hardness
        WHERE majority_class <> class ORDER BY hsf, image LIMIT 100
        """),
    Question(
      name: "one-image", title: "One image in every network",
      sql: """
        SELECT model, image, class, predicted_class, hsf, avh, confidence, margin
        FROM image_hardness WHERE image = :image ORDER BY model
        """),
    Question(
      name: "deciding-comparisons", title: "The comparisons with classes as the sample",
      sql: """
        SELECT model_a AS model, score_a, score_b, method, difference, ci_low, ci_high, p_adjusted
        FROM comparison WHERE "grouping" = 'all' AND population = 'classes-random'
        ORDER BY score_b, method, model
        """),
    Question(
      name: "claims", title: "The claims and what the data say",
      sql: "SELECT claim, text, prediction, outcome, sentence, detectable FROM claim_verdict"),
  ]
}
