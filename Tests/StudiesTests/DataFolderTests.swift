import Foundation
import Studies
import TestSupport
import Testing

struct DataFolderTests {
  @Test func `a glob is sorted by number`() throws {
    let folder = try TemporaryFolder()
    for name in ["emb_10.npy", "emb_2.npy", "emb_1.npy", "other.npy", "emb_x.txt"] {
      _ = try folder.write("x", as: name)
    }
    let names = DataFolder.matches(folder.path("emb_*.npy")).map { $0.split(separator: "/").last }
    #expect(names == ["emb_1.npy", "emb_2.npy", "emb_10.npy"])
  }

  @Test func `a missing file names the script that makes it`() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: StudyError.self) {
      try DataFolder(folder.url.path).existingPath(
        FileReference(file: "zoo/f.npy", madeBy: "Studies/zoo/train.py"))
    }
    #expect(error?.description.contains("make it with Studies/zoo/train.py") == true)
  }
}
