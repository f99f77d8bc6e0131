/// A figure that a study asks for.
package struct FigureEntry: Codable, Equatable, Sendable {
  /// The name of the kind; see ``FigureKind/all``.
  package var kind: String
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

  /// Creates an entry; the kind is a name of ``FigureKind/all``.
  package init(
    kind: String, x: String? = nil, y: String? = nil, analysis: String? = nil
  ) {
    self.kind = kind
    self.x = x
    self.y = y
    self.analysis = analysis
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    kind = try fields.decode(String.self, forKey: .kind)
    let names = FigureKind.all.map { $0.name }
    guard names.contains(kind) else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: fields,
        debugDescription: "one of \(names.joined(separator: ", "))")
    }
    x = try fields.decodeIfPresent(String.self, forKey: .x)
    y = try fields.decodeIfPresent(String.self, forKey: .y)
    model = try fields.decodeIfPresent(String.self, forKey: .model)
    analysis = try fields.decodeIfPresent(String.self, forKey: .analysis)
    title = try fields.decodeIfPresent(String.self, forKey: .title)
  }
}
