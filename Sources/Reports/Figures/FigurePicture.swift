internal import Analyses
internal import Files
internal import Foundation

/// A picture of gnuplot's, made accessible, small and independent of other pictures on its page.
struct FigurePicture {
  /// The picture as a file of its own.
  let file: String
  /// The picture for use inside a page: without the XML declaration.
  let inline: String

  /// Reworks a picture.
  ///
  /// gnuplot names the parts of every picture alike; inside one page they would collide, so each gets
  /// the figure's identifier in front. Its program version and tooltips are taken out.
  ///
  /// - Parameters:
  ///   - svg: What gnuplot wrote.
  ///   - figure: The figure, whose title and caption describe the picture.
  ///   - width: The width in pixels.
  init(svg: String, figure: FigureSpecification, width: Double) {
    file = PictureText(svg).rewritten { part in
      switch part {
      case .title, .description: ""
      case .name(let name): " id='\(figure.id)-\(name)'"
      case .link(let name): "href='#\(figure.id)-\(name)'"
      case .use(let name): "url(#\(figure.id)-\(name))"
      case .colour(let parts): "#" + parts.map { Self.hexadecimal($0) }.joined()
      case .font(let isBold): Self.font + (isBold ? " font-weight=\"bold\"" : "")
      case .start(let box): Self.start(of: figure, box: box, width: width)
      }
    }
    let start = file.firstRange(of: "<svg")?.lowerBound ?? file.startIndex
    inline = String(file[start...])
  }

  private static let font = "font-family=\"Helvetica,Arial,Liberation Sans,sans-serif\""

  /// The tag that begins a picture, with what a screen reader says of it.
  private static func start(
    of figure: FigureSpecification, box: String?, width: Double
  ) -> String {
    let id = figure.id
    return """
      <svg\(box.map { " " + $0 } ?? "") width="\(GnuplotScript.number(width))" \
      xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" \
      aria-labelledby="\(id)-title \(id)-description">
      <title id="\(id)-title">\(escaped(figure.title))</title>
      <desc id="\(id)-description">\(escaped(figure.caption.plainText))</desc>
      """
  }

  private static func hexadecimal(_ decimal: String) -> String {
    let digits = String(min(Int(decimal) ?? 0, 255), radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }

  private static func escaped(_ text: String) -> String {
    GnuplotScript.oneLine(text).visible().replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
  }
}
