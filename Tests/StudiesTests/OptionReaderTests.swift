import Annotations
import Studies
import Testing
import StudyValues

struct OptionReaderTests {
  @Test func `reads words into options`() throws {
    let options = try OptionReader.read(
      format: "long-table", map: ["image": "file"],
      options: ["maybe": "0.5", "duplicates": "first", "keep-gold": "true", "level": "3"],
      location: "here")
    #expect(options.format == .longTable)
    #expect(options.map == [.image: "file"])
    #expect(!options.dropsGold)
    #expect(options.level == 3)
  }

  @Test func `an unknown word names the nearest known one`() throws {
    let error = #expect(throws: StudyError.self) {
      try OptionReader.read(format: "long-tabel", map: [:], options: [:], location: "here")
    }
    #expect(error?.description.contains("did you mean `long-table`?") == true)
  }

  @Test func `the same options give the same text and the salt stays out of it`() {
    let first = OptionReader.text(
      format: "dices", map: ["b": "2", "a": "1"], options: ["salt": "secret", "order": "labels"])
    #expect(
      first == #"{"format":"dices","map.a":"1","map.b":"2","order":"labels"}"#)
  }
}
