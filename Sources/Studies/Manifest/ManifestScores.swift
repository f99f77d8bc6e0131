internal import Files
internal import Networks
internal import YAMLFiles

/// The scores that the analyses of a manifest name, which must exist.
enum ManifestScores {
  /// The keys of an analysis that hold names of scores, alone, in lists or in pairs.
  private static let keys = ["score", "scores", "pairs"]

  /// Refuses the first name that is neither a score of this program nor one of `external_scores`.
  ///
  /// - Parameters:
  ///   - root: The manifest.
  ///   - external: The names of its external scores.
  ///   - file: The manifest's file.
  /// - Throws: ``ManifestError`` with the line of the name and the nearest known one.
  static func check(_ root: YAMLNode, external: [String], file: String) throws {
    let known = Score.all.map(\.name) + external
    for analysis in root["analyses"]?.sequence ?? [] {
      for name in keys.flatMap({ names(at: analysis[$0]) }) {
        guard let text = name.string, !known.contains(text) else { continue }
        let nearest = NearestName.find(text, among: known)
        throw ManifestError(
          file: file, line: name.line,
          problem: "the analysis \(analysis["id"]?.string ?? "") names the score `\(text)`, which "
            + "does not exist; "
            + (nearest.map { "did you mean `\($0)`?" }
              ?? "avh scores lists those of this program, external_scores those of the study"))
      }
    }
  }

  /// The scalars at and below a node.
  private static func names(at node: YAMLNode?) -> [YAMLNode] {
    guard let node else { return [] }
    return node.sequence?.flatMap { names(at: $0) } ?? [node]
  }
}
