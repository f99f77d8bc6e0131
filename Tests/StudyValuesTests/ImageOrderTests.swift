import StudyValues
import Testing

struct ImageOrderTests {
  @Test func `names the test and the training images of CIFAR-10 by row`() throws {
    let test = try ImageOrder.cifar10Python.names(
      rows: 10_000, list: nil, permutation: nil, file: "f")
    #expect(test.first == "test_00000" && test.last == "test_09999")
    let train = try ImageOrder.cifar10Python.names(
      rows: 50_000, list: nil, permutation: nil, file: "f")
    #expect(train.first == "train_00000" && train.last == "train_49999")
  }

  @Test func `refuses a number of rows that is neither`() {
    #expect(
      throws: StudyValuesError.wrongOrder(
        file: "f", expected: "10,000 test images or 50,000 training images of CIFAR-10",
        got: "9999 rows")
    ) { try ImageOrder.cifar10Python.names(rows: 9_999, list: nil, permutation: nil, file: "f") }
  }

  @Test func `goes through the permutation of TensorFlow Datasets`() throws {
    var permutation = Array(0..<10_000)
    permutation.swapAt(0, 9_999)
    let names = try ImageOrder.cifar10TFDS.names(
      rows: 10_000, list: nil, permutation: permutation, file: "f")
    #expect(names[0] == "test_09999" && names[9_999] == "test_00000" && names[1] == "test_00001")
  }

  @Test func `refuses a list that is no permutation, and none at all`() {
    #expect(throws: StudyValuesError.self) {
      try ImageOrder.cifar10TFDS.names(
        rows: 10_000, list: nil, permutation: Array(repeating: 0, count: 10_000), file: "f")
    }
    #expect(throws: StudyValuesError.missingList(file: "f", order: "cifar10-tfds")) {
      try ImageOrder.cifar10TFDS.names(rows: 10_000, list: nil, permutation: nil, file: "f")
    }
    #expect(throws: StudyValuesError.missingList(file: "f", order: "imagenet-by-wnid")) {
      try ImageOrder.imagenetByWnid.names(rows: 1, list: nil, permutation: nil, file: "f")
    }
  }

  @Test func `numbers ImageNet validation images from 1`() throws {
    let names = try ImageOrder.imagenetByFileNumber.names(
      rows: 50_000, list: nil, permutation: nil, file: "f")
    #expect(names[0] == "ILSVRC2012_val_00000001" && names[49_999] == "ILSVRC2012_val_00050000")
  }

  @Test func `takes names from a list of the same length`() throws {
    let names = try ImageOrder.listed.names(
      rows: 2, list: ["b/x.png", "y.JPEG"], permutation: nil, file: "f")
    #expect(names == ["x", "y"])
    #expect(throws: StudyValuesError.self) {
      try ImageOrder.listed.names(rows: 3, list: ["x", "y"], permutation: nil, file: "f")
    }
  }
}
