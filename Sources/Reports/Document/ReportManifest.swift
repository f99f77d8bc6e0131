internal import StudyValues

/// What a report was made from and with.
///
/// The pages and `report.json` show what decides the numbers: tool version, the command to repeat the
/// study, seed, resamples and inputs. The exact command line, the environment and the time stand only
/// in `manifest.json`, so that the other files have the same bytes on every run.
package struct ReportManifest: Equatable, Sendable {
  /// A file that was read.
  package struct Input: Equatable, Sendable {
    /// The path as the study names it.
    package var path: String
    /// The size in bytes.
    package var bytes: Int
    /// The SHA-256 of the content, in hexadecimal.
    package var sha256: String
    /// The number of rows, images or votes that were read, where that has a meaning.
    package var rows: Int?

    /// Creates the record of a file.
    package init(path: String, bytes: Int, sha256: String, rows: Int? = nil) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
      self.rows = rows
    }
  }

  /// A named fact about the machine, for example the version of the BLAS library.
  package struct Fact: Equatable, Sendable {
    /// The name, in snake_case.
    package var name: String
    /// The value.
    package var value: String

    /// Creates a fact.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The version of the tool.
  package var toolVersion: String
  /// The command that repeats the study on any machine.
  package var reproduce: String?
  /// The seed of every random draw.
  package var seed: UInt64?
  /// The number of resamples.
  package var resamples: Int?
  /// The files that were read, in the order of the study.
  package var inputs: [Input]
  /// The command line as it was typed; only in `manifest.json`.
  package var command: [String]
  /// Host, operating system, libraries, threads; only in `manifest.json`.
  package var environment: [Fact]
  /// When the report was made, as ISO 8601; only in `manifest.json`.
  package var generated: String?

  /// Creates a manifest.
  package init(
    toolVersion: String, reproduce: String? = nil, seed: UInt64? = nil, resamples: Int? = nil,
    inputs: [Input] = [], command: [String] = [], environment: [Fact] = [],
    generated: String? = nil
  ) {
    self.toolVersion = toolVersion
    self.reproduce = reproduce
    self.seed = seed
    self.resamples = resamples
    self.inputs = inputs
    self.command = command
    self.environment = environment
    self.generated = generated
  }

  /// The inputs as a table.
  var inputTable: RowTable {
    RowTable(
      columns: [
        Column("path", heading: "File", kind: .text),
        Column("bytes", heading: "Bytes", kind: .integer),
        Column("rows", heading: "Rows", kind: .integer),
        Column("sha256", heading: "SHA-256", kind: .text),
      ],
      rows: inputs.map {
        [.text($0.path), .integer($0.bytes), Cell($0.rows), .text($0.sha256)]
      })
  }
}
