internal import Files
internal import Foundation

/// A form in which figures are drawn beside SVG, which the pages show.
package enum FigureFormat: String, CaseIterable, Sendable {
  /// `<id>.pdf`, which `report.tex` includes.
  case pdf
  /// `<id>.png`, twice as many pixels as the SVG has, for slides.
  case png

  /// The line of a script that chooses the form.
  ///
  /// - Parameters:
  ///   - width: The width of the SVG in pixels.
  ///   - height: Its height.
  /// - Returns: The line.
  func terminal(width: Double, height: Double) -> String {
    let font = "font 'Helvetica,\(GnuplotScript.number(GnuplotScript.fontSize))'"
    switch self {
    case .pdf:
      let size = [width, height].map { GnuplotScript.number($0 / 72) + "in" }
      return "set terminal pdfcairo noenhanced size \(size[0]),\(size[1]) \(font) "
        + "background rgb 'white'"
    case .png:
      let size = [width, height].map { GnuplotScript.number(2 * $0) }
      return "set terminal pngcairo noenhanced size \(size[0]),\(size[1]) \(font) fontscale 1.5 "
        + "linewidth 2 pointscale 2 background rgb 'white'"
    }
  }

  /// Takes the time out of a drawn file, so that the same figure has the same bytes.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``ReportsError`` when it cannot be read or written.
  func takeOutTime(of path: String) throws(ReportsError) {
    guard self == .pdf else { return }
    let file = URL(filePath: path)
    do {
      var bytes = try Data(contentsOf: file)
      // D:20261129073409Z: fourteen digits, so that nothing in the file moves.
      let mark = Data("/CreationDate (D:".utf8)
      guard let found = bytes.range(of: mark) else { return }
      let digits = found.upperBound..<min(found.upperBound + 14, bytes.count)
      bytes.replaceSubrange(digits, with: Data("19800101000000".utf8.prefix(digits.count)))
      try bytes.write(to: file)
    } catch {
      throw .cannotWrite(path: path, reason: error.systemReason)
    }
  }
}
