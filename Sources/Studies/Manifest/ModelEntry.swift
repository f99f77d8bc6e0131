package import StudyStore
package import StudyValues

/// One network of a study and the files of its outputs.
///
/// Either `features` with `weights` (and `bias`), or `logits`, or `top_k` alone. Logits give angles
/// only with `feature_norms` and either `weights` or `bias` and `weight_norms`.
package struct ModelEntry: Codable, Equatable, Sendable {
  /// The network's name.
  package var name: String
  /// What the report says of the network, for example its architecture.
  package var about: String?
  /// Penultimate features, image by width.
  package var features: FileReference?
  /// The last layer's weights, class by width.
  package var weights: FileReference?
  /// The last layer's bias, one value per class.
  package var bias: FileReference?
  /// Logits, image by class.
  package var logits: FileReference?
  /// The norms of the weight rows.
  package var weightNorms: FileReference?
  /// The norms of the features, one per image.
  package var featureNorms: FileReference?
  /// The output that is no class of the labels, for networks with a background class.
  package var background: Int?
  /// Top-k class indices, image by k, best first, in the order of the data set's labels.
  package var topK: FileReference?
  /// What happens to images that the data set does not have; up to a tenth is left out.
  package var unknownImages: ImagePolicy?
  /// Runs beside the final one.
  package var runs: [RunEntry]

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    name = try fields.decode(String.self, forKey: .name)
    about = try fields.decodeIfPresent(String.self, forKey: .about)
    features = try fields.decodeIfPresent(FileReference.self, forKey: .features)
    weights = try fields.decodeIfPresent(FileReference.self, forKey: .weights)
    bias = try fields.decodeIfPresent(FileReference.self, forKey: .bias)
    logits = try fields.decodeIfPresent(FileReference.self, forKey: .logits)
    weightNorms = try fields.decodeIfPresent(FileReference.self, forKey: .weightNorms)
    featureNorms = try fields.decodeIfPresent(FileReference.self, forKey: .featureNorms)
    background = try fields.decodeIfPresent(Int.self, forKey: .background)
    topK = try fields.decodeIfPresent(FileReference.self, forKey: .topK)
    unknownImages = try fields.decodeIfPresent(ImagePolicy.self, forKey: .unknownImages)
    runs = try fields.decodeIfPresent([RunEntry].self, forKey: .runs) ?? []
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case name, about, features, weights, bias, logits, background
    case weightNorms = "weight_norms"
    case featureNorms = "feature_norms"
    case topK = "top_k"
    case unknownImages = "unknown_images"
    case runs
  }

  /// Every file the network needs.
  package var references: [FileReference] {
    let arrays = [features, weights, bias, logits, weightNorms, featureNorms, topK].compactMap {
      $0
    }
    let lists = arrays.compactMap { array in
      array.images?.file.map { FileReference(file: $0, madeBy: array.madeBy) }
    }
    return arrays + lists + runs.flatMap(\.references)
  }
}

/// Further outputs of a network: checkpoints, degraded images.
package struct RunEntry: Codable, Equatable, Sendable {
  /// What the runs are for.
  package var role: RunRole
  /// The condition of the images.
  package var condition: String?
  /// One file per level: features, for the network's own head, or with the key `logits` what
  /// checkpoints without features hold.
  package var levels: [String: FileReference]
  /// Checkpoint files as a glob, each with `step` and its own `features`, `weight` and `bias`, or
  /// `logits`, `bias`, `weight_norms` and `feature_norms`.
  package var files: FileReference?

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    role = try fields.decode(RunRole.self, forKey: .role)
    condition = try fields.decodeIfPresent(String.self, forKey: .condition)
    levels = try fields.decodeIfPresent([String: FileReference].self, forKey: .levels) ?? [:]
    files = try fields.decodeIfPresent(FileReference.self, forKey: .files)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case role, condition, levels, files
  }

  /// Every file the runs need.
  package var references: [FileReference] {
    levels.sorted { (Double($0.key) ?? 0) < (Double($1.key) ?? 0) }.map(\.value)
      + (files.map { [$0] } ?? [])
  }
}
