import Annotations
import RealModule
import Tensors
import TestSupport
import Testing
import StudyValues

@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct RealLayoutsTests {
  @Test func `reads the torch file of CIFAR-10N to the values of its npy files`() throws {
    let torch = try importFiles([RealData.path("annotations/cifar10n/CIFAR-10_human.pt")])
    #expect(torch.header?.format == "label-arrays")
    #expect(torch.header?.annotatorIdentity == .position)
    #expect(torch.header?.order == .cifar10Python && torch.images.first == "train_00000")
    let names = ["random_label1", "random_label2", "random_label3", "clean_label"]
    let arrays = try importFiles(
      names.map { try RealData.path("annotations/cifar10n/\($0).npy") })
    #expect(torch.tallies == arrays.tallies && torch.targets == arrays.targets)
    #expect(torch.answers == arrays.answers)
    let hsf = torch.targetHSF
    let counts = (0...3).map { right in hsf.count { ($0 * 3).rounded() == Double(right) } }
    #expect(counts == [1_067, 4_260, 14_777, 29_896])
    let wrong = names.prefix(3).map { name in
      let annotator = Int32(torch.annotators.firstIndex(of: name) ?? -1)
      let answers = torch.answers.filter { $0.annotator == annotator }
      let bad = answers.count { torch.targets[Int($0.image)].targetClass != $0.chosenClass }
      return Double(bad) / 50_000
    }
    #expect(wrong == [0.17234, 0.18122, 0.17640])
  }

  @Test func `joins CIFAR-10N in the order of TensorFlow Datasets by its permutation`() throws {
    let order = try Tensor.open(RealData.path("annotations/cifar10n/image_order_c10.npy"))
      .readAll(as: Int64.self)
    let path = try RealData.path("annotations/cifar10n/random_label1.npy")
    let python = try importFiles([path])
    let permuted = try importFiles([path]) {
      $0.order = .cifar10TFDS
      $0.permutation = order.map { Int($0) }
    }
    #expect(permuted.images[0] == python.images[16_399])
    #expect(Set(permuted.images) == Set(python.images))
    #expect(throws: AnnotationError.self) {
      _ = try importFiles([path]) { $0.order = .cifar10TFDS }
    }
  }

  @Test func `finds the figures of Bluebirds and Ducks`() throws {
    let birds = try importFiles([RealData.path("annotations/cubam/bluebirds/labels.yaml")])
    #expect(birds.header?.format == "cubam")
    #expect(birds.images.count == 108 && birds.annotators.count == 39)
    #expect(birds.answers.count == 108 * 39 && birds.tallies.allSatisfy { $0.shown == 39 })
    let ducks = try importFiles([RealData.path("annotations/cubam/ducks/labels.txt")])
    #expect(ducks.header?.format == "cubam-triples")
    #expect(ducks.images.count == 240 && ducks.annotators.count == 53)
    #expect(ducks.answers.count == 9_600)
  }

  @Test func `finds the votes on label errors`() throws {
    let cifar = try importFiles([RealData.path("annotations/label-errors/cifar10_mturk.json")])
    #expect(cifar.images.count == 275 && cifar.targetHSF.count == 275)
    #expect(cifar.tallies.allSatisfy { $0.shown == 5 })
    let truth = try Tensor.open(
      RealData.path("annotations/label-errors/cifar10_test_set_original_labels.npy")
    ).readAll(as: Int32.self)
    for target in cifar.targets {
      let row = try #require(Int(cifar.images[Int(target.image)].dropFirst(5)))
      #expect(truth[row] == target.targetClass)
    }
    let digits = try importFiles([RealData.path("annotations/label-errors/mnist_mturk.json")])
    // In 13 items the guess is the given label and its votes stand twice: 9 or 10 instead of 5.
    #expect(digits.images.count == 100 && digits.tallies.count == 187)
    #expect(digits.tallies.allSatisfy { $0.shown == 5 && $0.selected <= 5 })
  }

  @Test func `reads the matrix and the nested answers of peerannot alike`() throws {
    let folder = "annotations/peerannot/toy-data"
    let matrix = try importFiles([RealData.path("\(folder)/answers.txt")]) {
      $0.imageNames = ["0", "1", "2"]
    }
    let nested = try importFiles([RealData.path("\(folder)/answers.json")]) {
      $0.orientation = .imageOutside
    }
    for image in ["0", "1", "2"] { #expect(matrix.counts(image) == nested.counts(image)) }
  }

  @Test func `reads every file of tasks of ImageNetV2 as nearly known`() throws {
    let path = try RealData.path("annotations/imagenetv2/hit-data-example.json")
    #expect {
      _ = try importFiles([path])
    } throws: { error in
      guard case AnnotationError.almost = error else { return false }
      return true
    }
  }

  @Test func `refuses predictions of networks as answers`() throws {
    for file in [
      "annotations/imagenet-x/ResNet50.csv",
      "annotations/cifar10-model-predictions/vgg16_keras_predictions.json",
      "annotations/imagenetv2/predictions/imagenetv2-b-33/resnet50.npy", "zoo/labels.npy",
    ] {
      #expect(throws: AnnotationError.self, "\(file)") {
        _ = try importFiles([RealData.path(file)])
      }
    }
  }
}
