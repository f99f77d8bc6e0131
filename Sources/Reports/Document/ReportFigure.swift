/// A figure of a report, with its identifier, title and caption.
public struct ReportFigure: Equatable, Sendable {
  /// The identifier, which names the files of the figure.
  public var id: String
  /// A short title, which also stands for the picture where it cannot be seen.
  public var title: String
  /// What the figure shows and how it was made.
  public var caption: Prose
  /// The kind of figure with its values.
  public var spec: FigureSpec

  /// Creates a figure.
  public init(id: String, title: String, caption: Prose, spec: FigureSpec) {
    self.id = id
    self.title = title
    self.caption = caption
    self.spec = spec
  }
}
