import Files
import TestSupport
import Testing

/// Files of other programs are named, each with its way out.
struct ForeignFileTests {
  @Test(
    arguments: [
      ([0x41, 0x52, 0x52, 0x4F, 0x57, 0x31, 0, 0], "x.feather", "to_parquet"),
      (Array("SQLite format 3\0".utf8), "x.db", "as CSV"),
      (Array("X\n\0\0\0\u{3}".utf8), "x.rds", "readRDS"),
      (Array("$FL2@(#) SPSS".utf8), "x.sav", "as CSV"),
      (Array("%PDF-1.4\n".utf8) + [0xE2, 0xE3], "x.pdf", "as CSV"),
      (Array("BZh91AY&SY".utf8) + [0, 1], "x.bz2", "unpack"),
      ([0x28, 0xB5, 0x2F, 0xFD, 0, 0], "x.zst", "unpack"),
      (Array("<!DOCTYPE html><html>".utf8), "x.csv", "login"),
      (Array("version https://git-lfs.github.com/spec/v1\noid a\n".utf8), "x.csv", "git lfs pull"),
      ([0, 0, 0, 0, 3, 0, 0, 0], "x.mat", "-v7"),
    ] as [([UInt8], String, String)])
  func `are refused`(bytes: [UInt8], name: String, remedy: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, as: name)
    #expect {
      _ = try DelimitedReader(path: path)
    } throws: { error in
      guard case InputFileError.unsupported = error else { return false }
      return "\(error)".contains(remedy)
    }
  }

  @Test(arguments: [#"{"a": 1, "b": 2}"#, "[\n  {\"a\": 1}\n]", #"[["a", 1]]"#])
  func `JSON in place of a table is refused`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, as: "scores.json")
    #expect {
      _ = try DelimitedReader(path: path)
    } throws: { "\($0)".contains("found JSON; write a table") }
  }
}
