import Annotations
import Tensors
import TestSupport
import Testing

@testable import StudyStore
import StudyValues

/// The oracles are those that the data's publishers and PAPER.md's counts give; see data/README.md.
@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct RealStudyTests {
  @Test func `CIFAR-10H's frequencies, bins and majorities come out`() throws {
    let store = try StudyStore.inMemory()
    let space = LabelSpace.cifar10
    let labels = try Tensor.open(RealData.path("zoo/labels.npy")).readAll(as: Int64.self)
    let path = try RealData.path("annotations/cifar10h/cifar10h-counts.npy")
    var options = ImportOptions()
    options.order = .cifar10Python
    let names = try ImageOrder.cifar10Python.names(
      rows: labels.count, list: nil, permutation: nil, file: "labels.npy")
    try store.ensureDataset("cifar10", labelSpace: space, imageOrder: .cifar10Python)
    try store.setLabels(dataset: "cifar10", images: names, classes: labels.map { Int($0) })
    let outcome = try store.importAnnotations(
      AnnotationImport(
        dataset: "cifar10", set: "cifar10h", sourceHash: "h", imagePolicy: .refuse)
    ) { sink in
      _ = try AnnotationReader.read(paths: [path], options: options, into: &sink)
    }
    guard case .imported(let counts) = outcome else { throw StudyFixtures.Unexpected() }
    #expect(counts.imagesMatched == 10_000 && counts.imagesMissing == 0)
    let (_, rows) = try store.rows(
      """
      SELECT printf('%.6f', avg(hsf)), sum(hsf = 1), sum(majority_class = class),
        sum(5 * selected <= shown),
        sum(5 * selected > shown AND 5 * selected <= 2 * shown),
        sum(5 * selected > 2 * shown AND 5 * selected <= 3 * shown),
        sum(5 * selected > 3 * shown AND 5 * selected <= 4 * shown),
        sum(5 * selected > 4 * shown), sum(hsf < 0.5), count(DISTINCT hsf), sum(shown)
      FROM human_hardness
      """)
    // Three images have a tie that the label shares, 77 another class with more votes.
    let expected = [4_392, 9_920, 15, 52, 143, 424, 9_366, 122, 256].map {
      QueryValue.integer($0)
    }
    #expect(rows == [[.text("0.952346")] + expected + [.integer(511_000)]])
    let picture = try store.hardnessTable(dataset: "cifar10")
    #expect(picture.images[12] == "test_00012" && picture.count == 10_000)
  }
}
