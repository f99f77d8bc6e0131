import Annotations
import TestSupport
import Testing
import StudyValues

struct ImageNameTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let raw: String
    let normalized: String
    var testDescription: String { raw }
  }

  @Test(arguments: [
    Row(raw: "ILSVRC2012_val_00000001.JPEG", normalized: "ILSVRC2012_val_00000001"),
    Row(raw: "n01440764/ILSVRC2012_val_00000001.jpeg", normalized: "ILSVRC2012_val_00000001"),
    Row(raw: "n01440764\\a.JPG", normalized: "a"),
    Row(raw: "https://labelerrors.com/static/cifar10//20.png", normalized: "20"),
    Row(raw: "278e88f19a254cd.png", normalized: "278e88f19a254cd"),
    Row(raw: "0.35", normalized: "0.35"),
    Row(raw: ".png", normalized: ".png"),
    Row(raw: "folder/", normalized: "folder/"),
    Row(raw: "", normalized: ""), Row(raw: "a%20b.jpg", normalized: "a b"),
    Row(raw: "https://x.org/p/a%20b.jpg?v=2", normalized: "a b"),
    Row(raw: "https://x.org/o/pets%2Fa.jpg?alt=media", normalized: "a"),
    Row(raw: "caf%C3%A9.png", normalized: "caf\u{E9}"),
    Row(raw: "cafe%CC%81.png", normalized: "caf\u{E9}"), Row(raw: "50%.png", normalized: "50%"),
    Row(raw: "a%ff.png", normalized: "a%ff"), Row(raw: "a%00.png", normalized: "a%00"),
    Row(raw: "a+b.png", normalized: "a+b"),
    Row(raw: "https://me:secret@x.org/p/a.jpg", normalized: "a"),
    Row(raw: "https://me:secret@x.org/get?id=3", normalized: "get?id=3"),
    Row(raw: "a\u{200B}.jpg", normalized: "a"), Row(raw: "a\u{A0}.jpg", normalized: "a"),
    Row(raw: "https://x.org/@me/a.jpg", normalized: "a"), Row(raw: "a@2x.png", normalized: "a@2x"),
  ])
  func `keeps the base name without a picture extension`(row: Row) {
    #expect(ImageName.normalized(row.raw) == row.normalized)
  }

  @Test func `a user and a password of an address are kept nowhere, and counted`() throws {
    let sink = try importText(
      "image,annotator,label\nhttps://me:secret@x.org/a.jpg,1,cat\nhttp://me@x.org/b/c.jpg,1,dog\n"
        + "https://x.org/@me/d.jpg,1,dog\n")
    #expect(sink.images == ["a", "c", "d"])
    for (told, kept) in [
      ("https://me:secret@x.org/a.jpg", "https://x.org/a.jpg"),
      ("http://me@x.org/b/c.jpg", "http://x.org/b/c.jpg"),
      ("https://x.org/@me/d.jpg", "https://x.org/@me/d.jpg"),
    ] {
      #expect(ImagePlace(told: told)?.url == kept)
    }
    #expect(
      sink.summary?.notes.contains { $0.hasPrefix("2 addresses of images have a user name") }
        == true)
    #expect(
      ImageName.normalized("https://me:x@h.org/b/c.jpg", keepsFolders: true) == "https://h.org/b/c")
  }

  @Test func `what stands behind a picture in one row only is counted as merged`() throws {
    for text in ["https://x.org/a.jpg?id=1", "a.jpg?id=1", "https://x.org/a.jpg#1"] {
      let sink = try importText("image,annotator,label\n\(text),1,cat\na.jpg,2,dog\nb.jpg,2,dog\n")
      #expect(sink.images == ["a", "b"], "\(text)")
      #expect(
        sink.summary?.notes.contains { $0.contains("what stands behind a picture's address") }
          == true, "\(text)")
    }
  }

  @Test func `the order of parameters and &amp; make no other image`() throws {
    let addresses = [
      "https://x.org/i.php?id=1&album=2", "https://x.org/i.php?album=2&id=1",
      "https://x.org/i.php?album=2&amp;id=1",
    ]
    #expect(Set(addresses.map { ImageName.normalized($0) }) == ["i.php?album=2&id=1"])
    // Values that repeat keep their order, and so do parameters with a path, which names the image.
    #expect(
      ImageName.normalized("https://x.org/i.php?b=1&a=2&a=1") == "i.php?a=2&a=1&b=1")
    #expect(ImageName.normalized("https://x.org/i?x=1&d=pets/a.jpg") == "a")
    #expect(ImageName.normalized("Tom &amp; Jerry.jpg") == "Tom &amp; Jerry")
    let rows = addresses.enumerated().map { "\($1),\($0),cat" }.joined(separator: "\n")
    let sink = try importText("image,annotator,label\n\(rows)\nb.jpg,0,dog\n")
    #expect(sink.counts("i.php?album=2&id=1") == ["cat": "3/3", "dog": "0/3"])
    #expect(
      sink.summary?.notes.contains {
        $0.hasPrefix("2 names of images differ") && $0.contains("the order of its parameters")
      } == true)
  }

  @Test func `keeps folders when asked`() {
    #expect(ImageName.normalized("fold1/a.png", keepsFolders: true) == "fold1/a")
  }

  @Test func `refuses two folders with the same base name`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "task,worker,label\nfold1/a.png,1,x\nfold2/a.png,1,y\n", as: "answers.csv")
    #expect {
      var sink = CollectedAnnotations()
      _ = try AnnotationReader.read(paths: [path], into: &sink)
    } throws: { error in
      guard case AnnotationError.ambiguousImage(let position, "fold2/a.png", "fold1/a.png") = error
      else { return false }
      return position.line == 3
    }
    var options = ImportOptions()
    options.keepsFolders = true
    var sink = CollectedAnnotations()
    _ = try AnnotationReader.read(paths: [path], options: options, into: &sink)
    #expect(sink.images == ["fold1/a", "fold2/a"])
  }

  @Test func `refuses two extensions of the same base name and accepts a missing one`() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(
      "task,worker,label\na,1,x\na.PNG,2,x\nd/a.png,3,y\n", as: "good.csv")
    var sink = CollectedAnnotations()
    _ = try AnnotationReader.read(paths: [good], into: &sink)
    #expect(sink.images == ["a"])
    let bad = try folder.write("task,worker,label\na.jpg,1,x\na.png,2,y\n", as: "bad.csv")
    #expect(throws: AnnotationError.self) {
      var other = CollectedAnnotations()
      _ = try AnnotationReader.read(paths: [bad], into: &other)
    }
  }

  @Test func `two encodings of a name are one image, with a note`() throws {
    let sink = try importText(
      "task,worker,label\na%20b.jpg,1,x\na b.jpg,2,x\na b,3,y\na+b.jpg,1,x\n")
    #expect(sink.images == ["a b", "a+b"])
    #expect(
      sink.summary?.notes.contains {
        $0.contains("2 names of images differ from another by percent")
      }
        == true)
  }
}
