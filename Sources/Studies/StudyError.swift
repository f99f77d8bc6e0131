internal import Files

/// Why a study cannot be resolved, fetched or run.
package enum StudyError: Error, Equatable, CustomStringConvertible {
  /// A file that the manifest names is not in the data folder.
  case missingFile(path: String, remedy: String)
  /// A file is not the one that the manifest means.
  case wrongDigest(path: String, expected: String, got: String)
  /// A file cannot be read.
  case unreadable(path: String, reason: String)
  /// A file or folder cannot be written.
  case cannotCreate(path: String, reason: String)
  /// A file that somebody else made, or that was changed, stands where a result would be put.
  case wouldReplace(path: String, reason: String)
  /// A download failed.
  case downloadFailed(url: String, path: String, reason: String)
  /// The manifest asks for something that does not exist.
  case unknownName(kind: String, name: String, known: [String], location: String)
  /// The manifest contradicts itself or the data.
  case inconsistent(location: String, problem: String)

  /// One sentence: where, what was expected, what was found, what to do.
  package var description: String {
    switch self {
    case .missingFile(let path, let remedy):
      return "\(path) is missing; \(remedy)."
    case .wrongDigest(let path, let expected, let got):
      return
        "\(path) has the SHA-256 \(got.prefix(12))… where the manifest expects \(expected.prefix(12))…;"
        + " it is another version or was cut off, so fetch it again."
    case .unreadable(let path, let reason):
      return "\(path) cannot be read: \(reason)."
    case .cannotCreate(let path, let reason):
      return "\(path) cannot be written: \(reason)."
    case .wouldReplace(let path, let reason):
      return "\(path) \(reason), so it is not replaced; choose another --out, or give --replace."
    case .downloadFailed(let url, let path, let reason):
      return "\(url) could not be fetched: \(reason); try again where there is a connection, or "
        + "download it elsewhere and put it at \(path)."
    case .unknownName(let kind, let name, let known, let location):
      let nearest = NearestName.find(name, among: known)
      return "\(location) names the \(kind) `\(name)`, which does not exist; "
        + (nearest.map { "did you mean `\($0)`?" }
          ?? (known.isEmpty
            ? "there is none." : "there are \(known.sorted().joined(separator: ", "))."))
    case .inconsistent(let location, let problem):
      return "\(location): \(problem)."
    }
  }
}
