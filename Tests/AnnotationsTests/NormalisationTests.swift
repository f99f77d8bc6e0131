import Annotations
import StudyValues
import Testing

/// Names, numbers and missing answers are normalised alike by every reader.
struct NormalisationTests {
  /// Nine votes about three images, with an address in place of each name.
  private static func addresses(_ a: String, _ b: String, _ c: String) -> String {
    """
    task,worker,label
    \(a),w1,cat\n\(a),w2,cat\n\(a),w3,dog
    \(b),w1,dog\n\(b),w2,dog\n\(b),w3,dog
    \(c),w1,cat\n\(c),w2,bird\n\(c),w3,cat

    """
  }

  private func expectThreeImages(_ sink: CollectedAnnotations) {
    #expect(sink.images.count == 3)
    #expect(sink.counts(sink.images[0])["cat"] == "2/3")
    #expect(sink.counts(sink.images[1])["dog"] == "3/3")
    #expect(sink.counts(sink.images[2])["bird"] == "1/3")
  }

  @Test(arguments: [
    [
      "https://x.org/uc?export=view&id=a", "https://x.org/uc?export=view&id=b",
      "https://x.org/uc?id=c",
    ],
    ["https://x.org/#/item/a.jpg", "https://x.org/#/item/b.jpg", "https://x.org/#/item/c.jpg"],
    [
      "https://x.org/local-files/?d=p/a.jpg", "https://x.org/local-files/?d=p/b.jpg",
      "https://x.org/local-files/?d=p/c.jpg",
    ],
    ["https://x.org/i.php?id=1", "https://x.org/i.php?id=2", "https://x.org/i.php?id=3"],
  ])
  func `addresses that differ behind the path are different images`(row: [String]) throws {
    let text = Self.addresses(row[0], row[1], row[2])
    expectThreeImages(try importText(text))
    expectThreeImages(try importText(text) { $0.keepsFolders = true })
  }

  @Test func `signatures of an address are no part of a name`() throws {
    let sink = try importText(
      "task,worker,label\nhttps://b.org/p/a.jpg?X-Sig=0000,w1,cat\n"
        + "https://b.org/p/a.jpg?X-Sig=0001&X-Amz-Date=2,w2,dog\n"
        + "https://b.org/get?id=7&Signature=x&Expires=1,w1,dog\n"
        + "https://b.org/get?id=7&Signature=y&Expires=2,w2,dog\n")
    #expect(sink.images == ["a", "get?id=7"])
  }

  @Test func `pictures whose addresses differ in more than a signature are refused with both`() {
    #expect {
      try importText(
        "task,worker,label\nhttps://b.org/a.jpg?id=1,w1,cat\nhttps://b.org/a.jpg?id=2,w2,dog\n")
    } throws: { error in
      guard case AnnotationError.ambiguousImage(_, let name, let other) = error else {
        return false
      }
      return name.hasSuffix("a.jpg?id=2") && other.hasSuffix("a.jpg?id=1")
    }
  }

  @Test func `whole numbers with decimals are one image, one person and one class`() throws {
    let sink = try importText(
      """
      task,worker,label
      100,1,0\n100.0,2.0,0.0\n1e+05,1.0,1\n100000,2,1.0
      101,3,2

      """)
    #expect(sink.images == ["100", "100000", "101"] && sink.annotators.count == 3)
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["0", "1", "2"])
    #expect(sink.counts("100") == ["0": "2/2", "1": "0/2", "2": "0/2"])
    #expect(sink.summary?.notes.contains { $0.hasPrefix("2 names of images differ") } == true)
  }

  @Test func `a number among names is a name`() throws {
    let sink = try importText("task,worker,label\n1e3,w,a\n1000,w,a\nab3,w,b\n")
    #expect(sink.images == ["1e3", "1000", "ab3"])
  }

  @Test func `numbers of JSON are one whether they have a decimal point or not`() throws {
    let sink = try importText(
      #"""
      {"task":1,"worker":1,"label":0}
      {"task":1.0,"worker":1.0,"label":0.0}
      {"task":2,"worker":2,"label":1}
      {"task":"2","worker":"2","label":"1"}
      """#, as: "a.jsonl")
    #expect(sink.images == ["1", "2"] && sink.annotators.count == 2)
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["0", "1"])
  }

  @Test func `identifiers beyond 64 bits stay apart, and rounded ones are refused`() throws {
    let sink = try importText(
      #"""
      {"task":18446744073709551615,"worker":1,"label":"a"}
      {"task":18446744073709551614,"worker":1,"label":"b"}
      """#, as: "a.jsonl")
    #expect(sink.images == ["18446744073709551615", "18446744073709551614"])
    #expect {
      try importText("task,worker,label\n1.23457E+15,w,a\n1.23458E+15,w,b\n")
    } throws: { "\($0)".contains("a spreadsheet has rounded it") }
  }

  @Test func `outer blanks and Unicode forms tell nothing apart`() throws {
    let sink = try importText(
      "task,worker,label\ncaf\u{E9},w1,na\u{EF}f\ncafe\u{301} ,w1 ,nai\u{308}f\n caf\u{E9},w2,naif\n"
    )
    #expect(sink.images == ["caf\u{E9}"] && sink.annotators.count == 2)
    #expect(sink.counts("caf\u{E9}") == ["na\u{EF}f": "2/3", "naif": "1/3"])
  }

  @Test(arguments: [
    "", " ", "NA", "N/A", "n/a", "nan", "NaN", "NULL", "None", "<NA>", "#N/A", "undefined", "\\N",
    "NaT", ".",
  ])
  func `words for no answer are dropped and counted`(word: String) throws {
    let sink = try importText("task,worker,label\na,1,cat\na,2,\(word)\nb,1,dog\n")
    #expect(sink.dropped("empty answer") == 1)
    #expect(sink.counts("a") == ["cat": "1/1", "dog": "0/1"])
    let json = try importText(
      #"{"task":"a","worker":"1","label":"cat"}"# + "\n"
        + #"{"task":"a","worker":"2","label":"\#(word.replacing("\\", with: "\\\\"))"}"#
        + "\n" + #"{"task":"b","worker":"1","label":null}"# + "\n", as: "a.jsonl")
    #expect(json.dropped("empty answer") == 2 && json.images == ["a"])
  }

  @Test func `a declared class stays an answer, and --missing names the words`() throws {
    let text = "task,worker,label\na,1,none\na,2,cat\na,3,unsure\n"
    let declared = try importText(text) {
      $0.labelSpace = try? .named(["none", "cat", "unsure"])
    }
    #expect(declared.counts("a") == ["none": "1/3", "cat": "1/3", "unsure": "1/3"])
    let named = try importText(text) { $0.missingWords = ["unsure"] }
    #expect(named.counts("a") == ["none": "1/2", "cat": "1/2"])
  }

  @Test func `a class that may stand for no answer is kept and said`() throws {
    let text = "image,annotator,label\na,p,cat\na,q,-\nb,p,Missing\nb,q,dog\nb,r,NA\n"
    let sink = try importText(text)
    #expect(sink.answers.count == 4 && sink.dropped("empty answer") == 1)
    #expect(
      sink.summary?.notes.contains { $0.contains("`-`, `Missing` are classes of the file") } == true
    )
    let note = sink.summary?.notes.first { $0.contains("--missing=") } ?? ""
    #expect(note.contains("--missing=NA,-,Missing, which keeps"), "\(note)")
    let named = try importText(text) { $0.missingWords = ["NA", "-", "Missing"] }
    #expect(named.answers.count == 2 && named.dropped("empty answer") == 3)
    let short = try importText(text.replacing("NA", with: "cat"))
    #expect(short.summary?.notes.contains { $0.hasSuffix("say --missing=-,Missing.") } == true)
  }

  @Test func `-1 is no answer among classes 0, 1 and 2, and -2 no class`() throws {
    let space = try LabelSpace.named(["0", "1", "2"])
    let sink = try importText("task,worker,label\na,1,0\na,2,-1\nb,1,2\n") {
      $0.labelSpace = space
    }
    #expect(sink.dropped("empty answer") == 1 && sink.counts("a")["1"] == "0/1")
    let nested = try importText(#"{"a":{"w1":0,"w2":-1}}"#, as: "a.json") {
      $0.labelSpace = space
      $0.orientation = .imageOutside
    }
    #expect(nested.dropped("empty answer") == 1)
    for wrong in ["-2", "_1", "1-", "-0"] {
      #expect(throws: AnnotationError.self, "\(wrong)") {
        try importText("task,worker,label\na,1,\(wrong)\n") { $0.labelSpace = space }
      }
    }
  }

  @Test func `signed scales and grades are classes of their own`() throws {
    let signed = try importText("task,worker,label\na,1,-1\na,2,1\nb,1,0\n")
    #expect(signed.header?.labelSpace.classes.map(\.name) == ["-1", "0", "1"])
    #expect(signed.counts("a") == ["-1": "1/2", "0": "0/2", "1": "1/2"])
    let grades = try importText("task,worker,label\na,1,B-\na,2,B\nb,1,C\nb,2,C-\n")
    #expect(grades.header?.labelSpace.classes.map(\.name) == ["B", "B-", "C", "C-"])
    #expect(try LabelSpace.named(["-2", "-1", "0", "1", "2"]).index(of: "-1") == 1)
  }

  @Test func `spellings of one class are merged and said`() throws {
    let sink = try importText("task,worker,label\na,1,Cat\na,2,cat\nb,1,dog\nb,2,Dog \n")
    #expect(sink.header?.labelSpace.classes.count == 2)
    #expect(sink.counts("a")["Cat"] == "2/2")
    #expect(sink.summary?.notes.contains { $0.contains("`Cat` and `cat`") } == true)
  }

  @Test(arguments: ["#", "|", ";", "\",\""])
  func `several classes in one cell are several choices`(separator: String) throws {
    let isComma = separator.contains(",")
    func cell(_ first: String, _ second: String) -> String {
      isComma ? "\"\(first),\(second)\"" : first + separator + second
    }
    let sink = try importText(
      "task,worker,label\na,1,\(cell("cat", "dog"))\na,2,\(cell("dog", "cat"))\nb,1,cat\nb,2,dog\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["cat", "dog"])
    #expect(sink.counts("a") == ["cat": "2/2", "dog": "2/2"])
    #expect(sink.answers[0].chosenClass == -1)
  }

  @Test func `lists of Python and JSON are choices`() throws {
    let sink = try importText(
      "task,worker,label\na,1,\"['cat', 'dog']\"\na,2,\"[\"\"cat\"\"]\"\nb,1,\"['dog']\"\nb,2,[]\n")
    #expect(sink.counts("a") == ["cat": "2/2", "dog": "1/2"])
    #expect(sink.dropped("empty answer") == 1)
  }

  @Test func `header rows of a survey are no answers`() throws {
    let sink = try importText(
      "task,worker,label\nWhich?,Who?,What?\n\"{\"\"ImportId\"\":\"\"a\"\"}\",x,y\na,1,cat\nb,1,dog\n"
    )
    #expect(sink.dropped("header row of a survey") == 2 && sink.images == ["a", "b"])
    #expect(sink.header?.labelSpace.classes.count == 2)
  }

  @Test func `header rows of a survey do not keep a column from being one of numbers`() throws {
    let sink = try importText(
      "image,annotator,label\nWhich?,Who?,What?\n\"{\"\"ImportId\"\":\"\"a\"\"}\",x,y\n1.0,7.0,cat\n1,7,dog\n"
    )
    #expect(sink.images == ["1"] && sink.annotators.count == 1)
    #expect(sink.counts("1") == ["cat": "1/2", "dog": "1/2"])
  }

  @Test func `times, percentages and rounded shares are said`() throws {
    let times = "image,annotator,label,rt\na,1,cat,1200\na,2,dog,950\nb,1,cat,87\n"
    let map: [ColumnRole: String] = [
      .image: "image", .annotator: "annotator", .label: "label", .reactionTime: "rt",
    ]
    let seconds = try importText(times) { $0.map = map }
    #expect(seconds.summary?.notes.contains { $0.contains("--time-unit ms") } == true)
    let sink = try importText(times) {
      $0.map = map
      $0.timeUnit = .milliseconds
    }
    #expect(sink.answers.map { ($0.reactionTime * 1e6).rounded() } == [1.2e6, 950_000, 87_000])
    #expect(sink.summary?.notes.contains { $0.contains("--time-unit") } == false)
    let percent = try importText("image,cat,dog\na,60,40\nb,10,90\nc,0,100\n") {
      $0.classColumns = ["cat", "dog"]
    }
    #expect(percent.summary?.notes.contains { $0.contains("percentages") } == true)
  }

  @Test func `a stray quote that swallows rows is refused with its line`() {
    #expect {
      try importText("task,worker,label\na,1,cat\nb,1,\"dog\nc,1,cat\nd,1,dog\"\n")
    } throws: { "\($0)".contains("line 3") && "\($0)".contains("whole rows between") }
  }

  @Test(arguments: ["sep=;\n", "\u{FEFF}sep=;\r\n", "\"sep=;\"\n", "SEP=;\n"])
  func `the first line of Excel names the delimiter`(line: String) throws {
    let sink = try importText(line + "task;worker;label\na;1;cat\nb;1;dog,2\n")
    #expect(sink.images == ["a", "b"])
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["cat", "dog,2"])
  }

  @Test func `columns are found without their outer blanks`() throws {
    let sink = try importText("image , who, choice\na.jpg ,w1 , cat\na.jpg ,w2 , dog\n") {
      $0.map = [.image: "image", .annotator: "who", .label: "choice"]
    }
    #expect(sink.images == ["a"] && sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
  }

  @Test(arguments: [
    (
      text: #"{"task":"a","worker":"w","label":"cat","rt":NaN}"# + "\n"
        + #"{"task":"b","label":"x"}"#,
      part: "line 1"
    ),
    (
      text: #"{"task":"a","label":"cat"}"# + "\n" + #"{"task":"b","label":Infinity}"#,
      part: "line 2"
    ),
    (
      text: #"{"task":"a","label":"cat"},"# + "\n" + #"{"task":"b","label":"dog"},"#, part: "line 1"
    ),
    (
      text: #"{"task":"a","label":"cat","label":"dog"}"# + "\n" + #"{"task":"b","label":"x"}"#,
      part: "line 1"
    ),
  ])
  func `a fault in JSON Lines is reported where it is`(row: (text: String, part: String)) {
    #expect {
      try importText(row.text + "\n", as: "a.jsonl")
    } throws: { "\($0)".contains(row.part) && !"\($0)".contains("not a known file") }
  }

  @Test func `names made of the same parts, or of classes, are said`() throws {
    for separator in ["#", "/", " and ", "+"] {
      let sink = try importText(
        "task,worker,label\na,1,cat\(separator)dog\na,2,dog\(separator)cat\n")
      #expect(
        sink.summary?.notes.contains { $0.contains("several answers") } == true, "\(separator)")
    }
    let plain = try importText("task,worker,label\na,1,rock and roll\na,2,cat/dog\n")
    #expect(plain.summary?.notes.contains { $0.contains("several answers") } == false)
  }

  @Test func `a token beside the identifier of a picture tells nothing apart`() throws {
    let rows = [
      ("i?id=1&token=a", "i?id=1"), ("i?id=1&token=b&expires=9", "i?id=1"),
      ("i?token=c&id=2", "i?id=2"), ("p?img=cats/1.jpg&Expires=9", "1"),
      ("p?Expires=8&img=cats/1.jpg", "1"), ("p?file_id=7&auth=x", "p?file_id=7"),
      // A person's or a client's identifier says nothing about the picture.
      ("p?user_id=7&token=a", "p?token=a&user_id=7"), ("p?token=a", "p?token=a"),
      ("i?id=3#part", "i?id=3#part"),
    ]
    for (address, name) in rows {
      #expect(ImageName.normalized("https://example.org/\(address)") == name)
    }
  }

  @Test func `a token without a signature tells pictures of a program apart`() throws {
    let sink = try importText(
      "task,worker,label\nhttps://x/p?token=a,1,cat\nhttps://x/p?token=b,1,dog\n")
    #expect(sink.images.count == 2)
    let signed = try importText(
      "task,worker,label\nhttps://x/k?Expires=1&Signature=s,1,cat\nhttps://x/k?Expires=2&Signature=t,2,dog\n"
    )
    #expect(signed.images == ["k"])
  }

  @Test func `rows without an image are dropped and counted`() throws {
    let sink = try importText("task,worker,label\na,1,cat\n ,1,dog\n,2,dog\n")
    #expect(sink.dropped("row without an image name") == 2)
  }
}
