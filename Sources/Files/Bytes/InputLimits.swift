/// Bounds that keep time and memory finite whatever a file holds.
package struct InputLimits: Sendable, Equatable {
  /// The longest line, or quoted row, in bytes.
  package var lineBytes = 16 << 20
  /// The most bytes that compressed content may inflate to.
  package var inflatedBytes = 16 << 30
  /// The most inflated bytes per compressed byte, judged from 256 MiB of output on.
  package var inflationRatio = 500
  /// The deepest nesting of JSON, YAML or pickled content.
  package var depth = 128
  /// The longest JSON document, or element of a streamed one, in bytes.
  package var jsonBytes = 256 << 20
  /// The most nodes of a YAML document, those of aliases counted at each use.
  package var yamlNodes = 400_000
  /// The most values (scalars, lists, mappings) of a JSON or pickled document; a pickle may take
  /// twice as many steps.
  package var values = 2_000_000
  /// The longest XML document in bytes.
  package var xmlBytes = 64 << 20
  /// The longest YAML document in bytes.
  package var yamlBytes = 4 << 20
  /// The most aliases (`*name`) of a YAML document.
  package var yamlAliases = 16
  /// The most members of an archive.
  package var archiveMembers = 100_000
  /// The most bytes of a page of a Parquet file, decompressed.
  package var parquetPageBytes = 256 << 20
  /// The most values of a page of a Parquet file, missing ones counted.
  package var parquetPageValues = 16 << 20
  /// The longest pickle in bytes.
  package var pickleBytes = 1 << 30

  /// Creates the bounds that every reader uses unless told otherwise.
  package init() {}

  /// The bounds that every reader uses unless told otherwise.
  package static let standard = InputLimits()
}
