import Annotations
import StudyValues
import TestSupport
import Testing

/// What every reader of experiments, platforms and surveys does with the kinds of cells that files have.
struct ReaderKindsTests {
  typealias Row = (image: String, person: String, label: String)

  /// A layout and how a program would write rows in it.
  struct Layout: CustomTestStringConvertible, Sendable {
    let format: AnnotationFormat
    let name: String
    let isTable: Bool
    let write: @Sendable ([Row]) -> String
    var testDescription: String { "\(format.name) as \(name)" }

    init(
      _ format: AnnotationFormat, _ name: String = "answers.csv", isTable: Bool = true,
      write: @escaping @Sendable ([Row]) -> String
    ) {
      self.format = format
      self.name = name
      self.isTable = isTable
      self.write = write
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private static func table(
    _ header: String, _ rows: [Row], _ cells: (Int, Row) -> [String], separator: String = ","
  ) -> String {
    header + "\n"
      + rows.enumerated().map { index, row in
        cells(index, row).map(quoted).joined(separator: separator) + "\n"
      }.joined()
  }

  static let layouts: [Layout] = [
    Layout(.jsPsych) { rows in
      table("trial_type,trial_index,time_elapsed,stimulus,response,subject,rt", rows) {
        ["image-button-response", "\($0)", "1", $1.image, $1.label, $1.person, "700"]
      }
    },
    Layout(.jsPsych, "answers.json", isTable: false) { rows in
      let items = rows.enumerated().map { index, row in
        let values = [row.image, row.label, row.person].map {
          $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        }
        return #"{"trial_type":"x","trial_index":\#(index),"stimulus":"\#(values[0])","#
          + #""response":"\#(values[1])","subject":"\#(values[2])","rt":700}"#
      }
      return "[" + items.joined(separator: ",\n") + "]"
    },
    Layout(.psychoPy) { rows in
      table("participant,trials.thisN,expName,key_resp.rt,key_resp.keys,image", rows) {
        [$1.person, "\($0)", "pets", "0.7", $1.label, $1.image]
      }
    },
    Layout(.gorilla) { rows in
      table(
        "Event Index,Participant Private ID,Response Type,Response,Reaction Time,Spreadsheet: image",
        rows
      ) { ["\($0)", $1.person, "response", $1.label, "700", $1.image] }
    },
    Layout(.labJS) { rows in
      table("sender,sender_id,timestamp,ended_on,response,duration,participant_id,image", rows) {
        ["Picture", "\($0)", "2026", "response", $1.label, "700", $1.person, $1.image]
      }
    },
    Layout(.toloka, "answers.tsv") { rows in
      table(
        "INPUT:image\tOUTPUT:result\tASSIGNMENT:assignment_id\tASSIGNMENT:worker_id", rows,
        { [$1.image, $1.label, "A\($0)", $1.person] }, separator: "\t")
    },
    Layout(.qualtrics) { rows in
      let people = rows.map(\.person).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      let columns = rows.indices.map { "Q\($0 + 1)" }
      let texts = rows.map { "What is \($0.image) ?" }.map(quoted)
      let ids = rows.indices.map { quoted("{\"ImportId\":\"QID\($0 + 1)\"}") }
      let answers = people.map { person in
        (["R_\(person)", person] + rows.map { $0.person == person ? $0.label : "" }).map(quoted)
          .joined(separator: ",") + "\n"
      }.joined()
      return (["ResponseId", "PROLIFIC_PID"] + columns).joined(separator: ",") + "\n"
        + (["Response ID", "PROLIFIC_PID"] + texts).joined(separator: ",") + "\n"
        + ([quoted("{\"ImportId\":\"_recordId\"}"), quoted("{\"ImportId\":\"PROLIFIC_PID\"}")] + ids)
        .joined(separator: ",") + "\n" + answers
    },
  ]

  private static let plain: [Row] = [
    ("a.jpg", "p1", "cat"), ("a.jpg", "p2", "dog"), ("b.jpg", "p1", "dog"), ("b.jpg", "p2", "dog"),
  ]

  @Test(arguments: layouts) func `reads plain rows`(layout: Layout) throws {
    let sink = try importText(layout.write(Self.plain), as: layout.name)
    #expect(sink.header?.format == layout.format.name && sink.annotators.count == 2)
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.counts("b") == ["cat": "0/2", "dog": "2/2"])
  }

  @Test(arguments: layouts) func `blanks, Unicode forms and decimal points tell nothing apart`(
    layout: Layout
  ) throws {
    let sink = try importText(
      layout.write([
        ("caf\u{E9}.jpg", "1", "1"), (" cafe\u{301}.jpg ", " 2 ", "1.0"),
        ("caf\u{E9}.jpg", "3.0", " 2"), ("b.jpg", "3", "2"),
      ]), as: layout.name)
    #expect(sink.images == ["caf\u{E9}", "b"] && sink.annotators.count == 3)
    #expect(sink.counts("caf\u{E9}") == ["1": "2/3", "2": "1/3"])
  }

  @Test(arguments: layouts) func `words for none are dropped, by count, unless they are classes`(
    layout: Layout
  ) throws {
    let words = ["", "None", "N/A", "nan", "NULL", "<NA>", "#N/A", "undefined", "\\N"]
    let rows = words.map { ("a.jpg", "p1", $0) } + [("a.jpg", "p1", "cat"), ("b.jpg", "p1", "dog")]
    // A respondent has a cell for each question, an answer for one each.
    let sink = try importText(layout.write(rows), as: layout.name)
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["cat", "dog"])
    #expect(sink.counts("a") == ["cat": "1/1", "dog": "0/1"])
    // lab.js calls a row without a response no response.
    let none = sink.dropped("empty answer") + sink.dropped("event that is no response")
    #expect(none >= words.count)
    let declared = try importText(layout.write(rows), as: layout.name) {
      $0.labelSpace = try? .named(["cat", "dog", "None"])
    }
    #expect(declared.counts("a")["None"] == "1/2")
  }

  @Test(arguments: layouts) func `several answers in a cell are several choices`(
    layout: Layout
  )
    throws
  {
    let sink = try importText(
      layout.write(Self.plain + [("c.jpg", "p1", "cat|dog"), ("c.jpg", "p2", "['cat', 'dog']")]),
      as: layout.name)
    #expect(sink.counts("c") == ["cat": "2/2", "dog": "2/2"])
  }

  @Test(arguments: layouts) func `byte order marks and other line ends change nothing`(
    layout: Layout
  ) throws {
    let text = layout.write(Self.plain)
    for changed in [
      "\u{FEFF}" + text, text.replacing("\n", with: "\r\n"), text + "\n\n",
    ] + (layout.isTable ? [text.replacing("\n", with: "\r")] : []) {
      let sink = try importText(changed, as: layout.name)
      #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    }
  }

  @Test(arguments: layouts) func `nothing, a header alone and a stray quote are refused by name`(
    layout: Layout
  ) throws {
    let text = layout.write(Self.plain)
    var broken = ["", layout.isTable ? String(text.prefix { $0 != "\n" }) + "\n" : "[]"]
    if layout.isTable {
      let last = text.split(separator: "\n").last ?? ""
      let bare = last.replacing("\"", with: "")
      broken.append(text + "\"" + bare + "\n" + bare + "\n")
      broken.append(text + "a,b\n")
    } else {
      broken.append(String(text.dropLast(5)))
    }
    for content in broken {
      #expect {
        try importText(content, as: layout.name) { $0.format = layout.format.name }
      } throws: { "\($0)".contains(layout.name) }
    }
  }
}
