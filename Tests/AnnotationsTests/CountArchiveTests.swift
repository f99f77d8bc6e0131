import Annotations
import Files
import Tensors
import TestSupport
import Testing
import StudyValues

struct CountArchiveTests {
  @Test(arguments: [ZipWriter.Compression.stored, .deflated])
  func `reads a matrix of counts from an npz archive`(compression: ZipWriter.Compression) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("votes.npz")
    let writer = try NPZWriter(path: path, isCompressed: compression == .deflated)
    try writer.add("counts", [9, 1, 2, 8, 5, 5] as [Int64], shape: [3, 2])
    try writer.close()
    let read = try importFiles([path]) {
      $0.order = .listed
      $0.imageNames = ["a", "b", "c"]
      $0.labelSpace = try? LabelSpace.named(["cat", "dog"])
    }
    #expect(read.header?.format == "counts-matrix")
    #expect(read.counts("b") == ["cat": "2/10", "dog": "8/10"])
  }
}
