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

  @Test func `a file that comes with the studies lies beside the folder of the study`() throws {
    let folder = try TemporaryFolder()
    for name in ["data", "studies/one"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
    }
    _ = try folder.write("x", as: "studies/labels.csv")
    let files = DataFolder(folder.path("data"), manifest: folder.path("studies/one"))
    let shared = FileReference(file: "labels.csv", place: .studies)
    #expect(try files.existingPath(shared) == folder.path("studies/labels.csv"))
    #expect(files.name(of: folder.path("studies/labels.csv")) == "labels.csv")
    #expect(throws: StudyError.self) { try files.existingPath(FileReference(file: "labels.csv")) }
  }
}
