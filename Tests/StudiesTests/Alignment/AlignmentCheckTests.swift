import Annotations
@testable import Studies
import Testing
import StudyValues

struct AlignmentCheckTests {
  struct Planted: CustomTestStringConvertible, Sendable {
    let name: String
    let code: AlignmentCode
    let space: LabelSpace
    let accuracy: Double
    let damage: @Sendable (inout SimulatedLabels) -> Void
    var testDescription: String { name }
  }

  private static func rotated(_ values: [Int32], by distance: Int, from start: Int = 0) -> [Int32] {
    var result = values
    for row in start..<values.count {
      result[row] = values[(row + distance + values.count) % values.count]
    }
    return result
  }

  static let planted: [Planted] = [
    Planted(name: "moved by one row", code: .shiftedRows, space: .cifar10, accuracy: 0.9) {
      $0.classes = rotated($0.classes, by: 1)
    },
    Planted(name: "moved back by 37 rows", code: .shiftedRows, space: .cifar10, accuracy: 0.5) {
      $0.classes = rotated($0.classes, by: -37)
    },
    Planted(
      name: "moved from row 1,500 on", code: .shiftedRows, space: .cifar10, accuracy: 0.8
    ) { $0.classes = rotated($0.classes, by: 1, from: 1_500) },
    Planted(name: "cat and dog exchanged", code: .permutedClasses, space: .cifar10, accuracy: 0.7) {
      $0.classes = $0.classes.map { $0 == 3 ? 5 : $0 == 5 ? 3 : $0 }
    },
    Planted(name: "alphabetical order", code: .permutedClasses, space: .cifar10, accuracy: 0.5) {
      let order: [Int32] = [9, 4, 6, 1, 8, 2, 0, 3, 5, 7]
      $0.classes = $0.classes.map { order[Int($0)] }
    },
    Planted(
      name: "two of 1,000 classes exchanged", code: .permutedClasses, space: .sortedWnid,
      accuracy: 0.8
    ) { $0.classes = $0.classes.map { $0 == 7 ? 8 : $0 == 8 ? 7 : $0 } },
    Planted(name: "counted from 1", code: .offByOneClasses, space: .sortedWnid, accuracy: 0.6) {
      $0.classes = $0.classes.map { min(999, $0 + 1) }
    },
    Planted(
      name: "identifiers of the kit", code: .ilsvrcIdentifiers, space: .sortedWnid, accuracy: 0.6
    ) {
      $0.labels = $0.labels.map { (LabelSpace.sortedWnid.convert($0, to: .ilsvrcID) ?? 0) - 1 }
    },
    Planted(
      name: "identifiers of the kit as they are", code: .ilsvrcIdentifiers, space: .sortedWnid,
      accuracy: 0.6
    ) {
      $0.labels = $0.labels.map { min(LabelSpace.sortedWnid.convert($0, to: .ilsvrcID) ?? 0, 999) }
    },
    Planted(
      name: "folders sorted as text", code: .textSortedFolders, space: .sortedWnid, accuracy: 0.7
    ) {
      let sorted = (0..<Int32(1_000)).sorted { String($0) < String($1) }
      let place = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, Int32($0)) })
      $0.labels = $0.labels.map { place[$0] ?? 0 }
    },
    Planted(name: "shuffled", code: .nearChance, space: .cifar10, accuracy: 0.9) {
      var generator = Generator(seed: 3)
      $0.classes.shuffle(using: &generator)
    },
  ]

  @Test(arguments: planted)
  func `names what was planted`(planted: Planted) throws {
    let images = planted.space.classes.count == 10 ? 3_000 : 50_000
    var data = SimulatedLabels(
      images: images, classCount: Int32(planted.space.classes.count), accuracy: planted.accuracy)
    #expect(
      AlignmentCheck.classes(
        data.classes, labels: data.labels, labelSpace: planted.space, source: "predictions"
      ).isEmpty)
    planted.damage(&data)
    let findings = AlignmentCheck.classes(
      data.classes, labels: data.labels, labelSpace: planted.space, source: "predictions")
    #expect(findings.map(\.code) == [planted.code])
    #expect(findings.first?.severity == .error)
  }

  @Test func `says the distance and about which row`() throws {
    var data = SimulatedLabels(images: 3_000, classCount: 10, accuracy: 0.9)
    data.classes = Self.rotated(data.classes, by: 2, from: 1_500)
    let finding = try #require(
      AlignmentCheck.classes(
        data.classes, labels: data.labels, labelSpace: .cifar10, source: "majorities of the votes"
      ).first)
    #expect(finding.sentence.contains("moved by 2"))
    let row = try #require(Int(finding.examples[0].dropFirst(4)))
    #expect(abs(row - 1_500) <= 10)
  }

  @Test func `names the exchanged classes`() throws {
    var data = SimulatedLabels(images: 3_000, classCount: 10, accuracy: 0.9)
    data.classes = data.classes.map { $0 == 3 ? 5 : $0 == 5 ? 3 : $0 }
    let finding = try #require(
      AlignmentCheck.classes(
        data.classes, labels: data.labels, labelSpace: .cifar10, source: "predictions"
      ).first)
    #expect(finding.count == 2)
    #expect(finding.examples == ["cat stands as dog", "dog stands as cat"])
  }

  @Test func `does not take confusion for exchange`() {
    var data = SimulatedLabels(images: 3_000, classCount: 10, accuracy: 0.9)
    // Every cat is called dog, but dogs are dogs.
    data.classes = data.classes.map { $0 == 3 ? 5 : $0 }
    #expect(
      AlignmentCheck.classes(
        data.classes, labels: data.labels, labelSpace: .cifar10, source: "predictions"
      ).isEmpty)
  }

  @Test func `finds labels outside the space`() {
    let findings = AlignmentCheck.classes(
      [0, 1], labels: [0, 10], labelSpace: .cifar10, source: "predictions")
    #expect(findings.map(\.code) == [.labelOutOfRange] && findings[0].examples == ["row 1"])
  }

  @Test func `is silent about a handful of images`() {
    #expect(
      AlignmentCheck.classes([1, 2], labels: [2, 1], labelSpace: .cifar10, source: "x").isEmpty)
  }

  @Test func `counts and lists duplicates, unknown and missing images`() {
    let findings = AlignmentCheck.images(
      ["a", "b", "b", "z"], expected: ["a", "b", "c"], source: "features")
    #expect(findings.map(\.code) == [.duplicateImages, .unknownImages, .missingImages])
    #expect(findings.map(\.examples) == [["b"], ["z"], ["c"]])
    #expect(AlignmentCheck.images(["a"], expected: ["a"], source: "features").isEmpty)
    let subset = AlignmentCheck.images(
      ["a"], expected: ["a", "b"], source: "votes", allowsSubset: true)
    #expect(subset.map(\.severity) == [.note])
  }

  @Test func `names classes that two sets number differently, without labels`() {
    let truth = (0..<200).map { Int32($0 % 10) }
    var exchanged = truth.map { $0 == 3 ? 5 : $0 == 5 ? 3 : $0 }
    exchanged[0] = 7
    let findings = AlignmentCheck.classOrder(
      exchanged, of: "b.npy", against: truth, of: "a.npy", labelSpace: .cifar10)
    #expect(findings.map(\.code) == [.swappedClassOrder] && findings[0].count == 2)
    #expect(findings[0].examples == ["cat stands as dog", "dog stands as cat"])
    let confused = truth.map { $0 == 3 ? 5 : $0 }
    for other in [truth, confused] {
      #expect(
        AlignmentCheck.classOrder(
          other, of: "b.npy", against: truth, of: "a.npy", labelSpace: .cifar10
        ).isEmpty)
    }
  }

  @Test func `finds a set whose targets are all controls`() {
    let votes = (0..<60).map {
      ControlVote(image: "i\($0)", targetClass: 1, shown: 10, selected: $0 == 0 ? 6 : 1)
    }
    let targets = Dictionary(uniqueKeysWithValues: votes.map { ($0.image, Int32(1)) })
    let findings = AlignmentCheck.negativeControls(votes, targets: targets, source: "votes")
    #expect(findings.map(\.code) == [.negativeControl] && findings[0].count == 59)
    #expect(findings[0].severity == .warning)
    // Where other classes of the images were accepted, the join is known to be wrong.
    let others = votes.map {
      ControlVote(image: $0.image, targetClass: 2, shown: 10, selected: 9)
    }
    #expect(
      AlignmentCheck.negativeControls(votes + others, targets: targets, source: "votes")
        .map(\.severity) == [.error])
    #expect(
      AlignmentCheck.negativeControls(
        Array(votes.prefix(49)), targets: targets, source: "votes"
      ).isEmpty)
  }

  @Test func `finds probabilities where counts were declared`() {
    let findings = AlignmentCheck.declaredCounts(
      [0.25, 0.75, 0.5, 0.5], classCount: 2, source: "votes.npy")
    #expect(findings.map(\.code) == [.probabilitiesAsCounts] && findings[0].count == 2)
    #expect(findings[0].sentence.contains("these are probabilities"))
    #expect(AlignmentCheck.declaredCounts([1, 2, 0, 0], classCount: 2, source: "v").isEmpty)
  }

  @Test func `finds negative controls taken for targets`() {
    var votes: [ControlVote] = []
    var right: [String: Int32] = [:]
    var wrong: [String: Int32] = [:]
    for image in 0..<40 {
      let name = "image \(image)"
      votes.append(ControlVote(image: name, targetClass: 1, shown: 10, selected: 9))
      votes.append(ControlVote(image: name, targetClass: 2, shown: 10, selected: 0))
      right[name] = 1
      wrong[name] = 2
    }
    #expect(AlignmentCheck.negativeControls(votes, targets: right, source: "set").isEmpty)
    let found = AlignmentCheck.negativeControls(votes, targets: wrong, source: "set")
    #expect(found.map(\.code) == [.negativeControl] && found[0].count == 40)
    let declared = AlignmentCheck.negativeControls(
      votes, targets: right, controls: ["image 7": [1]], source: "set")
    #expect(declared.map(\.examples) == [["image 7"]])
  }

  @Test func `finds vectors without direction`() {
    let findings = AlignmentCheck.norms(
      [1, 0, .nan, 2], names: ["a", "b", "c", "d"], source: "features of resnet")
    #expect(findings.map(\.code) == [.zeroNorm] && findings[0].examples == ["b", "c"])
    #expect(AlignmentCheck.norms([1, 1e-30], names: [], source: "features").isEmpty)
  }

  @Test func `compares given logits with computed ones and names the cause`() throws {
    var generator = Generator(seed: 5)
    let computed = (0..<3_000).map { _ in Double.random(in: -1...1, using: &generator) }
    let rounded = computed.map { Double(Float($0)) }
    #expect(
      AlignmentCheck.logits(given: rounded, computed: computed, classCount: 10, source: "x").isEmpty
    )
    let moved = Array(computed[10...] + computed[..<10])
    let shifted = try #require(
      AlignmentCheck.logits(given: moved, computed: computed, classCount: 10, source: "x").first)
    #expect(shifted.code == .logitsDisagree && shifted.sentence.contains("rows are shifted"))
    var exchanged = computed
    for row in 0..<300 { exchanged.swapAt(10 * row + 2, 10 * row + 7) }
    let permuted = try #require(
      AlignmentCheck.logits(given: exchanged, computed: computed, classCount: 10, source: "x").first
    )
    #expect(permuted.sentence.contains("rows of the weights stand in another order"))
  }
}
