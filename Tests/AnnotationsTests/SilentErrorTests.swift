import Annotations
import Files
import Tensors
import TestSupport
import Testing
import StudyValues

/// Files that could be read to wrong numbers without a word.
struct SilentErrorTests {
  private static func saysShares(_ error: any Error) -> Bool {
    guard case AnnotationError.badValues(let values) = error else { return false }
    return values[0].expected.contains("shares cannot be added")
  }

  private static func refusesOptions(_ error: any Error, _ part: String) -> Bool {
    guard case AnnotationError.incompatibleOptions(let sentence) = error else { return false }
    return sentence.contains(part)
  }

  // MARK: - Classes

  @Test func `columns named by --classes are joined to declared classes by name`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("votes.npy")
    try NPYWriter.write([3, 0, 1, 0, 2, 2] as [Int64], shape: [2, 3], to: path)
    func read(_ classes: [String]) throws -> CollectedAnnotations {
      try importFiles([path]) {
        $0.order = .listed
        $0.imageNames = ["a", "b"]
        $0.labelSpace = try? LabelSpace.named(["x", "y", "z"])
        $0.classColumns = classes
      }
    }
    #expect(try read(["z", "y", "x"]).counts("a") == ["x": "1/4", "y": "0/4", "z": "3/4"])
    #expect(throws: StudyValuesError.self) { try read(["p", "q", "r"]) }
    #expect(throws: AnnotationError.self) { try read(["x", "y"]) }
  }

  @Test func `a format without columns of classes refuses --classes`() {
    #expect {
      _ = try importText("task,worker,label\na,1,cat\n") { $0.classColumns = ["dog", "cat"] }
    } throws: {
      Self.refusesOptions($0, "--label-space")
    }
  }

  @Test func `numbers of classes are names and never positions`() throws {
    let space = try LabelSpace.named(["0", "2", "3"])
    #expect(space.index(of: "2") == 1 && space.index(of: 2) == 1)
    #expect(space.index(of: "1") == nil && space.index(of: 1) == nil)
    #expect(space.index(of: "03") == 2)
    #expect(try LabelSpace.named(["a", "b"]).index(of: 1) == 1)
    // A file of 0 to 4 and classes of 1 to 5: 0 is none of them.
    #expect(throws: AnnotationError.self) {
      try importText("task,worker,label\na,1,1\nb,1,0\n") {
        $0.labelSpace = try? LabelSpace.named(["1", "2", "3", "4", "5"])
      }
    }
  }

  @Test func `a class with spaces around it is the same class`() throws {
    let read = try importText("task,worker,label\na,1,cat\na,2, cat\na,3,cat \na,4,dog\n")
    #expect(read.header?.labelSpace.classes.map(\.name) == ["cat", "dog"])
    #expect(read.counts("a") == ["cat": "3/4", "dog": "1/4"])
  }

  @Test func `answers of yes and no among several classes need the class they are about`() throws {
    let yaml = "ann: {'1': true, '2': false}\n"
    let two = try LabelSpace.named(["cat", "dog"])
    #expect {
      _ = try importText(yaml, as: "a.yaml") { $0.labelSpace = two }
    } throws: {
      Self.refusesOptions($0, "name it with --classes")
    }
    let read = try importText(yaml, as: "a.yaml") {
      $0.labelSpace = two
      $0.classColumns = ["dog"]
    }
    #expect(read.counts("1") == ["dog": "1/1"])
  }

  // MARK: - Answers that are none

  @Test func `empty cells and words for missing are dropped and counted`() throws {
    let text = "task,worker,label\na,1,cat\na,2,\na,3,NA\na,4,nan\na,5,dog\n"
    let read = try importText(text)
    #expect(read.header?.labelSpace.classes.map(\.name) == ["cat", "dog"])
    #expect(read.dropped("empty answer") == 3 && read.counts("a")["cat"] == "1/2")
    let named = try importText("task,worker,label\na,1,NA\na,2,EU\n") {
      $0.labelSpace = try? LabelSpace.named(["EU", "NA"])
    }
    #expect(named.counts("a") == ["EU": "1/2", "NA": "1/2"])
  }

  @Test func `answers without an annotator are of nobody`() throws {
    let read = try importText("task,worker,label\na,,cat\na,,cat\na,x,dog\n")
    #expect(read.annotators.count == 1 && read.counts("a")["cat"] == "2/3")
    #expect(read.summary?.notes.contains { $0.hasPrefix("2 answers name no annotator") } == true)
    #expect(read.summary?.notes.contains { $0.contains("repeat an earlier") } == false)
  }

  @Test func `several classes without weights are no single choice`() throws {
    let header = "_unit_id,_worker_id,_tainted,image_url,what,what_gold\n"
    let read = try importText(header + "1,w,false,a.jpg,\"cat\ndog\",\n1,v,false,a.jpg,cat,\n")
    #expect(read.counts("a") == ["cat": "2/2", "dog": "1/2"])
    #expect(read.answers.map(\.chosenClass) == [-1, 0])
    #expect(read.summary?.notes.contains { $0.hasPrefix("1 answer selects several") } == true)
  }

  // MARK: - Counts

  @Test func `a question of Galaxy Zoo that was not asked is missing`() throws {
    let header = "iauname,smooth_total,smooth_yes,smooth_no,edge_total,edge_yes,edge_no\n"
    let read = try importText(header + "J1,10,7,3,0,0,0\nJ2,40.0,4.0,36,36,0,36\n")
    #expect(read.header?.task == .presence)
    #expect(read.counts("J1") == ["smooth: yes": "7/10", "smooth: no": "3/10"])
    #expect(read.counts("J2")["edge: yes"] == "0/36")
  }

  @Test(arguments: ["J1,10,12,2", "J1,10,7,2", "J1,4.4,4.4,0"])
  func `answers of Galaxy Zoo that do not sum to their total are refused`(row: String) {
    #expect(throws: AnnotationError.self) {
      try importText("iauname,smooth_total,smooth_yes,smooth_no\n\(row)\n")
    }
  }

  @Test func `a column of Galaxy Zoo that is no answer is named with --other`() throws {
    let text = "iauname,smooth_total,smooth_yes,smooth_no,smooth_entropy\nJ1,10,7,3,.55\n"
    #expect(throws: AnnotationError.self) { try importText(text) }
    let read = try importText(text) { $0.otherColumns = ["smooth_entropy"] }
    #expect(read.counts("J1") == ["smooth: yes": "7/10", "smooth: no": "3/10"])
  }

  @Test func `shares of one image and class are never added`() throws {
    #expect {
      _ = try importText("image,class,sel_freq\na,cat,0.7\na,cat,0.7\n")
    } throws: {
      Self.saysShares($0)
    }
    #expect {
      let header = "_unit_id,_trusted_judgments,image_url,what,what:confidence\n"
      _ = try importText(header + "1,3,a.jpg,cat,.9\n2,3,a.jpg,cat,.6\n")
    } throws: {
      Self.saysShares($0)
    }
    let folder = try TemporaryFolder()
    let path = folder.path("p.npy")
    try NPYWriter.write([0.5, 0.5, 1, 0] as [Double], shape: [2, 2], to: path)
    #expect {
      _ = try importFiles([path]) {
        $0.order = .listed
        $0.imageNames = ["a", "a"]
        $0.classColumns = ["x", "y"]
      }
    } throws: {
      Self.saysShares($0)
    }
  }

  @Test func `counts of repeated rows are added with a note`() throws {
    let read = try importText("image,class,selected,total\na,cat,3,5\na,cat,1,5\n")
    #expect(read.counts("a") == ["cat": "4/10"])
    let note = "1 row is of an image and class that an earlier row had; the counts are added."
    #expect(read.summary?.notes == ["The counts are of 10 votes about 1 image.", note])
  }

  @Test func `columns that are neither classes nor --other are named`() throws {
    let read = try importText("image,cat,dog,emu,width\na,1,2,5,480\n") {
      $0.classColumns = ["cat", "dog"]
    }
    #expect(read.counts("a") == ["cat": "1/3", "dog": "2/3"])
    #expect(read.summary?.notes.contains { $0.contains("emu, width") } == true)
  }

  @Test func `a gold unit of an aggregated report is known by its state`() throws {
    let header = "_unit_id,_unit_state,_trusted_judgments,image_url,what,what:confidence\n"
    let read = try importText(header + "1,golden,3,a.jpg,cat,.9\n2,finalized,3,b.jpg,cat,.6\n")
    #expect(read.dropped("gold unit") == 1 && read.counts("a").isEmpty)
  }

  @Test func `assignments of an unknown task of ImageNetV2 are counted`() throws {
    let text = """
      {"hits": [{"uuid": "h", "wnid": "n01443537", "images_all": ["a"]}],
       "assignments": {"h": {"1": {"AssignmentStatus": "Approved", "WorkerId": "w", "Answer": []}},
                       "g": {"2": {"AssignmentStatus": "Approved", "WorkerId": "w", "Answer": []}}}}
      """
    let read = try importText(text, as: "r.json")
    #expect(read.dropped("assignment of a task that is not among hits") == 1)
    #expect(read.summary?.rowsRead == 2 && read.summary?.rowsUsed == 1)
  }

  @Test func `maybe answers are counted and their worth is said`() throws {
    let read = try importText("image,class,no,maybe,yes\na,cat,1,2,3\n") { $0.maybe = .half }
    #expect(
      read.summary?.notes
        == [
          "The counts are of 6 votes about 1 image.",
          "2 answers are maybe, counted as 0.5 (--maybe 0, 0.5, 1 or drop).",
        ])
  }

  // MARK: - Columns and persons

  @Test func `two columns of one name are refused`() {
    #expect {
      _ = try importText("task,worker,label,label\na,1,cat,dog\n")
    } throws: {
      Self.refusesOptions($0, "several columns named label")
    }
  }

  @Test(arguments: [AnnotatorIdentity.position, .none])
  func `annotators are hidden whatever the user calls them`(identity: AnnotatorIdentity) throws {
    let read = try importText("task,worker,label\na,anna@uni.de,cat\n") {
      $0.annotatorIdentity = identity
    }
    #expect(read.annotators.allSatisfy { !$0.contains("anna") })
  }

  @Test func `a rule about persons refuses positions`() {
    #expect(
      throws: StudyValuesError.needsPersons(method: "--duplicates first", identity: .position)
    ) {
      try importText("task,worker,label\na,1,cat\n") {
        $0.annotatorIdentity = .position
        $0.duplicates = .first
      }
    }
  }

  @Test func `a file that contradicts the classes of the data set says so`() throws {
    let read = try importText("file,who,answer,truth\na,1,cat,dog\na,2,cat,dog\n") {
      $0.map = [.image: "file", .annotator: "who", .label: "answer", .target: "truth"]
      $0.labelSpace = try? LabelSpace.named(["cat", "dog"])
      $0.targets = ["a": 0]
    }
    #expect(read.targets.map(\.targetClass) == [0, 1])
  }

  // MARK: - Names

  @Test func `an address of the web ends before its query`() throws {
    let read = try importText(
      "task,worker,label\nhttp://x/a.jpg?s=1,1,cat\nhttp://x/a.jpg?s=2,2,cat\na.jpg,3,cat\n")
    #expect(read.counts("a") == ["cat": "3/3"])
    #expect(ImageName.normalized("https://x.org/p/b.jpg?sz=3#top") == "b")
    #expect(ImageName.normalized("what?.jpg") == "what?")
  }
}
