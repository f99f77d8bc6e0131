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
  ])
  func `two answers in one cell are two choices`(cell: String) throws {
    let quoted = cell.replacing("\"", with: "\"\"")
    let sink = try importText("task,worker,label\na,1,\"\(quoted)\"\na,2,cat\na,3,dog\nb,1,bird\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["bird", "cat", "dog"])
    #expect(chosen(sink, "a") == ["cat": "2/3", "dog": "2/3"])
    #expect(
      sink.summary?.notes.contains { $0.contains("1 answer selects several classes") } == true)
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
      "task;worker;label\n1,0;7,0;1,0\n1;8;1\n2,00;7;2,0\n2;8;1,000\n2;9;-1,0\n")
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
}
