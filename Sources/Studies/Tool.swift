/// The tool itself, for manifests and provenance.
package enum Tool {
  /// The version of the tool.
  package static let version = "0.1.0"
  /// The name of the tool.
  package static let name = "avh"
}
