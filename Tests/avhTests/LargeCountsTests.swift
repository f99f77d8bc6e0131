import Foundation
import GRDB
import StudyStore
import TestSupport
import Testing

@testable import avh

/// Numbers that are no counts, in columns that are taken for counts.
struct LargeCountsTests {
  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let text: @Sendable (String) -> String
    var options: [String] = []
    var testDescription: String { name }
  }

  static let files = [
    File(name: "pooled", text: { "image,class,selected,shown\ni0,a,\($0),\($0)\ni0,a,1,\($0)\n" }),
    File(
      name: "wide", text: { "image,a,b,c\ni0,\($0),\($0),1\ni1,\($0),\($0),1\n" },
      options: ["--classes", "a,b,c"]),
    File(
      name: "ferplus",
      text: { number in
        "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n"
          + "Training,i0," + [String](repeating: number, count: 10).joined(separator: ",") + "\n"
      }, options: ["--other", "unknown,NF"]),
    File(name: "galaxy", text: { "id_str,q_a,q_b,q_total\ni0,\($0),\($0),\($0)\n" }),
  ]

  @Test(
    arguments: files, ["1000000000", "2147483648", "4611686018427387904", "9223372036854775807"])
  func `are refused with the cell and the most that is allowed`(
    file: File, number: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(file.text(number), as: "file.csv")
    let run = CommandRun(
      ["import", folder.path("study.db"), path, "--dataset", "d", "--set", "s", "--quiet"]
        + file.options)
    #expect(run.code == 65, Comment(rawValue: run.message))
    #expect(run.message.contains("line 2") && run.message.contains("999999999"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("study.db")))
  }

  @Test(arguments: ["1700000000", "1700000000000", "1700000000000000", "1700000000000000000"])
  func `are called time stamps where they look like one`(number: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("image,a,b\ni0,\(number),1\n", as: "file.csv")
    let run = CommandRun(
      "import", folder.path("study.db"), path, "--dataset", "d", "--set", "s", "--classes", "a,b")
    #expect(run.code == 65 && run.message.contains("time stamp"))
  }

  @Test func `of one image over several rows are refused too`() throws {
    let folder = try TemporaryFolder()
    let row = "i0,a,999999999,999999999\n"
    let path = try folder.write("image,class,selected,shown\n\(row)\(row)\(row)", as: "file.csv")
    let run = CommandRun(
      "import", folder.path("study.db"), path, "--dataset", "d", "--set", "s")
    #expect(run.code == 65, Comment(rawValue: run.message))
  }

  @Test func `that no panel gives are refused before anything goes through them one by one`() throws
  {
    let folder = try TemporaryFolder()
    for (votes, code) in [(1_000_000, Int32(0)), (1_000_001, 65)] {
      let path = try folder.write("image,a,b\ni0,\(votes - 1),1\n", as: "\(votes).csv")
      let run = CommandRun(
        "import", folder.path("\(votes).db"), path, "--dataset", "d", "--set", "s", "--classes",
        "a,b", "--quiet")
      #expect(run.code == code, Comment(rawValue: run.message))
    }
  }

  @Test(arguments: ["agreement", "show", "report"])
  func `in a study of an earlier version trap nowhere`(command: String) throws {
    let files = try SimulatedFiles.filled()
    // No import stores such a count any more, so it is put in as another program would.
    try DatabaseQueue(path: files.database).write { database in
      try database.execute(
        sql: """
          UPDATE tally SET shown = 9223372036854775807;
          UPDATE image_votes SET shown = 4611686018427387904
          """)
    }
    let arguments =
      switch command {
      case "show": ["show", files.database, "image-00000"]
      case "report": ["report", files.database, "--out", files.path("r"), "--quiet"]
      default: ["agreement", files.database, "--resamples", "100"]
      }
    let run = CommandRun(arguments)
    #expect(command == "show" ? run.code == 0 : run.code == 65, Comment(rawValue: run.message))
  }
}
