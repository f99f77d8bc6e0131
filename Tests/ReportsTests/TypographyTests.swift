import Testing

@testable import Reports

struct TypographyTests {
  @Test(arguments: [
    ("0.5", ".5"), ("-0.5 [-0.7, 0.25]", "\u{2212}.5 [\u{2212}.7, .25]"), ("(0.1)=0.2", "(.1)=.2"),
    ("0.5-0.7", ".5-.7"), ("10.5", "10.5"), ("00.5", "00.5"), ("0.", "0."), ("0.x", "0.x"),
    ("v0.5", "v0.5"), ("\u{E9}0.5 0.5", "\u{E9}0.5 .5"), ("1e-05", "1e\u{2212}05"), ("", ""),
  ])
  func `a number loses the zero before its point`(text: String, shown: String) {
    #expect(Typography.cell(text, isNumber: true, leadingZero: false) == shown)
  }

  @Test(arguments: [
    ("(0.2,0.4]", "(.2, .4]"), ("[0,0.05]", "[0, .05]"), ("(0.95,1]", "(.95, 1]"),
    ("[0,1]", "[0, 1]"), ("(0.2,0.4)", "(0.2,0.4)"), ("(0.2,0.4", "(0.2,0.4"),
    ("[0.,1]", "[0.,1]"), ("[0.2,0.4,1]", "[0.2,0.4,1]"), ("[0.2,2]", "[0.2,2]"),
    ("net-0.5", "net-0.5"), ("[", "["), ("[]", "[]"), ("[0.\u{665},1]", "[0.\u{665},1]"),
  ])
  func `of the names only a bin of shares is written as numbers are`(text: String, shown: String) {
    #expect(Typography.cell(text, isNumber: false, leadingZero: false) == shown)
    #expect(Typography.cell(text, isNumber: false, leadingZero: true) == text)
  }

  @Test func `a sentence has points without zeros and a true minus`() {
    #expect(Typography.prose("r = -0.31 (0.2 of 0.5), x-0.5") == "r = \u{2212}.31 (.2 of .5), x-.5")
    #expect(Typography.prose("r = -0.31", leadingZero: true) == "r = \u{2212}0.31")
  }
}
