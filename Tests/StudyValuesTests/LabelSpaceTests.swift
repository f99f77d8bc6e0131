import StudyValues
import Testing

struct LabelSpaceTests {
  @Test func `converts the development kit's identifiers to sorted order and back`() throws {
    // ILSVRC2012_val_00000001 is 490 in the ground truth of the kit and 65 in torchvision.
    #expect(LabelSpace.ilsvrcID.convert(490, to: .sortedWnid) == 65)
    #expect(LabelSpace.sortedWnid.convert(65, to: .ilsvrcID) == 490)
    #expect(LabelSpace.ilsvrcID[490]?.wnid == "n01751748")
    #expect(LabelSpace.sortedWnid[0]?.wnid == "n01440764")
    let there = try LabelSpace.sortedWnid.conversion(to: .ilsvrcID)
    let back = try LabelSpace.ilsvrcID.conversion(to: .sortedWnid)
    for (index, id) in there.enumerated() { #expect(back[Int(id) - 1] == Int32(index)) }
    #expect(Set(there) == Set(1...1_000))
  }

  @Test func `sorted order is the order of WordNet identifiers`() {
    let wnids = LabelSpace.sortedWnid.classes.compactMap(\.wnid)
    #expect(wnids.count == 1_000 && wnids == wnids.sorted())
    #expect(LabelSpace.caffe.classes == LabelSpace.sortedWnid.classes)
  }

  @Test func `finds classes by name, identifier and index of its own count`() {
    #expect(LabelSpace.cifar10.index(of: "Truck") == 9)
    #expect(LabelSpace.cifar10.index(of: "9") == 9)
    #expect(LabelSpace.cifar10.index(of: "9.0") == 9)
    #expect(LabelSpace.cifar10.index(of: "10") == nil)
    #expect(LabelSpace.cifar10.index(of: "-1") == nil)
    #expect(LabelSpace.ilsvrcID.index(of: "n01751748") == 490)
    #expect(LabelSpace.ilsvrcID.index(of: "0") == nil)
    #expect(LabelSpace.cifar10.index(of: "car") == nil)
  }

  @Test func `prefers a name that looks like a number to an index`() throws {
    let digits = try LabelSpace.named(["1", "0"])
    #expect(digits.index(of: "1") == 0)
  }

  @Test func `matches names without regard to case, underscores, hyphens and spaces`() throws {
    let space = try LabelSpace.named(["ice cream", "T-shirt"])
    #expect(space.index(of: "Ice_Cream") == 0)
    #expect(space.index(of: "t shirt") == 1)
  }

  @Test func `refuses gaps, repeated names and no classes`() {
    #expect(throws: StudyValuesError.self) {
      try LabelSpace(
        name: "x", classes: [ClassName(index: 0, name: "a"), ClassName(index: 2, name: "b")])
    }
    #expect(throws: StudyValuesError.self) { try LabelSpace.named(["a", "A"]) }
    #expect(throws: StudyValuesError.self) { try LabelSpace.named([]) }
  }

  @Test func `refuses to convert a class that the other space lacks`() throws {
    let space = try LabelSpace.named(["cat", "unicorn"])
    #expect(space.convert(0, to: .cifar10) == 3)
    #expect(space.convert(1, to: .cifar10) == nil)
    #expect(throws: StudyValuesError.self) { try space.conversion(to: .cifar10) }
  }
}
