import Annotations
import RealModule
import Tensors
import TestSupport
import Testing
import StudyValues

/// Figures of the published files; the oracles were computed with NumPy from the same files.
@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct RealAnnotationsTests {
  @Test func `finds the figures of the CIFAR-10H counts`() throws {
    let truth = try Tensor.open(
      RealData.path("annotations/label-errors/cifar10_test_set_original_labels.npy")
    ).readAll(as: Int32.self)
    let names = try ImageOrder.cifar10Python.names(
      rows: 10_000, list: nil, permutation: nil, file: "labels")
    let targets = Dictionary(uniqueKeysWithValues: zip(names, truth))
    let labels = try importFiles([RealData.path("annotations/cifar10h/cifar10h-counts.npy")]) {
      $0.targets = targets
    }
    let hsf = labels.targetHSF
    let mean = hsf.reduce(0, +) / 10_000
    #expect(mean.isApproximatelyEqual(to: 0.952346, absoluteTolerance: 5e-7))
    #expect(rightClosedBins(hsf) == [15, 52, 143, 424, 9_366])
    #expect(hsf.count { $0 == 1 } == 4_392 && hsf.count { $0 < 0.5 } == 122)
    #expect(labels.header?.format == "cifar10h-counts")
    #expect(labels.tallies.count == 100_000)
    let total = labels.tallies.lazy.filter { $0.targetClass == 0 }.reduce(0) { $0 + $1.shown }
    #expect(total == 511_000)
    #expect(labels.counts("test_00000")["cat"] == "48/51")
    let shares = try importFiles([RealData.path("annotations/cifar10h/cifar10h-probs.npy")])
    #expect(shares.header?.format == "cifar10h-probs" && shares.header?.hasCounts == false)
    for (count, share) in zip(labels.selections, shares.selections) {
      #expect(count.hsf == share.hsf)
    }
  }

  @Test func `finds the three-level votes of ImageNet ReaL`() throws {
    let sink = try importFiles([RealData.path("annotations/imagenet-real/raters.npz")])
    #expect(sink.header?.format == "real-raters" && sink.header?.annotatorIdentity == .person)
    #expect(sink.answers.count == 924_810 && sink.annotators.count == 85)
    #expect(sink.images.count == 24_889)
    #expect(sink.tallies.allSatisfy { $0.shown == 5 })
    let yes = sink.tallies.reduce(0) { $0 + $1.selected }
    let maybe = sink.tallies.reduce(0) { $0 + $1.partial }
    #expect(yes == 116_444 && maybe == 78_942)
    let original = try importFiles([
      RealData.path("annotations/imagenet-real/votes-original-label.csv")
    ]) { $0.labelSpace = .sortedWnid }
    #expect(original.header?.format == "selected-table")
    let hsf = original.selections.compactMap(\.hsf)
    let mean = hsf.reduce(0, +) / Double(hsf.count)
    #expect(mean.isApproximatelyEqual(to: 0.444855, absoluteTolerance: 5e-7))
    let counts = (0...5).map { level in original.tallies.count { $0.selected == Double(level) } }
    #expect(counts == [6_064, 4_218, 3_768, 3_424, 3_741, 3_674])
    struct Pair: Hashable {
      let image: String
      let label: Int32
    }
    var found: [Pair: Tally] = [:]
    for tally in sink.tallies {
      found[Pair(image: sink.images[Int(tally.image)], label: tally.targetClass)] = tally
    }
    for tally in original.tallies {
      let pair = Pair(image: original.images[Int(tally.image)], label: tally.targetClass)
      let other = try #require(found[pair])
      #expect(other.selected == tally.selected && other.partial == tally.partial)
    }
  }

  @Test func `finds the accuracy of the classify task`() throws {
    let sink = try importFiles([
      RealData.path("annotations/imagenet-tsipras2020/classify-task-votes.csv")
    ])
    #expect(sink.images.count == 6_761)
    let hsf = sink.targetHSF
    #expect(hsf.count == 6_761)
    let mean = hsf.reduce(0, +) / Double(hsf.count)
    #expect(mean.isApproximatelyEqual(to: 0.5886, absoluteTolerance: 5e-5))
    #expect(rightClosedBins(hsf) == [864, 1_067, 1_236, 1_710, 1_884])
  }

  @Test func `gives the columns of CIFAR-10H to their classes in any declared space`() throws {
    let path = try RealData.path("annotations/cifar10h/cifar10h-counts.npy")
    let reversed = try LabelSpace.named(LabelSpace.cifar10.classes.map(\.name).reversed())
    let sink = try importFiles([path]) { $0.labelSpace = reversed }
    #expect(sink.header?.format == "cifar10h-counts")
    #expect(sink.counts("test_00000")["cat"] == "48/51")
    #expect(sink.counts("test_00001")["ship"] == "50/51")
  }

  @Test func `finds the accepted classes of real.json`() throws {
    let sink = try importFiles([RealData.path("annotations/imagenet-real/real.json")])
    #expect(sink.header?.format == "real-labels" && sink.header?.order == .imagenetByFileNumber)
    #expect(sink.dropped("no class accepted") == 3_163)
    #expect(sink.images.count == 46_837 && sink.images.first == "ILSVRC2012_val_00000002")
    let lengths = [39_394, 5_408, 1_319, 411, 161, 88, 41, 13, 2]
    let accepted = lengths.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    #expect(sink.tallies.count == accepted)
  }

  @Test func `reads nested answers of peerannot in both orientations`() throws {
    let folder = "annotations/peerannot/toy-data"
    let images = try importFiles([RealData.path("\(folder)/answers.json")]) {
      $0.orientation = .imageOutside
    }
    let inverse = try importFiles([RealData.path("\(folder)/answers_inversed.json")]) {
      $0.orientation = .annotatorOutside
    }
    for image in ["0", "1", "2"] { #expect(images.counts(image) == inverse.counts(image)) }
    #expect(images.answers.count == 9)
  }

  @Test func `tells the two cranes of class_info apart`() throws {
    let space = try LabelSpace.load(RealData.path("annotations/imagenetv2/class_info.json"))
    #expect(space.name == "sorted-wnid-0" && space.classes.count == 1_000)
    #expect(space.index(of: "crane (n02012849)") == 134)
    #expect(space.index(of: "crane") == nil)
    #expect(space.index(of: "goldfish") == 1)
  }

  @Test func `finds the votes of FER+`() throws {
    let sink = try importFiles([RealData.path("annotations/ferplus/fer2013new.csv")])
    #expect(sink.summary?.rowsRead == 35_887)
    #expect(sink.dropped("row without an image name") == 173)
    let shown = Set(sink.tallies.map(\.shown))
    // Four names stand in two rows each.
    #expect(shown == [9, 10, 20])
    #expect(sink.summary?.notes.contains { $0.hasPrefix("4 rows are of an image that") } == true)
    let nine = sink.tallies.filter { $0.shown == 9 }
    #expect(Set(nine.map { sink.images[Int($0.image)] }) == ["fer0010406"])
  }

  /// The numbers of values in (0, .2], (.2, .4], … (.8, 1], 0 with the first.
  private func rightClosedBins(_ values: [Double]) -> [Int] {
    var counts = [0, 0, 0, 0, 0]
    for value in values {
      let bin = [0.2, 0.4, 0.6, 0.8].count { value > $0 }
      counts[bin] += 1
    }
    return counts
  }
}
