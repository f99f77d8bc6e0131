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
    var text = svg
    // Matches only tags that gnuplot writes: texts of ours are escaped and cannot contain <title>.
    text.replace(#/<title>[^<]*</title>\s*/#, with: "")
    text.replace(#/<desc>[^<]*</desc>\s*/#, with: "")
    text.replace(#/(?<name> id=)(?<quote>['"])(?<id>[A-Za-z0-9_-]+)['"]/#) { match in
      " id='\(figure.id)-\(match.id)'"
    }
    text.replace(#/href='#(?<id>[A-Za-z0-9_-]+)'/#) { "href='#\(figure.id)-\($0.id)'" }
    text.replace(#/url\(#(?<id>[A-Za-z0-9_-]+)\)/#) { "url(#\(figure.id)-\($0.id))" }
    text.replace(#/rgb\( *(\d+), *(\d+), *(\d+)\)/#) { match in
      "#" + [match.1, match.2, match.3].map { Self.hexadecimal($0) }.joined()
    }
    let family = "font-family=\"Helvetica,Arial,Liberation Sans,sans-serif\""
    text.replace("font-family=\"Arial\"", with: family)
    text.replace("font-family=\"Arial:Bold\"", with: "\(family) font-weight=\"bold\"")
    text.replace(#/<svg\s[^>]*>/#) { match in
      let box = match.0.firstMatch(of: #/viewBox="[^"]*"/#).map { " " + $0.0 } ?? ""
      let id = figure.id
      return """
        <svg\(box) width="\(GnuplotScript.number(width))" xmlns="http://www.w3.org/2000/svg" \
        xmlns:xlink="http://www.w3.org/1999/xlink" role="img" \
        aria-labelledby="\(id)-title \(id)-description">
        <title id="\(id)-title">\(Self.escaped(figure.title))</title>
        <desc id="\(id)-description">\(Self.escaped(figure.caption.plainText))</desc>
        """
    }
    file = text
    let start = text.firstRange(of: "<svg")?.lowerBound ?? text.startIndex
    inline = String(text[start...])
  }

  private static func hexadecimal(_ decimal: Substring) -> String {
    let digits = String(min(Int(decimal) ?? 0, 255), radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }

  private static func escaped(_ text: String) -> String {
    GnuplotScript.oneLine(text).visible().replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
  }
}
