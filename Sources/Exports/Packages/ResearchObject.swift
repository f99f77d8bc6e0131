import Files
internal import Reports
internal import Studies
internal import StudyValues

extension ExportKind {
  /// CSV files with `ro-crate-metadata.json`, RO-Crate 1.3.
  ///
  /// It names the files, the inputs of the study with their SHA-256, and the commands that made it as
  /// actions. Source: Research Object Crate, specification 1.3.
  package static let roCrate = ExportKind(
    name: "ro-crate", abstract: "A folder of CSV files as an RO-Crate, with inputs and commands.",
    product: .folder { request, folder in
      try DescribedFolder.write(
        request, in: folder, as: "ro-crate-metadata.json", ResearchObject.tree)
    })
}

private enum ResearchObject {
  static func tree(_ folder: TableFolder, _ facts: DescribedFolder.Facts) -> JSONTree {
    let inputs = facts.inputs.enumerated().map { ("#input-\($0 + 1)", $1) }
    let runs = facts.commands.enumerated().map { ("#run-\($0 + 1)", $1) }
    var graph: [JSONTree] = [
      entity(
        "ro-crate-metadata.json", "CreativeWork",
        [
          .init("about", reference("./")),
          .init("conformsTo", reference("https://w3id.org/ro/crate/1.3")),
        ]),
      root(folder, facts, runs: runs.map(\.0)),
      license(facts),
      entity(
        "#avh", "SoftwareApplication",
        [
          .init("name", .text(Tool.name)), .init("version", .text(Tool.version)),
          .init("url", .text(PaperCitation.url)),
          .init("description", .text("Computes Angular Visual Hardness and tests it on votes.")),
        ]),
      entity(
        PaperCitation.url, "ScholarlyArticle", [.init("name", .text(PaperCitation.text))]),
    ]
    if let creator = facts.publication.creator {
      graph.append(entity("#creator", "Organization", [.init("name", .text(creator))]))
    }
    graph += folder.tables.map { table in
      entity(
        table.file, "File",
        [
          .init("name", .text(table.name)), .init("description", .text(table.meaning)),
          .init("encodingFormat", .text("text/csv")),
          .init("contentSize", .text("\(table.digest.bytes)")),
          .init("sha256", .text(table.digest.sha256)),
        ])
    }
    graph += inputs.map { id, input in
      entity(
        id, "CreativeWork",
        [
          .init("name", .text(input.path)), .init("sha256", .text(input.sha256)),
          .init("size", .text("\(input.bytes, "byte")")),
        ])
    }
    graph += runs.map { id, command in
      entity(
        id, "CreateAction",
        [
          .init("name", .text(command)), .init("description", .text(command)),
          .init("instrument", reference("#avh")),
          .init("object", references(inputs.map(\.0))),
          .init("result", references(folder.tables.map(\.file))),
        ])
    }
    return .object([
      .init("@context", .text("https://w3id.org/ro/crate/1.3/context")),
      .init("@graph", .array(graph)),
    ])
  }

  private static func root(
    _ folder: TableFolder, _ facts: DescribedFolder.Facts, runs: [String]
  ) -> JSONTree {
    var fields: [JSONTree.Field] = [
      .init("name", .text(facts.title)), .init("description", .text(facts.description)),
      .init("license", reference(licenseID(facts))),
      .init("citation", reference(PaperCitation.url)),
      .init("hasPart", references(folder.tables.map(\.file))),
      .init("mentions", references(runs)),
    ]
    if let date = facts.publication.date {
      fields.append(.init("datePublished", .text(date)))
    }
    if let url = facts.publication.url { fields.append(.init("url", .text(url))) }
    if facts.publication.creator != nil {
      fields.append(.init("publisher", reference("#creator")))
      fields.append(.init("author", reference("#creator")))
    }
    return entity("./", "Dataset", fields)
  }

  private static func licenseID(_ facts: DescribedFolder.Facts) -> String {
    facts.publication.license ?? "#license"
  }

  private static func license(_ facts: DescribedFolder.Facts) -> JSONTree {
    let name = facts.publication.license ?? "Not stated"
    return entity(
      licenseID(facts), "CreativeWork",
      [
        .init("name", .text(name)),
        .init(
          "description",
          .text(
            facts.publication.license == nil
              ? "Whoever published the votes decides under what licence they may be used."
              : "The licence of the votes and scores.")),
      ])
  }

  private static func entity(
    _ id: String, _ type: String, _ fields: [JSONTree.Field]
  ) -> JSONTree {
    .object([.init("@id", .text(id)), .init("@type", .text(type))] + fields)
  }

  private static func reference(_ id: String) -> JSONTree {
    .object([.init("@id", .text(id))])
  }

  /// One entity stands without a list, as the specification asks.
  private static func references(_ ids: [String]) -> JSONTree {
    ids.count == 1 ? reference(ids[0]) : .array(ids.map(reference))
  }
}
