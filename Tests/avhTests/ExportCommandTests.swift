import Exports
import Foundation
import TestSupport
import Testing

@testable import avh

struct ExportCommandTests {
  private static let votes =
    "image,annotator,label,rt,age\na.jpg,p1,cat,1.5,30\nb.jpg,p1,dog,,30\na.jpg,p2,dog,2,41\n"
    + "b.jpg,p2,dog,0.25,41\nc.jpg,p2,cat,1,41\na.jpg,,cat,1,\n"

  private static func study(_ folder: TemporaryFolder) throws -> String {
    let votes = try folder.write(Self.votes, as: "votes.csv")
    let labels = try folder.write("image,label\na.jpg,cat\nb.jpg,dog\n", as: "labels.csv")
    let database = folder.path("study.db")
    let run = CommandRun(
      "import", database, votes, "--labels", labels, "--keep-annotator-ids", "--attributes", "age",
      "--map", "image=image,annotator=annotator,label=label,reaction-time=rt", "--dataset", "d",
      "--unknown-images", "create", "--set", "s", "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    return database
  }

  @Test func `answers go out as an IRW table and come back the same`() throws {
    let folder = try TemporaryFolder()
    let database = try Self.study(folder)
    let table = folder.path("irw.csv")
    let run = CommandRun("export", database, "--irw", "-o", table, "--quiet")
    #expect(run.code == 0 && run.output.isEmpty, Comment(rawValue: run.message))
    let text = try String(contentsOfFile: table, encoding: .utf8)
    #expect(
      text == """
        id,item,resp,rt,cov_age
        p1,a.jpg,1,1.5,30
        p1,b.jpg,1,,30
        p2,a.jpg,0,2.0,41
        p2,b.jpg,1,0.25,41

        """)
    let other = folder.path("other.db")
    #expect(CommandRun("import", other, table, "--keep-annotator-ids", "--quiet").code == 0)
    let again = CommandRun("export", other, "--irw")
    let names = text.replacing(".jpg", with: "")
    #expect(again.output.replacing(".jpg", with: "") == names, Comment(rawValue: again.message))
    let query = CommandRun(
      "query", other, "SELECT image, hsf FROM human_hardness ORDER BY image", "--csv")
    #expect(query.output.contains("0.5") && query.output.contains("1.0"))
  }

  @Test func `what is known of annotators is asked in SQL`() throws {
    let folder = try TemporaryFolder()
    let database = try Self.study(folder)
    let run = CommandRun(
      "query", database,
      "SELECT annotator, name, value FROM annotator_attribute WHERE value > 35", "--csv")
    #expect(run.output == "annotator,name,value\np2,age,41\n", Comment(rawValue: run.message))
    let direct = CommandRun(
      "query", database, "SELECT count(*) AS n FROM annotator WHERE attributes ->> 'age' < 35",
      "--csv")
    #expect(direct.output == "n\n1\n", Comment(rawValue: direct.message))
  }

  @Test func `nothing is replaced, and counts and answers without truth are refused`() throws {
    let folder = try TemporaryFolder()
    let database = try Self.study(folder)
    let taken = try folder.write("mine", as: "taken.csv")
    let run = CommandRun("export", database, "--irw", "-o", taken)
    #expect(run.code == 73 && run.message.contains("it is there already"))
    #expect(try String(contentsOfFile: taken, encoding: .utf8) == "mine")
    #expect(CommandRun("export", database).code == 64)
    #expect(CommandRun("export", database, "--irw", "--set", "none").code != 0)
    let counts = try folder.write("image,class,selected,total\na,cat,1,2\nb,cat,2,2\n", as: "c.csv")
    let other = folder.path("counts.db")
    #expect(CommandRun("import", other, counts, "--quiet").code == 0)
    let refused = CommandRun("export", other, "--irw", "-o", folder.path("no.csv"))
    #expect(refused.code == 65 && refused.message.contains("counts only"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("no.csv")))
    let plain = try folder.write(Self.votes, as: "plain.csv")
    let third = folder.path("third.db")
    #expect(CommandRun("import", third, plain, "--quiet").code == 0)
    let truthless = CommandRun("export", third, "--irw")
    #expect(truthless.code == 65 && truthless.message.contains("--labels FILE"))
  }

  @Test func `every form is written whole, twice the same, and never over another`() throws {
    let folder = try TemporaryFolder()
    let database = try Self.study(folder)
    for kind in ExportKind.all {
      let places = [1, 2].map { folder.path("\(kind.name)-\($0)") }
      for place in places {
        let run = CommandRun(
          "export", database, "--\(kind.name)", "-o", place, "--date", "2026-01-31", "--quiet")
        #expect(run.code == 0 && run.output.isEmpty, "\(kind.name): \(run.message)")
      }
      #expect(
        FileManager.default.contentsEqual(atPath: places[0], andPath: places[1]), "\(kind.name)")
      #expect(CommandRun("export", database, "--\(kind.name)", "-o", places[0]).code == 73)
      if case .rows = kind.product {
      } else {
        #expect(CommandRun("export", database, "--\(kind.name)").code == 64, "\(kind.name)")
      }
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("."))
    #expect(!left.contains { $0.hasSuffix("-new") })
  }

  @Test func `people go out without networks, and hostile names stay text`() throws {
    let folder = try TemporaryFolder()
    let votes = try folder.write(
      "image,annotator,label\n\"=1+1, \"\"x\"\"\",p1,cat\n<b>.jpg,p1,dog\n", as: "votes.csv")
    let labels = try folder.write(
      "image,label\n\"=1+1, \"\"x\"\"\",cat\n<b>.jpg,dog\n", as: "labels.csv")
    let database = folder.path("study.db")
    let made = CommandRun(
      "import", database, votes, "--labels", labels, "--map",
      "image=image,annotator=annotator,label=label", "--set", "s", "--quiet")
    try #require(made.code == 0, Comment(rawValue: made.message))
    let rows = CommandRun("export", database, "--csv")
    #expect(rows.output.contains("\"=1+1, \"\"x\"\"\",cat,s,"), Comment(rawValue: rows.output))
    let place = folder.path("package")
    #expect(CommandRun("export", database, "--frictionless", "-o", place, "--quiet").code == 0)
    let package = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: place + "/datapackage.json")))
    let resources = (package as? [String: Any])?["resources"] as? [[String: Any]]
    #expect(resources?.compactMap { $0["name"] as? String } == ["people", "votes", "classes"])
    let samples = folder.path("samples.json")
    #expect(CommandRun("export", database, "--fiftyone", "-o", samples, "--quiet").code == 0)
    let read = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: samples)))
    let list = (read as? [String: Any])?["samples"] as? [[String: Any]]
    #expect(list?.compactMap { $0["filepath"] as? String } == ["<b>.jpg", "=1+1, \"x\""])
    #expect(CommandRun("export", database, "--csv", "--set", "none").code == 65)
    #expect(CommandRun("export", database, "--csv", "--date", "soon").code == 64)
  }
}
