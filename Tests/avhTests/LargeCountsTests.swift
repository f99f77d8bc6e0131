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

  /// A scored study of twenty images with hundreds of millions of votes each.
  private static let crowd = Result {
    let folder = try TemporaryFolder()
    let votes = (0..<20).map {
      "image-000\($0 < 10 ? "0" : "")\($0),\(100_000_000 + $0 * 7_919_113),5,7,9"
    }
    let table = try folder.write(
      "image,class-0,class-1,class-2,class-3\n" + votes.joined(separator: "\n") + "\n",
      as: "votes.csv")
    let study = folder.path("study.db")
    for line in [
      [
        "simulate", "--out", folder.path("data"), "--images", "20", "--annotators", "3",
        "--classes", "4", "--width", "8", "--seed", "5",
      ],
      [
        "import", study, table, "--dataset", "d", "--set", "s", "--map", "image=image", "--classes",
        "class-0,class-1,class-2,class-3", "--labels", folder.path("data/labels.csv"),
      ],
      [
        "score", study, "--dataset", "d", "--model", "m", "--features",
        folder.path("data/sharp/features.npy"), "--weights", folder.path("data/sharp/weight.npy"),
        "--bias", folder.path("data/sharp/bias.npy"), "--images", folder.path("data/labels.csv"),
      ],
    ] {
      let run = CommandRun(line + ["--quiet"])
      try #require(run.code == 0, Comment(rawValue: run.message))
    }
    return folder
  }

  @Test(arguments: ["agreement", "consistency", "rank", "report"])
  func `that cannot be drawn one by one are counted all the same`(command: String) throws {
    let folder = try TemporaryFolder()
    let study = folder.path("study.db")
    try FileManager.default.copyItem(atPath: Self.crowd.get().path("study.db"), toPath: study)
    let line =
      [command, study, "--quiet"] + (command == "report" ? ["--out", folder.path("r")] : [])
    let found = CommandRun(line)
    #expect(found.code == 0, Comment(rawValue: found.message))
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
