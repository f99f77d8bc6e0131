import Foundation
import TestSupport
import Testing

@testable import avh

/// Where pictures lie is kept from the files that tell it.
struct ImagePlaceCommandTests {
  private let folder: TemporaryFolder
  private var database: String { folder.path("study.db") }

  init() throws {
    folder = try TemporaryFolder()
    let votes = try folder.write(
      """
      image,annotator,label
      pets/cats/A.JPG,w1,cat
      pets/cats/A.JPG,w2,cat
      https://x.org/b.png?X-Amz-Signature=secret,w1,dog
      https://x.org/b.png?X-Amz-Signature=other,w2,cat
      plain,w1,dog

      """, as: "votes.csv")
    let run = CommandRun("import", database, votes, "--dataset", "d", "--set", "s", "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
  }

  private func places() -> String {
    CommandRun(
      "query", database, "SELECT name, path, url FROM image ORDER BY image_id", "--csv"
    ).output
  }

  @Test func `paths and addresses stand beside the names that files are matched by`() throws {
    #expect(
      places() == """
        name,path,url
        A,pets/cats/A.JPG,
        b,,https://x.org/b.png
        plain,,

        """)
    let shown = CommandRun("show", database, "A", "--json")
    #expect(shown.output.contains("pets/cats/A.JPG"), Comment(rawValue: shown.message))
  }

  @Test func `a later file adds what was not known, and changes nothing`() throws {
    let more = try folder.write(
      "image,label\nelsewhere/A.jpg,cat\nfolder/plain.png,dog\n", as: "labels.csv")
    let run = CommandRun("import", database, "--dataset", "d", "--labels", more, "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(
      places() == """
        name,path,url
        A,pets/cats/A.JPG,
        b,,https://x.org/b.png
        plain,folder/plain.png,

        """)
  }

  @Test func `samples of FiftyOne have the paths`() throws {
    let run = CommandRun("export", database, "--fiftyone", "-o", folder.path("samples.json"))
    #expect(run.code == 0, Comment(rawValue: run.message))
    let samples = try String(contentsOfFile: folder.path("samples.json"), encoding: .utf8)
    for path in ["pets/cats/A.JPG", "plain"] {
      #expect(samples.replacing(": ", with: ":").contains("\"filepath\":\"\(path)\""))
    }
  }
}
