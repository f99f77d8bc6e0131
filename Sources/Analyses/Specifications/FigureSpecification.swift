/// A figure of a report, with its identifier, title and caption.
package struct FigureSpecification: Equatable, Sendable {
  /// The identifier, which names the files of the figure.
  package var id: String
  /// A short title, which also stands for the picture where it cannot be seen.
  package var title: String
  /// What the figure shows and how it was made.
  package var caption: Prose
  /// The kind of figure with its values.
  package var content: FigureContent
  /// Whether the picture is half as wide as a page, to stand beside text or another figure.
  package var isCompact = false

  /// Creates a figure.
  package init(id: String, title: String, caption: Prose, content: FigureContent) {
    self.id = id
    self.title = title
    self.caption = caption
    self.content = content
  }
}
