import StudyStore
import StudyValues
import Testing

struct PictureContentTests {
  private static let one = String(repeating: "1", count: 64)
  private static let two = String(repeating: "2", count: 64)

  private func picture(_ name: String, _ sha256: String) -> PictureContent {
    PictureContent(name: name, sha256: sha256, sha1: String(sha256.prefix(40)))
  }

  private func store() throws -> StudyStore {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: ["a.jpg", "b.jpg"], classes: [0, 1])
    return store
  }

  @Test func `joins pictures by name, and files by either digest from then on`() throws {
    let store = try store()
    let counts = try store.setContents(
      [picture("x/a.png", Self.one), picture("b.jpg", Self.two)], dataset: "d", policy: .refuse)
    #expect(counts.matchedByName == 2 && counts.unknown == 0)
    #expect(try store.imageName(matching: Self.one, dataset: "d") == "a.jpg")
    #expect(
      try store.imageName(matching: "\(Self.two.prefix(40)).JPEG", dataset: "d") == "b.jpg")
  }

  @Test func `keeps where a picture lies that no file has told`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("d", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "d", images: ["test_00007", "b.jpg"], classes: [0, 1])
    _ = try store.addAlias("7", of: "test_00007", dataset: "d")
    _ = try store.setContents(
      [picture("all/00007.jpg", Self.one), picture("b.png", Self.two)], dataset: "d",
      policy: .refuse)
    let places = try store.places(of: ["test_00007", "b.jpg"], dataset: "d")
    #expect(places["test_00007"]?.path == "all/00007.jpg")
    #expect(places["b.jpg"]?.path == "b.jpg", "what a file told stays")
  }

  @Test func `joins a renamed picture by its content and keeps the new name`() throws {
    let store = try store()
    _ = try store.setContents([picture("a.jpg", Self.one)], dataset: "d", policy: .refuse)
    let counts = try store.setContents(
      [picture("renamed.jpg", Self.one), picture("stranger.jpg", Self.two)], dataset: "d",
      policy: .count)
    #expect(counts.matchedByContent == 1)
    #expect(counts.unknown == 1 && counts.examples == ["stranger.jpg"])
    #expect(try store.imageName(matching: "renamed", dataset: "d") == "a.jpg")
  }

  @Test func `a digest of two images names neither, and the pair is listed`() throws {
    let store = try store()
    _ = try store.setContents(
      [picture("a.jpg", Self.one), picture("b.jpg", Self.one)], dataset: "d", policy: .refuse)
    let groups = try store.sameContent(in: "d")
    #expect(groups.map(\.images) == [["a.jpg", "b.jpg"]])
    #expect(groups.map(\.sameClass) == [false])
    #expect(
      throws: StudyStoreError.ambiguousImage(
        Self.one, dataset: "d", candidates: ["a.jpg", "b.jpg"])
    ) { try store.imageName(matching: Self.one, dataset: "d") }
  }

  @Test func `refuses other content and two pictures of one image, and records nothing`() throws {
    let store = try store()
    #expect(throws: StudyStoreError.imageNamedTwice("a.jpg", "a.png", dataset: "d")) {
      try store.setContents(
        [picture("a.jpg", Self.one), picture("a.png", Self.two)], dataset: "d", policy: .count)
    }
    #expect(try store.sameContent(in: "d").isEmpty)
    _ = try store.setContents([picture("a.jpg", Self.one)], dataset: "d", policy: .refuse)
    #expect(throws: StudyStoreError.contentDiffers("a.jpg", dataset: "d")) {
      try store.setContents([picture("a.jpg", Self.two)], dataset: "d", policy: .refuse)
    }
  }

  @Test func `pictures are known again by their names, though these may mean others too`() throws {
    let store = try store()
    let pictures = [
      picture("x.jpg", Self.one), picture("sub/x.jpg", Self.one), picture("sub/y.jpg", Self.two),
    ]
    let first = try store.setContents(pictures, dataset: "d", policy: .create)
    let names = try store.images(of: "d").names
    let second = try store.setContents(pictures, dataset: "d", policy: .create)
    #expect(first.created == 3 && second.created == 0 && second.matchedByName == 3)
    #expect(try store.images(of: "d").names == names)
  }

  @Test func `an alias of another image is refused`() throws {
    let store = try store()
    #expect(try store.addAlias("photo-7.jpg", of: "a", dataset: "d"))
    #expect(try !store.addAlias("photo-7.png", of: "a", dataset: "d"))
    #expect(throws: StudyStoreError.aliasTaken("photo-7", image: "b", dataset: "d")) {
      try store.addAlias("photo-7", of: "b", dataset: "d")
    }
  }
}
