import Testing

@testable import Reports

struct PictureTextTests {
  private func rewritten(_ text: String) -> String {
    PictureText(text).rewritten { part in "{\(part)}" }
  }

  @Test(arguments: [
    ("<title>Gnuplot</title>\n\n<g>", "{title}<g>"),
    ("<desc>Produced by 5.4</desc>x", "{description}x"),
    ("<title>a <b/> c</title>", "<title>a <b/> c</title>"),
    ("<g id=\"gnuplot_plot_1\" ><a id='x-2'>", "<g{name(\"gnuplot_plot_1\")} ><a{name(\"x-2\")}>"),
    ("<use href='#gpPt0'/>", "<use {link(\"gpPt0\")}/>"),
    ("fill='url(#p_1)'", "fill='{use(\"p_1\")}'"),
    ("rgb(  0, 158,115)", "{colour([\"0\", \"158\", \"115\"])}"),
    ("rgb(0, 158)", "rgb(0, 158)"),
    (
      "font-family=\"Arial:Bold\" font-family=\"Arial\"",
      "{font(isBold: true)} {font(isBold: false)}"
    ),
    (
      "<svg width=\"7\" viewBox=\"0 0 7 5\" >",
      "{start(box: Optional(\"viewBox=\\\"0 0 7 5\\\"\"))}"
    ),
    ("<svg\n>", "{start(box: nil)}"), ("<svgs >", "<svgs >"),
    ("Größe < id= <titl", "Größe < id= <titl"), ("rgb(", "rgb("), ("", ""),
  ]) func `parts are found where gnuplot writes them, and nothing else changes`(
    text: String, expected: String
  ) { #expect(rewritten(text) == expected) }
}
