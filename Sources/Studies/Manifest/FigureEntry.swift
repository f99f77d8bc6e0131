/// A figure that a study asks for.
public struct FigureEntry: Codable, Equatable, Sendable {
  /// The kinds of figures.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case density, boxes, forest, scatter, curves, reliability, heatmap, histogram
  }

  /// The kind.
  public var kind: Kind
  /// The quantity on the horizontal axis.
  public var x: String?
  /// The quantity on the vertical axis.
  public var y: String?
  /// The network, all networks when absent.
  public var model: String?
  /// The analysis whose rows are drawn.
  public var analysis: String?
  /// The title.
  public var title: String?

  /// The manifest's names of the fields.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case kind, x, y, model, analysis, title
  }
}
