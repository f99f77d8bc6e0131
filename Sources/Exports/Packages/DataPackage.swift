internal import Reports
internal import Studies
internal import StudyValues

extension ExportKind {
  /// CSV files with `datapackage.json`, a Frictionless Data Package.
  ///
  /// Every file has its SHA-256, every column with type and meaning. Source: Frictionless Standards, Data Package 1.
  package static let frictionless = ExportKind(
    name: "frictionless", abstract: "A folder of CSV files as a Frictionless Data Package.",
    product: .folder { request, folder in
      try DescribedFolder.write(request, in: folder, as: "datapackage.json", DataPackage.tree)
    })
}

private enum DataPackage {
  static func tree(_ folder: TableFolder, _ facts: DescribedFolder.Facts) -> JSONTree {
    let publication = facts.publication
    var fields: [JSONTree.Field] = [
      .init("profile", .text("tabular-data-package")), .init("name", .text(facts.slug)),
      .init("title", .text(facts.title)), .init("description", .text(facts.description)),
    ]
    if let date = publication.date { fields.append(.init("created", .text("\(date)T00:00:00Z"))) }
    if let url = publication.url { fields.append(.init("homepage", .text(url))) }
    if let license = publication.license {
      fields.append(
        .init("licenses", .array([.object([.init("path", .text(license))])])))
    }
    if let creator = publication.creator {
      fields.append(
        .init(
          "contributors",
          .array([.object([.init("title", .text(creator)), .init("role", .text("author"))])])))
    }
    fields.append(
      .init(
        "sources",
        .array([
          .object([
            .init("title", .text(PaperCitation.text)), .init("path", .text(PaperCitation.url)),
          ])
        ])))
    fields.append(.init("resources", .array(folder.tables.map(resource))))
    return .object(fields)
  }

  private static func resource(_ table: TableFolder.Table) -> JSONTree {
    .object([
      .init("name", .text(table.name.replacing("_", with: "-"))),
      .init("description", .text(table.meaning)),
      .init("path", .text(table.file)), .init("profile", .text("tabular-data-resource")),
      .init("format", .text("csv")), .init("mediatype", .text("text/csv")),
      .init("encoding", .text("utf-8")), .init("bytes", .integer(table.digest.bytes)),
      .init("hash", .text("sha256:\(table.digest.sha256)")),
      .init(
        "schema",
        .object([
          .init(
            "fields",
            .array(
              table.fields.map { field in
                .object([
                  .init("name", .text(field.name)), .init("type", .text(type(field.type))),
                  .init("description", .text(field.meaning)),
                ])
              })), .init("missingValues", .array([.text("")])),
        ])),
    ])
  }

  private static func type(_ type: TableFolder.ValueType) -> String {
    switch type {
    case .text: "string"
    case .integer: "integer"
    case .number: "number"
    }
  }
}
