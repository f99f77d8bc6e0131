import Analyses
import Reports
import Testing

struct ProseTests {
  @Test func `reads marks of a literal`() {
    let prose: Prose = "A *b* **c** `d_e` [@key] \\*f\\*."
    #expect(
      prose.runs == [
        .plain("A "), .emphasis("b"), .plain(" "), .strong("c"), .plain(" "), .code("d_e"),
        .plain(" "), .citation("key"), .plain(" *f*."),
      ])
    #expect(prose.plainText == "A b c d_e [key] *f*.")
    #expect(prose.citations == ["key"])
  }

  @Test(arguments: ReportSamples.hostileNames + ["*x*", "`x`", "[@x]", "\\", "a\\*b", "**"])
  func `takes what is put in as it is`(name: String) {
    let prose: Prose = "Network \(name)"
    #expect(prose.runs == [.plain("Network \(name)")])
    let code: Prose = "`\(name)`"
    #expect(code.runs == [.code(name)])
  }

  @Test func `leaves marks without an end`() {
    let prose: Prose = "2 * 3 ** 4 `5 [@6"
    #expect(prose.plainText == "2 * 3 ** 4 `5 [@6")
  }

  @Test func `puts texts together with their marks`() {
    let inner: Prose = "an *apple* of `a*b`"
    let outer: Prose = "Eat \(inner)!"
    #expect(
      outer.runs == [
        .plain("Eat an "), .emphasis("apple"), .plain(" of "), .code("a*b"), .plain("!"),
      ])
  }

  @Test func `rounds numbers to the decimals asked for`() {
    let prose: Prose = "\(0.2849, decimals: 2), \(-0.2849, decimals: 3, leadingZero: false)"
    #expect(prose.plainText == "0.28, -.285")
  }

  @Test func `is empty without words`() {
    #expect(Prose(plain: "").runs.isEmpty)
    #expect(Prose(marked: "").runs.isEmpty)
  }
}
