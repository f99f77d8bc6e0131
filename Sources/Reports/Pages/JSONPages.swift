internal import Analyses

/// `report.json`: every result row with full numbers, by the names of the columns.
struct ReportJSON {
  /// The version of the layout; it changes when a field changes its meaning or goes away.
  static let schema = "avh-report/2"

  private let document: ReportDocument

  init(_ document: ReportDocument) { self.document = document }

  /// The file as text.
  var text: String {
    let summary = document.summary.map { JSONTree.text($0.plainText) }
    var fields: [JSONTree.Field] = [
      .init("$schema", .text(ReportSchema.fileName)),
      .init("schema", .text(Self.schema)),
      .init("tool", ManifestJSON.tool(document.manifest)),
      .init("study", .text(document.study)),
      .init("title", .text(document.title)),
      .init("notice", .optional(document.firstLine?.plainText)),
      .init("question", .optional(document.question?.plainText)),
      .init("summary", .array(summary)),
    ]
    fields += document.results.tables.map { .init($0.name, JSONTree($0.rows)) }
    fields.append(.init("manifest", ManifestJSON.reproducible(document.manifest)))
    return JSONTree.object(fields).text() + "\n"
  }
}

/// `manifest.json`: what the report was made from and with, and the files it consists of.
package struct ManifestJSON {
  /// The version of the layout, by which a folder is known to be a report of ours.
  package static let schema = "avh-report-manifest/1"

  private let document: ReportDocument
  private let files: [String]

  /// Creates the manifest of a report.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - files: The other files of the report, relative to its folder and sorted.
  init(_ document: ReportDocument, files: [String]) {
    self.document = document
    self.files = files
  }

  /// The file as text.
  var text: String {
    let manifest = document.manifest
    var fields: [JSONTree.Field] = [
      .init("schema", .text(Self.schema)),
      .init("tool", Self.tool(manifest)),
      .init("study", .text(document.study)),
      .init("command", .array(manifest.command.map(JSONTree.text))),
      .init("generated", .optional(manifest.generated)),
      .init(
        "environment", .object(manifest.environment.map { .init($0.name, .text($0.value)) })),
    ]
    fields += Self.reproducibleFields(manifest)
    fields.append(.init("files", .array(files.map(JSONTree.text))))
    return JSONTree.object(fields).text() + "\n"
  }

  /// Name and version of the tool.
  static func tool(_ manifest: ReportManifest) -> JSONTree {
    .object([.init("name", .text("avh")), .init("version", .text(manifest.toolVersion))])
  }

  /// The part of the manifest that is the same on every run.
  static func reproducible(_ manifest: ReportManifest) -> JSONTree {
    .object(reproducibleFields(manifest))
  }

  private static func reproducibleFields(_ manifest: ReportManifest) -> [JSONTree.Field] {
    let inputs = manifest.inputs.map { input in
      JSONTree.object([
        .init("path", .text(input.path)), .init("bytes", .integer(input.bytes)),
        .init("sha256", .text(input.sha256)), .init("rows", .optional(input.rows)),
      ])
    }
    return [
      .init("reproduce", .optional(manifest.reproduce)),
      .init("seed", manifest.seed.map { .whole($0) } ?? .null),
      .init("resamples", .optional(manifest.resamples)),
      .init("inputs", .array(inputs)),
    ]
  }
}
