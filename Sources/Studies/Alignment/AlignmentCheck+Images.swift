import Files

extension AlignmentCheck {
  /// Compares the images of a file with those of a data set, by normalised name.
  ///
  /// - Parameters:
  ///   - found: The images of the file, one a row.
  ///   - expected: The images of the data set; empty when there is none to compare with.
  ///   - source: What the file is called in sentences.
  ///   - allowsSubset: Whether the file may cover a part of the data set only, as sets of votes do.
  /// - Returns: Findings about duplicates, unknown images and missing images.
  /// - Complexity: O(found + expected).
  package static func images(
    _ found: [String], expected: [String], source: String, allowsSubset: Bool = false
  ) -> [AlignmentFinding] {
    var findings: [AlignmentFinding] = []
    var seen = Set<String>()
    var repeated: [String] = []
    for name in found where !seen.insert(name).inserted { repeated.append(name) }
    if !repeated.isEmpty {
      findings.append(
        AlignmentFinding(
          .error, .duplicateImages,
          "\(source) has \(repeated.count, "row") of images that it already had; keep one row of each.",
          count: repeated.count, examples: repeated))
    }
    guard !expected.isEmpty else { return findings }
    let known = Set(expected)
    let unknown = found.filter { !known.contains($0) }
    if !unknown.isEmpty {
      let cause =
        unknown.count == found.count
        ? "no image matches, so the two name images differently (another order or an alias table)"
        : "they are not in the data set; check their names"
      findings.append(
        AlignmentFinding(
          .error, .unknownImages,
          "\(source) has \(unknown.count, "unknown image") of \(found.count): \(cause).",
          count: unknown.count, examples: unknown))
    }
    let missing = expected.filter { !seen.contains($0) }
    if !missing.isEmpty, unknown.count < found.count {
      findings.append(
        AlignmentFinding(
          allowsSubset ? .note : .warning, .missingImages,
          "\(source) lacks \(missing.count) of the \(expected.count, "image") of the data set.",
          count: missing.count, examples: missing))
    }
    return findings
  }
}
