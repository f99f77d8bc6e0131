import TestSupport
import Testing

@testable import Annotations

struct PseudonymTests {
  /// Vectors of the SipHash paper (appendix A) and of the reference implementation.
  @Test(
    arguments: [
      (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (8, 0x93f5_f579_9a93_2462),
      (15, 0xa129_ca61_49be_45e5),
    ] as [(Int, UInt64)])
  func `agrees with the vectors of SipHash-2-4`(length: Int, expected: UInt64) {
    let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
    #expect(Pseudonym.hash((0..<length).map { UInt8($0) }, key: key) == expected)
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
    #expect(try annotators { $0.keepAnnotatorIDs = true } == ["anna@example.org", "10.0.0.1"])
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
