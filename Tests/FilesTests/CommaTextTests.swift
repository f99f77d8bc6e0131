import Files
import Testing

struct CommaTextTests {
  @Test(
    arguments: [
      ("a,b", ["a", "b"]), (" a , b ", ["a", "b"]), ("a,,b,", ["a", "b"]), ("", []),
      (#"a,"b, c""#, ["a", "b, c"]), (#""b ""c"", d",e"#, [#"b "c", d"#, "e"]),
      (#"5" pipe,a"b"#, [#"5" pipe"#, #"a"b"#]), (#""",a"#, ["", "a"]), (#"" a ""#, [" a "]),
    ] as [(String, [String])])
  func `are read and written`(text: String, values: [String]) {
    #expect(CommaText.values(text) == values)
    #expect(CommaText.values(CommaText.joined(values)) == values)
  }

  @Test(arguments: [#""a"#, #"a,"b,c"#, #""a"b,c"#, #"""a"#])
  func `a quote that is not closed is none`(text: String) {
    #expect(CommaText.values(text) == nil)
  }
}
