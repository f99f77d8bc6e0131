/// The tool itself, for manifests and provenance.
public enum Tool {
  /// The version of the tool.
  public static let version = "0.1.0"
  /// The name of the tool.
  public static let name = "avh"
}
