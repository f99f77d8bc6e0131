import Annotations
import TestSupport
import Testing
import StudyValues

struct JSONAnswersTests {
  @Test func `reads JSON Lines by a map and by the names of Crowd-Kit`() throws {
    let text = #"""
      {"task": "a.png", "worker": 1, "label": "cat"}
      {"task": "a.png", "worker": 2, "label": "dog"}

      """#
    let plain = try importText(text, as: "a.jsonl")
    #expect(plain.header?.format == "long-lines")
    #expect(plain.counts("a") == ["cat": "1/2", "dog": "1/2"])
    let mapped = try importText(
      #"{"img": "a", "who": "p", "said": 3, "seconds": 0.5}"# + "\n", as: "a.jsonl"
    ) {
      $0.map = [.image: "img", .annotator: "who", .label: "said", .reactionTime: "seconds"]
      $0.labelSpace = .cifar10
    }
    #expect(mapped.answers[0].chosenClass == 3 && mapped.answers[0].reactionTime == 0.5)
  }

  @Test func `asks for the orientation of nested answers`() throws {
    let text = #"{"0": {"0": 1, "1": 0}, "1": {"0": 1}, "2": {}}"#
    #expect {
      _ = try importText(text, as: "answers.json")
    } throws: { error in
      guard case AnnotationError.undeclaredOrientation = error else { return false }
      return true
    }
    let images = try importText(text, as: "answers.json") { $0.orientation = .imageOutside }
    #expect(images.images == ["0", "1"] && images.dropped("image without answers") == 1)
    #expect(images.counts("0") == ["0": "1/2", "1": "1/2"])
    let inverse = try importText(
      #"{"0": {"0": 1, "1": 1}, "1": {"0": 0}}"#, as: "answers_inversed.json"
    ) { $0.orientation = .annotatorOutside }
    #expect(inverse.counts("0") == images.counts("0"))
    #expect(inverse.counts("1") == images.counts("1"))
  }

  @Test func `refuses an answer that is an object`() {
    #expect(throws: AnnotationError.self) {
      _ = try importText(#"{"0": {"0": 1}, "1": {"0": {"x": 1}}}"#, as: "a.json") {
        $0.orientation = .imageOutside
      }
    }
  }

  @Test func `says what was looked for in unknown JSON`() {
    for text in [#"{"a": 1}"#, "[1, 2]", #"{"x": 1}"# + "\n" + #"{"x": 2}"# + "\n"] {
      #expect {
        _ = try importText(text, as: "a.json")
      } throws: { error in
        guard case AnnotationError.unrecognized = error else { return false }
        return true
      }
    }
  }

  @Test func `bounds deep nesting`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: AnnotationError.self) { _ = try importText(deep, as: "a.json") }
  }
}
