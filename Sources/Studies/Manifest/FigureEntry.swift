/// A figure that a study asks for.
package struct FigureEntry: Codable, Equatable, Sendable {
  /// The kinds of figures.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case density, boxes, forest, scatter, curves, reliability, heatmap, histogram
  }

  /// The kind.
  package var kind: Kind
  /// The quantity on the horizontal axis.
  package var x: String?
  /// The quantity on the vertical axis.
  package var y: String?
  /// The network, all networks when absent.
  package var model: String?
  /// The analysis whose rows are drawn.
  package var analysis: String?
  /// The title.
  package var title: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case kind, x, y, model, analysis, title
  }
}
