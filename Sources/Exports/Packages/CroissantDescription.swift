internal import Reports
internal import Studies
internal import StudyValues

extension ExportKind {
  /// CSV files with `croissant.json`, Croissant 1.0.
  ///
  /// Every file has its SHA-256, every column type and meaning. Source: MLCommons, Croissant format specification 1.0.
  package static let croissant = ExportKind(
    name: "croissant", abstract: "A folder of CSV files with a Croissant description.",
    product: .folder { request, folder in
      try DescribedFolder.write(
        request, in: folder, as: "croissant.json", CroissantDescription.tree)
    })
}

private enum CroissantDescription {
  static func tree(_ folder: TableFolder, _ facts: DescribedFolder.Facts) -> JSONTree {
    let publication = facts.publication
    var fields: [JSONTree.Field] = [
      .init("@context", context), .init("@type", .text("sc:Dataset")),
      .init("name", .text(facts.slug)), .init("alternateName", .text(facts.title)),
      .init("conformsTo", .text("http://mlcommons.org/croissant/1.0")),
      .init("description", .text(facts.description)),
      .init("citeAs", .text(PaperCitation.text)), .init("version", .text("1.0.0")),
    ]
    if let license = publication.license { fields.append(.init("license", .text(license))) }
    if let url = publication.url { fields.append(.init("url", .text(url))) }
    if let date = publication.date { fields.append(.init("datePublished", .text(date))) }
    if let creator = publication.creator {
      fields.append(
        .init(
          "creator",
          .object([.init("@type", .text("sc:Organization")), .init("name", .text(creator))])))
    }
    fields.append(.init("distribution", .array(folder.tables.map(file))))
    fields.append(.init("recordSet", .array(folder.tables.map(records))))
    return .object(fields)
  }

  private static func file(_ table: TableFolder.Table) -> JSONTree {
    .object([
      .init("@type", .text("cr:FileObject")), .init("@id", .text(table.file)),
      .init("name", .text(table.file)), .init("description", .text(table.meaning)),
      .init("contentUrl", .text(table.file)),
      .init("contentSize", .text("\(table.digest.bytes) B")),
      .init("encodingFormat", .text("text/csv")), .init("sha256", .text(table.digest.sha256)),
    ])
  }

  private static func records(_ table: TableFolder.Table) -> JSONTree {
    .object([
      .init("@type", .text("cr:RecordSet")), .init("@id", .text(table.name)),
      .init("name", .text(table.name)), .init("description", .text(table.meaning)),
      .init(
        "field",
        .array(
          table.fields.map { field in
            .object([
              .init("@type", .text("cr:Field")), .init("@id", .text("\(table.name)/\(field.name)")),
              .init("name", .text(field.name)), .init("description", .text(field.meaning)),
              .init("dataType", .text(type(field.type))),
              .init(
                "source",
                .object([
                  .init("fileObject", .object([.init("@id", .text(table.file))])),
                  .init("extract", .object([.init("column", .text(field.name))])),
                ])),
            ])
          })),
    ])
  }

  private static func type(_ type: TableFolder.ValueType) -> String {
    switch type {
    case .text: "sc:Text"
    case .integer: "sc:Integer"
    case .number: "sc:Float"
    }
  }

  /// The context that the specification asks every description to have.
  private static var context: JSONTree {
    func typed(_ id: String, _ type: String) -> JSONTree {
      .object([.init("@id", .text(id)), .init("@type", .text(type))])
    }
    let plain = [
      ("citeAs", "cr:citeAs"), ("column", "cr:column"), ("conformsTo", "dct:conformsTo"),
      ("cr", "http://mlcommons.org/croissant/"), ("rai", "http://mlcommons.org/croissant/RAI/"),
    ].map { JSONTree.Field($0.0, .text($0.1)) }
    let rest = [
      ("dct", "http://purl.org/dc/terms/"), ("equivalentProperty", "cr:equivalentProperty"),
      ("extract", "cr:extract"), ("field", "cr:field"), ("fileProperty", "cr:fileProperty"),
      ("fileObject", "cr:fileObject"), ("fileSet", "cr:fileSet"), ("format", "cr:format"),
      ("includes", "cr:includes"), ("isLiveDataset", "cr:isLiveDataset"),
      ("jsonPath", "cr:jsonPath"), ("key", "cr:key"), ("md5", "cr:md5"),
      ("parentField", "cr:parentField"), ("path", "cr:path"), ("recordSet", "cr:recordSet"),
      ("references", "cr:references"), ("regex", "cr:regex"), ("repeated", "cr:repeated"),
      ("replace", "cr:replace"), ("samplingRate", "cr:samplingRate"), ("sc", "https://schema.org/"),
      ("separator", "cr:separator"),
      ("source", "cr:source"), ("subField", "cr:subField"), ("transform", "cr:transform"),
    ].map { JSONTree.Field($0.0, .text($0.1)) }
    return .object(
      [.init("@language", .text("en")), .init("@vocab", .text("https://schema.org/"))] + plain
        + [
          .init("data", typed("cr:data", "@json")),
          .init("dataType", typed("cr:dataType", "@vocab")),
          .init("examples", typed("cr:examples", "@json")),
        ] + rest)
  }
}
