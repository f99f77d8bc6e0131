import Annotations
import StudyValues
import Testing

struct ImportOptionsTests {
  @Test func `reads words into options`() throws {
    let options = try ImportOptions(
      format: "long-table", map: ["image": "file"],
      words: ["maybe": "0.5", "duplicates": "first", "keep-gold": "true", "level": "3"],
      location: "here")
    #expect(options.format == "long-table")
    #expect(options.map == [.image: "file"])
    #expect(options.keepsGold && options.maybe == .half && options.duplicates == .first)
    #expect(options.level == 3)
  }

  @Test(arguments: [
    (words: ["maybe": "0.6"], part: "value of maybe"), (words: ["level": "x"], part: "a number"),
    (words: ["maybee": "1"], part: "did you mean `maybe`?"),
  ])
  func `an unknown word is refused by name`(row: (words: [String: String], part: String)) {
    let error = #expect(throws: AnnotationError.self) {
      try ImportOptions(format: nil, map: [:], words: row.words, location: "here")
    }
    #expect(error?.description.contains(row.part) == true)
  }

  @Test func `an unknown format names the nearest known one`() {
    let error = #expect(throws: AnnotationError.self) {
      try ImportOptions(format: "long-tabel", map: [:], words: [:], location: "here")
    }
    #expect(error?.description.contains("did you mean `long-table`?") == true)
  }

  @Test func `the same options give the same text, without defaults and the salt`() throws {
    var options = ImportOptions()
    options.format = "dices"
    options.map = [.label: "2", .image: "1"]
    options.salt = "secret"
    options.order = .listed
    let text = #"{"format":"dices","map.image":"1","map.label":"2","order":"listed"}"#
    #expect(options.canonicalText() == text)
    let words = try ImportOptions(
      format: "dices", map: ["image": "1", "label": "2"],
      words: ["order": "labels", "maybe": "0", "keep-gold": "false"], location: "here")
    #expect(words.canonicalText() == text)
  }

  @Test func `the text of an earlier version with defaults is the same`() {
    #expect(
      ImportOptions.areSame(
        #"{"duplicates":"all","label-space":"names","maybe":"0"}"#, #"{"label-space":"names"}"#))
    #expect(!ImportOptions.areSame(#"{"maybe":"0.5"}"#, "{}"))
  }

  @Test func `values with commas are quoted and come back`() throws {
    let words = ["classes": #"cat,"dog, wild""#, "missing": #""no, thanks",NA"#]
    let options = try ImportOptions(format: nil, map: [:], words: words, location: "study.yml")
    #expect(options.classColumns == ["cat", "dog, wild"])
    #expect(options.missingWords == ["no, thanks", "NA"])
    #expect(options.canonicalText().contains(#""classes":"cat,\"dog, wild\"""#))
    #expect {
      try ImportOptions(
        format: nil, map: [:], words: ["classes": #"cat,"dog"#], location: "study.yml")
    } throws: { "\($0)".contains("every quote closed") }
  }
}
