import Annotations
import GRDB
import Testing

@testable import StudyStore
import StudyValues

struct ImageIndexTests {
  @Test(arguments: [
    (name: "n01440764/ILSVRC2012_val_00000293.JPEG", spelled: "ILSVRC2012_val_00000293"),
    (name: "ILSVRC2012_val_00000293", spelled: "val/n01440764/ILSVRC2012_val_00000293.jpeg"),
    (name: "test_00012", spelled: "00012.jpg"), (name: "test_00012", spelled: "12"),
    (name: "test_00000", spelled: "0"), (name: "7.png", spelled: "007"),
    (name: "a b.png", spelled: "p/a%20b.png"), (name: "a%20b.png", spelled: "a b"),
    (name: "a b.png", spelled: "a+b.png"), (name: "a+b.png", spelled: "a b"),
  ])
  func `the spellings of one image match`(row: (name: String, spelled: String)) throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: [row.name], classes: [1])
    #expect(
      try store.setLabels(
        dataset: "d", images: [row.spelled], classes: [1], policy: .refuse
      ).set == 1)
    #expect(try store.images(of: "d").names == [row.name])
  }

  @Test(arguments: [
    (name: "test_00012", spelled: "test_00013"), (name: "test_00012", spelled: "train_12x"),
    (name: "a1", spelled: "1"), (name: "Cat.png", spelled: "cat.png"),
    (name: "test_00012", spelled: "train_00012"), (name: "train_7.png", spelled: "x/test_7"),
  ])
  func `other names do not`(row: (name: String, spelled: String)) throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: [row.name], classes: [1])
    #expect(
      throws: StudyStoreError.unknownImages(count: 1, dataset: "d", examples: [row.spelled])
    ) {
      try store.setLabels(dataset: "d", images: [row.spelled], classes: [1], policy: .refuse)
    }
  }

  @Test func `the prefix that Label Studio gives to uploaded files is named`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: ["cat.jpg", "dog.jpg"], classes: [1, 1])
    #expect {
      try store.setLabels(
        dataset: "d", images: ["1/a1b2c3d4-cat.jpg", "1/a1b2c3d5-fox.jpg"], classes: [1, 1],
        policy: .refuse)
    } throws: { error in
      let text = "\(error)"
      return text.contains("1 of them would be known without") && text.contains("a1b2c3d4-cat")
    }
    #expect(ImageName.withoutUploadPrefix("a1b2c3d4-cat.jpg") == "cat")
    for name in ["a1b2c3dg-cat.jpg", "a1b2c3d-cat.jpg", "a1b2c3d4-", "a1b2c3d4_cat.jpg"] {
      #expect(ImageName.withoutUploadPrefix(name) == nil, "\(name)")
    }
  }

  @Test func `a number alone fits neither of a test and a training image`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: ["test_7", "train_7"], classes: [0, 1])
    #expect(try store.images(of: "d").names == ["test_7", "train_7"])
    #expect(try store.imageName(matching: "train_007", dataset: "d") == "train_7")
    #expect(
      throws: StudyStoreError.ambiguousImage(
        "7", dataset: "d", candidates: ["test_7", "train_7"])
    ) {
      try store.imageName(matching: "7", dataset: "d")
    }
  }

  @Test func `images of one base name in two folders are two images`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: ["cat/001.jpg", "dog/001.jpg"], classes: [0, 1])
    #expect(try store.images(of: "d").names == ["cat/001.jpg", "dog/001.jpg"])
    #expect(
      try store.setLabels(dataset: "d", images: ["dog/001.png"], classes: [1], policy: .refuse)
        .set == 1)
    #expect(throws: StudyStoreError.unknownImages(count: 1, dataset: "d", examples: ["001.jpg"])) {
      try store.setLabels(dataset: "d", images: ["001.jpg"], classes: [1], policy: .refuse)
    }
    #expect(
      throws: StudyStoreError.ambiguousImage(
        "001", dataset: "d", candidates: ["cat/001.jpg", "dog/001.jpg"])
    ) {
      try store.addAlias("first", of: "001", dataset: "d")
    }
  }

  @Test(arguments: [1, 15, 16, 17, 40])
  func `new images are found among those of the same file, wherever they stand`(count: Int) throws {
    let names = (0..<count).map { "x/\($0)a.png" }
    for place in 0..<count {
      let store = try StudyStore.inMemory()
      try store.ensureDataset("d", labelSpace: StudyFixtures.space())
      #expect(throws: StudyStoreError.imageNamedTwice(names[place], "\(place)a", dataset: "d")) {
        try store.setLabels(
          dataset: "d", images: names + ["\(place)a"],
          classes: [Int?](repeating: 0, count: count + 1))
      }
      #expect(try store.images(of: "d").names.isEmpty)
      try store.setLabels(
        dataset: "d", images: names + ["y/\(place)a"],
        classes: [Int?](repeating: 0, count: count + 1))
      #expect(try store.images(of: "d").names == names + ["y/\(place)a"])
      // Several further images, of which some are known.
      let more = ["y/new", names[place], "z/new"]
      let labels = try store.setLabels(dataset: "d", images: more, classes: [0, 0, 0])
      #expect(labels.created == 2)
      #expect(try store.images(of: "d").names == names + ["y/\(place)a", "y/new", "z/new"])
    }
  }

  @Test func `two names of one file for one image are refused`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    #expect(throws: StudyStoreError.imageNamedTwice("a.jpg", "a.png", dataset: "d")) {
      try store.setLabels(dataset: "d", images: ["a.jpg", "a.png"], classes: [0, 1])
    }
  }

  @Test(arguments: [
    ["https://h.org/a/b.jpg?X-Amz-Signature=a1", "https://h.org/a/b.jpg?X-Amz-Signature=b2"],
    ["https://u:p@h.org/a/b.jpg", "https://h.org/a/b.jpg"],
  ])
  func `two addresses that differ by their signature or user are one image`(names: [String]) throws
  {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    let name = "https://h.org/a/b.jpg"
    #expect(throws: StudyStoreError.imageNamedTwice(name, name, dataset: "d")) {
      try store.setLabels(dataset: "d", images: names, classes: [0, 1])
    }
  }

  @Test func `an alias is found`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: ["a.jpg"], classes: [0])
    try store.addAlias("e3b0c442", of: "a", dataset: "d")
    #expect(try store.imageName(matching: "x/a.jpeg", dataset: "d") == "a.jpg")
    #expect(
      try store.setLabels(dataset: "d", images: ["e3b0c442"], classes: [0], policy: .refuse).set
        == 1)
    #expect(throws: StudyStoreError.unknownImage("b", dataset: "d", nearest: nil)) {
      try store.addAlias("x", of: "b", dataset: "d")
    }
  }

  @Test func `a person need not know the capitals of a name`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: ["Cat_1.JPEG", "x/b", "x/B"], classes: [0, 1, 2])
    #expect(try store.imageName(matching: "cat_1.jpeg", dataset: "d") == "Cat_1.JPEG")
    #expect(try store.imageName(matching: "x/B", dataset: "d") == "x/B")
    // Files say what they mean.
    #expect(throws: StudyStoreError.unknownImages(count: 1, dataset: "d", examples: ["cat_1"])) {
      try store.setLabels(dataset: "d", images: ["cat_1"], classes: [0], policy: .refuse)
    }
  }

  @Test func `a label is not changed unless that is asked for`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: ["a", "b"], classes: [0, 1])
    #expect(throws: StudyStoreError.labelsDiffer(dataset: "d", count: 1, examples: ["b"])) {
      try store.setLabels(dataset: "d", images: ["a", "b"], classes: [0, 2])
    }
    #expect(try store.images(of: "d").classes == [0, 1])
    try store.setLabels(dataset: "d", images: ["b"], classes: [2], replaces: true)
    #expect(try store.images(of: "d").classes == [0, 2])
    #expect(throws: StudyStoreError.classOutOfRange(index: 3, row: 0, expected: 0...2)) {
      try store.setLabels(dataset: "d", images: ["a"], classes: [3])
    }
  }

  @Test func `data sets share a label space only when the classes are the same`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.ensureDataset("e", labelSpace: StudyFixtures.space())
    try store.ensureDataset("f", labelSpace: LabelSpace.named(["x", "y"]))
    #expect(try store.datasets().map(\.labelSpace) == ["names", "names", "names:f"])
    #expect(try store.labelSpace(of: "f").classes.map(\.name) == ["x", "y"])
    #expect(
      throws: StudyStoreError.labelSpaceDiffers(dataset: "d", expected: "names", got: "names")
    ) {
      try store.ensureDataset("d", labelSpace: LabelSpace.named(["x", "y"]))
    }
  }

  @Test func `a plus sign is a blank only where nothing else fits, and that is said`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    let made = try store.setLabels(
      dataset: "d", images: ["a b", "a+b", "c d"], classes: [0, 1, 2])
    #expect(made.created == 3 && made.note == nil)
    let again = try store.setLabels(
      dataset: "d", images: ["a+b", "a b", "c+d"], classes: [1, 0, 2], policy: .refuse)
    #expect(again.set == 3)
    #expect(again.note?.hasPrefix("1 name of an image fits one of the data set only") == true)
    #expect(try store.imageNameFilter(of: "d").mayKnow("c+d"))
  }

  @Test func `a name that an earlier version stored with percent-encoding is found`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: ["x"], classes: [0])
    try store.write { try $0.execute(sql: "UPDATE image_alias SET alias = 'a%2C%20(b)'") }
    #expect(
      try store.setLabels(dataset: "d", images: ["a, (b).png"], classes: [0], policy: .refuse).set
        == 1)
  }
}
