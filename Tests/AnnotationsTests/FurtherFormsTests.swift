import Annotations
import StudyValues
import TestSupport
import Testing

/// Forms in which programs and people write several answers, shares, missing answers and raters.
struct FurtherFormsTests {
  /// The tallies of an image that somebody selected.
  private func chosen(_ sink: CollectedAnnotations, _ image: String) -> [String: String] {
    sink.counts(image).filter { !$0.value.hasPrefix("0/") }
  }

  // MARK: - Several answers in one cell

  @Test(arguments: [
    #"["cat", "dog"]"#, "['cat', 'dog']", "[cat, dog]", "('cat', 'dog')", "{'cat', 'dog'}",
    #"[["cat"], ["dog"]]"#, #"{"choices": ["cat", "dog"]}"#,
    #"{"cat": true, "dog": true, "bird": false}"#, "{'cat': True, 'dog': True, 'bird': False}",
    "cat|dog", "cat;dog", "cat#dog", "cat,dog", "cat\tdog", "cat\ndog", "cat | dog",
    "cat\r\ndog", "cat::dog", "cat~dog", "cat<br>dog", "cat<br/> dog", "cat :: dog",
  ])
  func `two answers in one cell are two choices`(cell: String) throws {
    let quoted = cell.replacing("\"", with: "\"\"")
    let sink = try importText("task,worker,label\na,1,\"\(quoted)\"\na,2,cat\na,3,dog\nb,1,bird\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["bird", "cat", "dog"])
    #expect(chosen(sink, "a") == ["cat": "2/3", "dog": "2/3"])
    #expect(
      sink.summary?.notes.contains { $0.contains("1 answer selects several classes") } == true)
  }

  @Test(arguments: [
    ("task,worker,label\na,1,cat|cat|dog\nb,1,cat\nb,2,dog\n", "a.csv"),
    ("task,worker,label\na,1,\"[\"\"cat\"\", \"\"Cat\"\"]\"\n", "a.csv"),
    (#"[{"image":"a","label":["cat","cat","dog"]}]"#, "a.json"),
  ])
  func `a class twice in one answer is refused`(text: String, name: String) {
    #expect {
      try importText(text, as: name)
    } throws: { "\($0)".contains("each class once in the answer of a person") }
  }

  @Test func `a name that only looks like a list stays a name`() throws {
    let sink = try importText("task,worker,label\na,1,(none)\na,2,cat (wild)\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["(none)", "cat (wild)"])
  }

  // MARK: - Shares

  @Test(arguments: [
    "image,cat,dog\na,.625,.375\nb,1,0\n",
    "image,cat,dog\na,62.5,37.5\nb,100,0\n",
    "image,cat,dog\na,62.5 %,37.5 %\nb,100 %,0 %\n",
    "image;cat;dog\na;0,625;0,375\nb;1;0\n",
    "image;cat;dog\na;62,5 %;37,5 %\nb;100 %;0 %\n",
  ])
  func `a table with decimals or per cent signs holds shares`(text: String) throws {
    let sink = try importText(text) { $0.classColumns = ["cat", "dog"] }
    #expect(sink.counts("a") == ["cat": "0.625/0", "dog": "0.375/0"])
    #expect(sink.counts("b") == ["cat": "1/0", "dog": "0/0"])
    #expect(sink.header?.hasCounts == false)
  }

  @Test(arguments: [
    (text: "image,cat,dog\na,.6,.3\n", part: "shares that sum to 1"),
    (text: "image,cat,dog\na,60.5,30\n", part: "percentages that sum to 100"),
    (text: "image,cat,dog\na,-.5,1.5\n", part: "a share from 0 to 1"),
  ])
  func `shares of an image must sum to 1`(row: (text: String, part: String)) {
    #expect {
      try importText(row.text) { $0.classColumns = ["cat", "dog"] }
    } throws: {
      "\($0)".contains(row.part) || "\($0)".contains("a percentage from 0 to 100")
    }
  }

  @Test func `rounded percentages are called percentages, and counts of votes are not`() throws {
    let rounded = try importText("image,cat,dog\na,62,38\nb,33,66\nc,51,50\nd,90,10\n") {
      $0.classColumns = ["cat", "dog"]
    }
    #expect(rounded.summary?.notes.contains { $0.contains("sum to 100") } == true)
    let votes = try importText("image,cat,dog\na,40,9\nb,33,17\n") {
      $0.classColumns = ["cat", "dog"]
    }
    #expect(votes.summary?.notes.contains { $0.contains("sum to 100") } == false)
  }

  // MARK: - No answer

  @Test(arguments: ["-1", "-9", "-99", "-999", "-9999"])
  func `a negative code among numbered classes is no answer`(code: String) throws {
    let sink = try importText("task,worker,label\na,1,0\na,2,1\na,3,\(code)\nb,1,2\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["0", "1", "2"])
    #expect(chosen(sink, "a") == ["0": "1/2", "1": "1/2"])
    #expect(sink.summary?.notes.contains { $0.contains("`\(code)` is no answer") } == true)
  }

  @Test func `a scale on both sides of 0 keeps its negative classes`() throws {
    let sink = try importText("task,worker,label\na,1,-2\na,2,2\nb,1,-1\nb,2,0\nb,3,1\n")
    #expect(sink.header?.labelSpace.classes.count == 5)
    #expect(chosen(sink, "a") == ["-2": "1/2", "2": "1/2"])
  }

  @Test(arguments: [
    "n.a.", "(null)", "{}", "''", "1.#IND", "#VALUE!", "#DIV/0!", "#N/A", "<NA>", "\\N", "None",
  ])
  func `a word for no answer is none`(word: String) throws {
    let sink = try importText("task,worker,label\na,1,cat\na,2,\(word)\nb,1,dog\n")
    #expect(chosen(sink, "a") == ["cat": "1/1"])
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["cat", "dog"])
  }

  // MARK: - Raters

  @Test(arguments: [
    ["Coder A", "Coder B"], ["rater1", "rater2"], ["w1", "w2"], ["Rater_A", "Rater_B"],
  ])
  func `columns of raters are known by a word and a letter or number`(names: [String]) throws {
    let sink = try importText(
      "image,\(names.joined(separator: ","))\na,cat,dog\nb,dog,NA\nc,cat,cat\n")
    #expect(sink.annotators.count == 2)
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(chosen(sink, "b") == ["dog": "1/1"])
  }

  @Test func `raters without a column of images need names for the rows`() throws {
    let text = "rater1,rater2\ncat,dog\ndog,dog\n"
    #expect {
      try importText(text)
    } throws: { "\($0)".contains("--images") }
    let sink = try importText(text) {
      $0.order = .listed
      $0.imageNames = ["x", "y"]
    }
    #expect(sink.counts("x") == ["cat": "1/2", "dog": "1/2"])
  }

  // MARK: - Tables

  @Test func `whole numbers with a decimal comma are those numbers`() throws {
    let sink = try importText(
      "task;worker;label\n1,0;7,0;1,0\n1;8;1\n2,00;7;2,0\n2;8;1,000\n2;9;3,0\n")
    #expect(sink.images == ["1", "2"])
    #expect(sink.annotators.count == 3)
    #expect(sink.header?.labelSpace.classes.map(\.name).contains("1,0") == false)
    #expect(chosen(sink, "1") == ["1": "2/2"])
    // Where commas stand between the fields, `1,0` in quotes is no number.
    let choices = try importText("task,worker,label\na,1,\"1,0\"\na,2,1\na,3,0\n")
    #expect(chosen(choices, "a") == ["0": "2/3", "1": "2/3"])
  }

  @Test func `the header once more is dropped and counted`() throws {
    let sink = try importText(
      "task,worker,label\na,1,cat\ntask,worker,label\nb,1,dog\ntask,worker,label\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["cat", "dog"])
    #expect(sink.images == ["a", "b"])
    #expect(sink.summary?.dropped.map(\.count).reduce(0, +) == 2)
  }

  @Test func `blanks between fields are called so`() {
    #expect {
      try importText("image rater label\na 1 cat\n", as: "my votes.txt")
    } throws: { "\($0)".contains("with blanks between the fields") }
  }

  @Test func `the offered command quotes a path with a blank`() {
    #expect {
      try importText(
        "fn,person,verdict\na.png,p1,cat\nb.png,p2,dog\na.png,p2,cat\nb.png,p1,dog\n",
        as: "my votes.csv")
    } throws: { "\($0)".contains("/my votes.csv' --map image=fn") }
  }

  // MARK: - Names and numbers beside others

  @Test func `1 is 1_0 beside words, in every column`() throws {
    let sink = try importText(
      "task,worker,label\n1,7,1\n1.0,7.0,1.0\npractice,anonymous,unsure\n1,8,2.0\n")
    #expect(sink.images == ["1", "practice"])
    #expect(sink.annotators.count == 3)
    #expect(sink.header?.labelSpace.classes.count == 3)
    #expect(sink.counts("1")["1"] == "2/3")
    // An exponent among other names is a part of a name.
    let names = try importText("task,worker,label\n1e10,a,cat\nff,a,dog\n10000000000,a,cat\n")
    #expect(names.images.count == 3)
  }

  @Test func `a negative code beside words is no answer`() throws {
    let sink = try importText("task,worker,label\na,1,cat\na,2,-1\nb,1,dog\nb,2,-99.0\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["cat", "dog"])
    #expect(sink.counts("a") == ["cat": "1/1", "dog": "0/1"])
    #expect(sink.summary?.notes.contains { $0.contains("`-1`, `-99.0` is no answer") } == true)
  }

  @Test func `a code that is named is meant with decimals of zero too`() throws {
    let sink = try importText("task,worker,label\na,1,-1.0\na,2,1.0\na,3,0.0\n") {
      $0.missingWords = ["-1"]
    }
    #expect(sink.counts("a") == ["0": "1/2", "1": "1/2"])
  }

  @Test func `a word for no value names no image, person or condition`() throws {
    let sink = try importText("task,worker,label\nnan,1,cat\nNaN,2,dog\na,NA,cat\na,None,dog\n")
    #expect(sink.images == ["a"] && sink.annotators.isEmpty)
    #expect(sink.dropped("row without an image name") == 2)
    #expect(chosen(sink, "a") == ["cat": "1/2", "dog": "1/2"])
  }

  @Test func `minus signs and hyphens that do not break are hyphens`() throws {
    let sink = try importText(
      "task,worker,label\na,1,T\u{2011}shirt\na,2,T-shirt\na,3,T\u{AD}-shirt\nb,1,hat\n")
    #expect(chosen(sink, "a") == ["T-shirt": "3/3"])
    let scale = try importText("task,worker,label\na,1,\u{2212}1\na,2,-1\na,3,1\nb,1,0\n")
    #expect(chosen(scale, "a") == ["-1": "2/3", "1": "1/3"])
  }

  @Test func `an empty list is no answer in JSON as in a table`() throws {
    for text in [
      #"[{"task":"a","worker":"1","label":["cat"]},{"task":"a","worker":"2","label":[]}]"#,
      "task,worker,label\na,1,\"[\"\"cat\"\"]\"\na,2,[]\n",
    ] {
      let sink = try importText(text, as: text.hasPrefix("[") ? "a.json" : "a.csv")
      #expect(chosen(sink, "a") == ["cat": "1/1"])
    }
  }

  @Test func `a rounded identifier with a decimal comma is refused`() {
    #expect {
      try importText("task;worker;label\n1,23457E+17;w1;cat\n1,23457E+17;w2;dog\n")
    } throws: { "\($0)".contains("a spreadsheet has rounded it") }
  }

  @Test func `classes with a blank between them are said`() throws {
    let sink = try importText("task,worker,label\na,1,cat dog\nb,1,cat\nb,2,dog\n")
    #expect(sink.summary?.notes.contains { $0.contains("`cat dog`") } == true)
  }

  // MARK: - Lists of classes

  @Test(arguments: [
    "cat\ndog\n", "0 cat\n1 dog\n", "0,cat\n1,dog\n", "1: cat\n2: dog\n", #"["cat", "dog"]"#,
    #"{"0": "cat", "1": "dog"}"#, #"{"1": ["n2", "dog"], "0": ["n1", "cat"]}"#,
  ])
  func `classes are read from lists of several forms`(text: String) throws {
    let folder = try TemporaryFolder()
    let space = try LabelSpace.load(folder.write(text, as: "classes.txt"))
    #expect(space.classes.map(\.name) == ["cat", "dog"])
  }

  @Test(arguments: ["class\ncat\n", "Name\ncat\n", "index,name\n0,cat\n", #"{"cat": 0}"#])
  func `the name of a column is no class`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, as: "classes.txt")
    #expect(throws: AnnotationError.self) { try LabelSpace.load(path) }
  }

  @Test(arguments: [
    #"{"2147483647": "cat", "02147483647": "dog"}"#, #"{"2147483648": "cat"}"#, #"{"-1": "cat"}"#,
    "9223372036854775807 cat\n0 dog\n" + "9223372036854775807 cat\n",
  ])
  func `indices at the end of their range are refused`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, as: "classes.txt")
    #expect(throws: AnnotationError.self) { try LabelSpace.load(path) }
  }

  // MARK: - Raters and platforms

  @Test func `the index of a data frame is no rater, and a rater has one column`() throws {
    let sink = try importText(",image,rater1,rater2\n0,a,cat,dog\n1,b,dog,dog\n")
    #expect(sink.images == ["a", "b"] && sink.annotators.count == 2)
    #expect {
      try importText("image,rater1,rater1\na,cat,dog\n") { $0.format = "rater-columns" }
    } throws: { "\($0)".contains("several columns are named rater1") }
  }

  @Test func `what is computed from answers is no rater`() throws {
    for column in ["agreement", "label"] {
      #expect {
        try importText("image,rater1,rater2,\(column)\na,cat,dog,x\nb,dog,dog,y\n")
      } throws: {
        "\($0)".contains("--format rater-columns --map image=image --other \(column)")
      }
    }
  }

  @Test func `a rater of another name is not left out by the hint`() throws {
    #expect {
      try importText("image,rater 1,rater|2,rater 3\na,cat,dog,cat\nb,dog,dog,cat\n")
    } throws: {
      "\($0)".contains("--format rater-columns --map image=image;")
    }
  }

  private static let zooniverse =
    "classification_id,user_name,workflow_name,annotations,subject_data,subject_ids\n"

  private static func classification(
    _ id: Int, _ workflow: String, _ answer: String, _ subject: Int, _ file: String
  ) -> String {
    #"\#(id),u\#(id),\#(workflow),"[{""task"":""T0"",""value"":""\#(answer)""}]","#
      + #""{""\#(subject)"":{""Filename"":""\#(file)""}}",\#(subject)"# + "\n"
  }

  @Test func `two subjects of one file name are refused, unless the field is mapped`() throws {
    let text =
      Self.zooniverse + Self.classification(1, "w", "cat", 97, "a.jpg")
      + Self.classification(2, "w", "dog", 98, "a.jpg")
    #expect {
      try importText(text)
    } throws: { "\($0)".contains("--map image=subject_ids") }
    #expect(try importText(text) { $0.map = [.image: "Filename"] }.images == ["a"])
    #expect(try importText(text) { $0.map = [.image: "subject_ids"] }.images == ["97", "98"])
  }

  @Test func `answers of several workflows are refused until one is chosen`() throws {
    let text =
      Self.zooniverse + Self.classification(1, "pets", "cat", 97, "a.jpg")
      + Self.classification(2, "sharp", "yes", 97, "a.jpg")
    #expect {
      try importText(text)
    } throws: { "\($0)".contains("several workflows (pets, sharp)") }
    let sink = try importText(text) { $0.statuses = ["workflow_name=pets"] }
    #expect(sink.counts("a") == ["cat": "1/1"])
  }

  @Test func `questions of Qualtrics that name no picture are listed`() throws {
    let sink = try importText(
      """
      ResponseId,age,a
      r,age?,a?
      "{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"
      R1,24,cat
      R2,33,dog

      """)
    #expect(sink.summary?.notes.contains { $0.contains("called like its column: age, a;") } == true)
  }
}
