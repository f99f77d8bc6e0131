internal import Analyses
internal import Files
internal import Foundation
internal import Simulation
internal import StudyValues
internal import YAMLFiles

extension StudyManifest {
  /// The newest version of the layout that this tool reads.
  package static let newestSchema = 1

  /// Reads a manifest file.
  ///
  /// - Parameter path: The path of a `study.yml`.
  /// - Throws: ``ManifestError`` with the line of what is wrong, there or in the twin, or the file
  ///   error of the reader.
  package init(path: String) throws {
    let root: YAMLNode
    (self, root) = try Self.decoded(path: path)
    guard let twin else { return }
    func refuse(_ problem: String) throws -> Never {
      throw ManifestError(file: path, line: root["twin"]?.line ?? 1, problem: problem)
    }
    guard Self.isTwinName(twin), twin != URL(filePath: path).lastPathComponent else {
      try refuse(
        "the twin `\(twin)` must be the name of another manifest in the same folder, without a path"
      )
    }
    let place = URL(filePath: path).deletingLastPathComponent().appending(path: twin).path
    guard FileManager.default.fileExists(atPath: place) else {
      try refuse("the twin `\(twin)` is not in the folder of the manifest")
    }
    guard try Self.decoded(path: place).manifest.twin == nil else {
      try refuse("the twin `\(twin)` names a twin of its own, which no study can have")
    }
  }

  /// Whether a text can name the manifest of a twin: a file beside the study's own.
  package static func isTwinName(_ name: String) -> Bool {
    !["", ".", ".."].contains(name) && !name.contains { $0 == "/" || $0 == "\0" }
  }

  private static func decoded(path: String) throws -> (manifest: StudyManifest, root: YAMLNode) {
    let root = try YAMLDocument.read(path: path)
    if let schema = root["schema"]?.int, schema != Self.newestSchema {
      throw ManifestError(
        file: path, line: root["schema"]?.line ?? 1,
        problem: "the schema is \(schema), but this version of avh reads \(Self.newestSchema)"
          + (schema > Self.newestSchema ? "; update avh" : ""))
    }
    let manifest = try ManifestDecoder.decode(StudyManifest.self, from: root, file: path)
    try manifest.validate(file: path, root: root)
    return (manifest, root)
  }

  /// Refuses a manifest that contradicts itself: names used twice or never defined.
  private func validate(file: String, root: YAMLNode) throws {
    func refuse(_ key: String, _ problem: String) throws -> Never {
      throw ManifestError(file: file, line: root[key]?.line ?? 1, problem: problem)
    }
    func unique(_ key: String, _ what: String, _ names: [String]) throws {
      var seen: Set<String> = []
      for name in names where !seen.insert(name).inserted {
        try refuse(key, "two \(what) are called `\(name)`; give each a name of its own")
      }
    }
    for path in references.map(\.file) where path.split(separator: "/").contains("..") {
      throw ManifestError(
        file: file, line: root.line(of: path) ?? 1,
        problem:
          "the file `\(path)` is outside of the data folder; name a path below it, without `..`")
    }
    for path in references.map(\.file)
    where path.contains("\0") || path.split(separator: "/").allSatisfy({ $0 == "." }) {
      throw ManifestError(
        file: file, line: root.line(of: path) ?? 1,
        problem: "`\(path)` names no file; name a path below the data folder")
    }
    for network in simulation?.networks ?? [] {
      guard !["", ".", ".."].contains(network.name),
        !network.name.contains(where: { $0 == "/" || $0 == "\0" })
      else {
        try refuse(
          "simulation",
          "the simulated network `\(network.name)` names a file, so its name must not be a path")
      }
    }
    try ManifestScores.check(root, external: externalScores.map(\.name), file: file)
    for (index, score) in externalScores.enumerated() {
      guard let problem = ScoreName.problem(with: score.name) else { continue }
      throw ManifestError(
        file: file, line: root["external_scores"]?.sequence?[index].line ?? 1,
        problem: "the name `\(score.name)` of an external score \(problem)")
    }
    for set in annotations.map(\.set) where NameText.plain(set).isEmpty {
      try refuse("annotations", "an annotation set has a blank name; give it one")
    }
    if let simulation, let node = root["simulation"] {
      try Self.validate(simulation, at: node, file: file)
    }
    try unique("models", "networks", models.map(\.name))
    try unique("annotations", "annotation sets", annotations.map(\.set))
    try unique("analyses", "analyses", analyses.map(\.id))
    try unique("claims", "claims", claims.map(\.id))
    var parts: [String: String] = [:]
    for id in analyses.map(\.id) {
      if let other = parts.updateValue(id, forKey: Identifier.made(from: id)) {
        try refuse(
          "analyses",
          "the analyses `\(other)` and `\(id)` would have the same place in the report; let their "
            + "names differ in letters or digits")
      }
    }
    guard annotations.count(where: \.isDefault) <= 1 else {
      try refuse("annotations", "two annotation sets are the default one")
    }
    for claim in claims where !analyses.contains(where: { $0.id == claim.primary.analysis }) {
      let nearest = NearestName.find(claim.primary.analysis, among: analyses.map(\.id))
      try refuse(
        "claims",
        "the claim \(claim.id) rests on the analysis `\(claim.primary.analysis)`, which is not listed"
          + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
    }
    for model in models {
      let scored = model.features != nil || model.logits != nil || model.topK != nil
      guard scored else {
        try refuse("models", "the network `\(model.name)` has neither features, logits nor top_k")
      }
      if model.features != nil && model.weights == nil {
        try refuse("models", "the network `\(model.name)` has features but no weights")
      }
    }
  }

  private static func validate(
    _ settings: SimulationSettings, at node: YAMLNode, file: String
  ) throws {
    do {
      try settings.validate()
    } catch {
      guard case .outOfRange(let name, let value, let low, let high) = error else { throw error }
      let place = node.node(ofSetting: name)
      // The number is shown as it stands in the file, which a double may not be able to hold.
      throw ManifestError(
        file: file, line: place?.line ?? node.line,
        problem:
          "the setting \(name) is \(place?.string ?? value), but must be between \(low) "
          + "and \(high)")
    }
  }

  /// Every file that the study names, in the order of the manifest.
  package var references: [FileReference] {
    ([dataset.classes.file, dataset.labels.reference] as [FileReference?]).compactMap { $0 }
      + annotations.flatMap { $0.files + [$0.raters, $0.dataset?.classes.file].compactMap(\.self) }
      + models.flatMap(\.references)
      + externalScores.compactMap(\.file)
      + tensors.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension YAMLNode {
  /// The node of a setting of a simulation, such as `width`, `effect.angle` or, for the network
  /// `sharp`, `sharp.mean_angle`.
  fileprivate func node(ofSetting name: String) -> YAMLNode? {
    if let node = self[name] { return node }
    guard let point = name.lastIndex(of: ".") else { return nil }
    let (holder, key) = (String(name[..<point]), String(name[name.index(after: point)...]))
    let network = self["networks"]?.sequence?.first { $0["name"]?.string == holder }
    return (network ?? self[holder])?[key] ?? network
  }

  /// The line of the first text of that content at or below this node.
  fileprivate func line(of text: String) -> Int? {
    if string == text { return line }
    let children = mapping?.map(\.value) ?? sequence ?? []
    return children.lazy.compactMap { $0.line(of: text) }.first
  }
}
