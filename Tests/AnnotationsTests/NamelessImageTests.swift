import Annotations
import Files
import TestSupport
import Testing

/// Rows that name no image are left out by one rule, whatever the layout.
struct NamelessImageTests {
  private static let words = [
    "", " ", "\u{A0}", "NA", "n/a", "NaN", "-nan", "+nan", ".", "None", "(null)", "{}", "''",
    "1.#IND",
    "-1.#QNAN", "#VALUE!", "\\N", "undefined", "nil",
  ]
  private static let names = ["1", "12", "1.5", "-1", "nab", "none_3", "a.", ".a", "1#2", "{1}"]

  private func csv(_ word: String) -> String { "\"" + word + "\"" }

  @Test(arguments: words)
  func `words for no value name none`(word: String) throws {
    let escaped = word.replacing("\\", with: "\\\\")
    for (text, name) in [
      ("task,worker,label\n\(csv(word)),1,cat\na,2,dog\n", "long.csv"),
      ("image,class,selected,total\n\(csv(word)),cat,1,2\na,cat,1,2\n", "counts.csv"),
      ("image,cat\n\(csv(word)),1\na,2\n", "wide.csv"),
      (#"[{"image":"a","label":"dog"},{"image":"\#(escaped)","label":"cat"}]"#, "list.json"),
      (#"{"a":{"cat":1},"\#(escaped)":{"cat":1}}"#, "nested.json"),
    ] {
      let sink = try importText(text, as: name) {
        if name == "wide.csv" { $0.classColumns = ["cat"] }
        if name == "nested.json" { $0.format = "nested-counts" }
      }
      #expect(sink.images == ["a"], Comment(rawValue: name))
      #expect(sink.dropped("row without an image name") == 1, Comment(rawValue: name))
    }
  }

  @Test(arguments: names)
  func `names that only begin so are names`(name: String) throws {
    let sink = try importText("task,worker,label\n\(csv(name)),1,cat\n")
    #expect(sink.images == [name])
    let record = try importText(#"[{"image":"\#(name)","label":"cat"}]"#, as: "list.json")
    #expect(record.images == [name])
  }
}
