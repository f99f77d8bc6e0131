import TestSupport
import Testing

@testable import Annotations
import StudyValues

struct PseudonymTests {
  /// `hmac.new(salt, identifier, "sha256").hexdigest()[:16]` of Python 3.11.
  @Test(arguments: [
    ("salt", "A1B2C3", "b9511f54d58f7027"), ("", "A1B2C3", "69ff2a32446132b4"),
    ("salt", "j\u{FC}rgen@example.org", "787a778fa191e0d8"),
  ])
  func `agrees with HMAC-SHA-256 of Python`(salt: String, identifier: String, expected: String) {
    #expect(Pseudonym(salt: salt)(identifier) == "annotator-\(expected)")
  }

  @Test func `hides identifiers by default and depends on the salt`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "task,worker,label\na,anna@example.org,x\nb,10.0.0.1,y\nc,anna@example.org,x\n",
      as: "answers.csv")
    func annotators(_ change: (inout ImportOptions) -> Void) throws -> [String] {
      var options = ImportOptions()
      change(&options)
      var sink = CollectedAnnotations()
      _ = try AnnotationReader.read(paths: [path], options: options, into: &sink)
      return sink.annotators
    }
    let first = try annotators { $0.salt = "one" }
    #expect(first.count == 2)
    #expect(first.allSatisfy { $0.hasPrefix("annotator-") && !$0.contains("anna") })
    #expect(try annotators { $0.salt = "one" } == first)
    #expect(try annotators { $0.salt = "two" } != first)
    #expect(try annotators { $0.keepsAnnotatorIDs = true } == ["anna@example.org", "10.0.0.1"])
  }

  @Test func `leaves positions as they are`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "image,imagenet_label,annotator,main_label,selected_labels\na,0,0,0,0\na,0,1,1,1\n",
      as: "t.csv")
    var sink = CollectedAnnotations()
    _ = try AnnotationReader.read(paths: [path], into: &sink)
    #expect(sink.annotators == ["0", "1"])
    #expect(sink.header?.annotatorIdentity == .position)
  }
}
