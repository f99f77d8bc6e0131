import Annotations
import Foundation
import TestSupport
import Testing
import StudyValues

struct PickledDictionaryTests {
  /// `np.save(file, {"clean_label": …, "aggre_label": …, "random_label1": …, "random_label2": …})`
  /// of NumPy 2.4.6.
  private static let base64 = [
    "k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoKSwg",
    "fSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg",
    "IAqABJXCAQAAAAAAAIwWbnVtcHkuX2NvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmU",
    "jAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBKWgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/",
    "////Sv////9LP3SUYoldlH2UKIwLY2xlYW5fbGFiZWyUaAJoBUsAhZRoB4eUUpQoSwFLA4WUaAuMAmk4lImI",
    "h5RSlChLA4wBPJROTk5K/////0r/////SwB0lGKJQxgGAAAAAAAAAAkAAAAAAAAACQAAAAAAAACUdJRijAth",
    "Z2dyZV9sYWJlbJRoAmgFSwCFlGgHh5RSlChLAUsDhZRoGolDGAYAAAAAAAAACQAAAAAAAAAJAAAAAAAAAJR0",
    "lGKMDXJhbmRvbV9sYWJlbDGUaAJoBUsAhZRoB4eUUpQoSwFLA4WUaBqJQxgGAAAAAAAAAAkAAAAAAAAAAAAA",
    "AAAAAACUdJRijA1yYW5kb21fbGFiZWwylGgCaAVLAIWUaAeHlFKUKEsBSwOFlGgaiUMYBAAAAAAAAAAJAAAA",
    "AAAAAAkAAAAAAAAAlHSUYnVhdJRiLg==",
  ].joined()

  private func file(in folder: TemporaryFolder) throws -> String {
    let bytes = try #require(Data(base64Encoded: Self.base64))
    return try folder.write(bytes, as: "labels.npy")
  }

  @Test func `reads a dictionary of arrays that stands in an npy file`() throws {
    let folder = try TemporaryFolder()
    let path = try file(in: folder)
    let read = try importFiles([path]) {
      $0.order = .listed
      $0.imageNames = ["a", "b", "c"]
    }
    #expect(read.header?.format == "label-arrays")
    #expect(read.answers.map(\.chosenClass) == [6, 4, 9, 9, 0, 9])
    #expect(read.targets.map(\.targetClass) == [6, 9, 9])
    #expect(read.targetHSF == [0.5, 1, 0.5])
  }

  @Test func `asks for the order, which its publisher changed`() throws {
    let folder = try TemporaryFolder()
    let path = try file(in: folder)
    #expect(throws: AnnotationError.undeclaredOrder(file: path)) { try importFiles([path]) }
  }
}
