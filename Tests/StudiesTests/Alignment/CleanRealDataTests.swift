import Annotations
import Foundation
@testable import Studies
import Tensors
import TestSupport
import Testing
import StudyValues

/// Nothing may be found on data that are aligned.
@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct CleanRealDataTests {
  private func integers(_ path: String) throws -> [Int32] {
    try Tensor.open(RealData.path(path)).readAll(as: Int32.self)
  }

  private func check(
    _ classes: [Int32], _ labels: [Int32], _ space: LabelSpace
  ) -> [AlignmentFinding] {
    AlignmentCheck.classes(classes, labels: labels, labelSpace: space, source: "classes")
  }

  @Test func `is silent on the votes of CIFAR-10H and finds them shifted by a row`() throws {
    let votes = try Tensor.open(RealData.path("annotations/cifar10h/cifar10h-counts.npy"))
      .readAll(as: Double.self)
    let labels = try integers("zoo/labels.npy")
    let majority = AlignmentCheck.majority(votes, labelSpace: .cifar10)
    #expect(check(majority, labels, .cifar10) == [])
    #expect(AlignmentCheck.declaredCounts(votes, classCount: 10, source: "votes") == [])
    let shifted = Array(majority[1...] + majority[..<1])
    #expect(check(shifted, labels, .cifar10).map(\.code) == [.shiftedRows])
    let probabilities = try Tensor.open(RealData.path("annotations/cifar10h/cifar10h-probs.npy"))
      .readAll(as: Double.self)
    #expect(
      AlignmentCheck.declaredCounts(probabilities, classCount: 10, source: "votes").map(\.code)
        == [.probabilitiesAsCounts])
  }

  @Test func `is silent on the labels of CIFAR-10N and finds the order of TFDS`() throws {
    let clean = try integers("annotations/cifar10n/clean_label.npy")
    for name in ["random_label1", "random_label2", "random_label3", "worse_label"] {
      let labels = try integers("annotations/cifar10n/\(name).npy")
      #expect(check(labels, clean, .cifar10) == [], "\(name)")
    }
    let order = try integers("annotations/cifar10n/image_order_c10.npy")
    let permuted = order.map { clean[Int($0)] }
    #expect(check(permuted, clean, .cifar10).map(\.code) == [.nearChance])
  }

  @Test func `is silent on the networks of the zoo that come with logits`() throws {
    let labels = try integers("zoo/labels.npy")
    let networks = [
      ("zoo/resnet/logits.npy", nil), ("zoo/densenet/logits.npy", nil),
      ("zoo/alexnet.npz", "logits"),
    ]
    for (file, key) in networks {
      let logits = try Tensor.open(RealData.path(file), key: key).readAll(as: Double.self)
      // The majority of votes is the largest positive entry of a row.
      let predicted = AlignmentCheck.majority(logits.map { $0 + 1_000 }, labelSpace: .cifar10)
      #expect(check(predicted, labels, .cifar10) == [], "\(file)")
    }
  }

  @Test func `is silent on twenty networks of ImageNet and finds text-sorted folders`() throws {
    let reader = try String(
      contentsOfFile: RealData.path("annotations/imagenet-x/filename_label.csv"), encoding: .utf8)
    let labels = reader.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").last.flatMap { Int32($0) }
    }
    let folder = try RealData.path("models/imagenet-top5")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".npy") }.sorted()
    #expect(files.count == 20)
    var first: [Int32] = []
    for file in files {
      let top = try Tensor.open("\(folder)/\(file)").readAll(as: Int32.self)
      let predicted = stride(from: 0, to: top.count, by: 5).map { top[$0] }
      #expect(check(predicted, labels, .sortedWnid) == [], "\(file)")
      first = predicted
    }
    let sorted = (0..<Int32(1_000)).sorted { String($0) < String($1) }
    let place = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, Int32($0)) })
    let trap = labels.map { place[$0] ?? 0 }
    #expect(check(first, trap, .sortedWnid).map(\.code) == [.textSortedFolders])
  }

  @Test func `is silent on thirty networks of CIFAR-10`() throws {
    let labels = try integers("zoo/labels.npy")
    let folder = try RealData.path("annotations/cifar10-model-predictions")
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where file.hasSuffix(".json") {
      let data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
      let predicted = try JSONDecoder().decode([Int32].self, from: data)
      #expect(check(predicted, labels, .cifar10) == [], "\(file)")
    }
  }

  @Test func `is silent on single answers of the classify task and of model-vs-human`() throws {
    var files = [[try RealData.path("annotations/imagenet-tsipras2020/classify-task-votes.csv")]]
    for experiment in ["contrast", "cue-conflict", "rotation"] {
      let folder = try RealData.path("annotations/model-vs-human/\(experiment)")
      files.append(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          .map { "\(folder)/\($0)" })
    }
    for paths in files {
      var sink = CollectedAnnotations()
      _ = try AnnotationReader.read(paths: paths, into: &sink)
      let space = try #require(sink.header?.labelSpace)
      var target = [Int32](repeating: -1, count: sink.images.count)
      for item in sink.targets { target[Int(item.image)] = item.targetClass }
      let chosen = sink.answers.map(\.chosenClass)
      let labels = sink.answers.map { target[Int($0.image)] }
      #expect(
        AlignmentCheck.classes(
          chosen, labels: labels, labelSpace: space, hasRowOrder: false, source: "answers") == [])
    }
  }

  @Test func `is silent on the targets of ImageNet ReaL and of label-errors`() throws {
    var votes = CollectedAnnotations()
    _ = try AnnotationReader.read(
      paths: [RealData.path("annotations/imagenet-real/raters.npz")], into: &votes)
    var original = CollectedAnnotations()
    var options = ImportOptions()
    options.labelSpace = .sortedWnid
    _ = try AnnotationReader.read(
      paths: [RealData.path("annotations/imagenet-real/votes-original-label.csv")],
      options: options, into: &original)
    var targets: [String: Int32] = [:]
    for tally in original.tallies {
      targets[original.images[Int(tally.image)]] = tally.targetClass
    }
    let pairs = votes.tallies.map {
      ControlVote(
        image: votes.images[Int($0.image)], targetClass: $0.targetClass, shown: $0.shown,
        selected: $0.selected)
    }
    #expect(AlignmentCheck.negativeControls(pairs, targets: targets, source: "ReaL") == [])
    var errors = CollectedAnnotations()
    _ = try AnnotationReader.read(
      paths: [RealData.path("annotations/label-errors/cifar10_mturk.json")], into: &errors)
    let votesOnErrors = errors.tallies.map {
      ControlVote(
        image: errors.images[Int($0.image)], targetClass: $0.targetClass, shown: $0.shown,
        selected: $0.selected)
    }
    let given = errors.targets.map { (errors.images[Int($0.image)], $0.targetClass) }
    #expect(
      AlignmentCheck.negativeControls(
        votesOnErrors, targets: Dictionary(uniqueKeysWithValues: given), source: "label errors")
        == [])
    #expect(
      AlignmentCheck.images(
        votes.images, expected: original.images, source: "ReaL", allowsSubset: true) == [])
  }
}
