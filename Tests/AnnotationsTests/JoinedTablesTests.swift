import Annotations
import StudyValues
import TestSupport
import Testing

/// Tables that were joined hold the names of their columns once more, in any reader and any case.
struct JoinedTablesTests {
  private static let tables: [(header: String, rows: [String], format: String?)] = [
    ("image,annotator,label", ["a.png,1,cat", "b.png,2,dog"], nil),
    ("task,worker,label", ["a.png,1,cat", "b.png,2,dog"], nil),
    ("image,rater1,rater2", ["a.png,cat,dog", "b.png,dog,dog"], nil),
    ("participant,a.png,b.png", ["p1,cat,dog", "p2,dog,dog"], nil),
    ("image,label,count", ["a.png,cat,3", "b.png,dog,2"], nil),
    ("image,class,selected,total", ["a.png,cat,3,4", "b.png,dog,2,4"], nil),
    ("image,cat,dog", ["a.png,1,2", "b.png,0,3"], "wide-counts"),
    ("Study,cat,dog", ["a.png,1,0", "b.png,0,1"], "reader-tables"),
    (
      "HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image,Answer.pet.cat,Answer.pet.dog",
      ["h,1,w,Approved,a.png,true,false", "h,2,w,Approved,b.png,false,true"], nil
    ),
  ]

  @Test(arguments: tables)
  func `the header once more is dropped and counted`(
    table: (header: String, rows: [String], format: String?)
  ) throws {
    func read(_ lines: [String]) throws -> CollectedAnnotations {
      try importText(lines.joined(separator: "\n") + "\n") {
        $0.format = table.format
        if table.format == "wide-counts" { $0.classColumns = ["cat", "dog"] }
      }
    }
    let plain = try read([table.header] + table.rows)
    for again in [table.header, table.header.uppercased()] {
      let joined = try read([table.header, table.rows[0], again, table.rows[1]])
      #expect(joined.dropped("header once more") == 1, "\(again)")
      #expect(joined.images == plain.images && joined.tallies == plain.tallies, "\(again)")
    }
  }

  @Test func `a table of labels passes it over`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("image,label\na,cat\nImage,Label\nb,dog\n", as: "labels.csv")
    let table = try LabelTable(path, ImportOptions(), isOnly: true)
    #expect(table.images == ["a", "b"] && table.nameless == 1 && table.names == ["cat", "dog"])
  }
}
