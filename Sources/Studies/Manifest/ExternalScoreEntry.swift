public import Scoring

/// A score per image that the tool does not compute from a head, or computes from many networks.
public struct ExternalScoreEntry: Codable, Equatable, Sendable {
  /// The score's name.
  public var name: String
  /// The network it belongs to, or `networks` for a score of all of them together.
  public var model: String
  /// Where the values come from.
  public var source: Source
  /// The table with the columns `image` and `value`, or an array in the data set's order.
  public var file: FileReference?
  /// Whether a higher value means a harder image: `higher-is-harder` or `higher-is-easier`.
  public var direction: ScoreDirection

  /// Where an external score comes from.
  public enum Source: String, Codable, CaseIterable, Sendable {
    /// A file of values.
    case file
    /// The share of the networks with top-k predictions that are right.
    case shareCorrect = "share-correct"
  }

  /// Reads a mapping.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    name = try fields.decode(String.self, forKey: .name)
    model = try fields.decode(String.self, forKey: .model)
    source = try fields.decodeIfPresent(Source.self, forKey: .source) ?? .file
    file = try fields.decodeIfPresent(FileReference.self, forKey: .file)
    direction = try fields.decode(ScoreDirection.self, forKey: .direction)
  }

  /// The manifest's names of the fields.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case name, model, source, file, direction
  }
}
