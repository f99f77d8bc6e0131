package import Networks
package import StudyStore

/// A score per image that the tool does not compute from a head, or computes from many networks.
package struct ExternalScoreEntry: Codable, Equatable, Sendable {
  /// The score's name.
  package var name: String
  /// The network it belongs to, or `networks` for a score of all of them together.
  package var model: String
  /// Where the values come from.
  package var source: Source
  /// The table with the columns `image` and `value`, or an array in the data set's order.
  package var file: FileReference?
  /// Whether a higher value means a harder image: `higher-is-harder` or `higher-is-easier`.
  package var direction: ScoreDirection
  /// What happens to images that the data set does not have; up to a tenth is left out.
  package var unknownImages: ImagePolicy?

  /// Where an external score comes from.
  package enum Source: String, Codable, CaseIterable, Sendable {
    /// A file of values.
    case file
    /// The share of the networks with top-k predictions that are right.
    case shareCorrect = "share-correct"
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    name = try fields.decode(String.self, forKey: .name)
    model = try fields.decode(String.self, forKey: .model)
    source = try fields.decodeIfPresent(Source.self, forKey: .source) ?? .file
    file = try fields.decodeIfPresent(FileReference.self, forKey: .file)
    direction = try fields.decode(ScoreDirection.self, forKey: .direction)
    unknownImages = try fields.decodeIfPresent(ImagePolicy.self, forKey: .unknownImages)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case name, model, source, file, direction
    case unknownImages = "unknown_images"
  }
}
