extension LabelSpace {
  /// The ten classes of CIFAR-10 in the order of its files.
  package static let cifar10 = known(
    "cifar10",
    [
      "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ].enumerated().map { ClassName(index: Int32($0.offset), name: $0.element) })

  /// The synsets of ImageNet-1k by WordNet identifier, counted from 0 (torchvision, timm).
  package static let sortedWnid = known(
    "sorted-wnid-0",
    ImageNetSynsets.all.enumerated().map {
      ClassName(index: Int32($0.offset), name: $0.element.wnid, wnid: $0.element.wnid)
    })

  /// The label files of Caffe, which count the synsets in sorted order from 0.
  package static let caffe = known("caffe", sortedWnid.classes)

  /// The identifiers of the ILSVRC 2012 development kit, counted from 1, as in
  /// `ILSVRC2012_validation_ground_truth.txt`.
  package static let ilsvrcID = known(
    "ilsvrc-id-1",
    ImageNetSynsets.all.map { ClassName(index: $0.ilsvrc, name: $0.wnid, wnid: $0.wnid) })

  /// The sixteen classes of model-vs-human (Geirhos and others 2018), in alphabetical order.
  package static let geirhos16 = known(
    "geirhos-16",
    [
      "airplane", "bear", "bicycle", "bird", "boat", "bottle", "car", "cat", "chair", "clock",
      "dog", "elephant", "keyboard", "knife", "oven", "truck",
    ].enumerated().map { ClassName(index: Int32($0.offset), name: $0.element) })

  /// The space of one of ``knownNames``; nil for any other name.
  package static func known(_ name: String) -> LabelSpace? {
    switch name {
    case "cifar10": cifar10
    case "sorted-wnid-0": sortedWnid
    case "caffe": caffe
    case "ilsvrc-id-1": ilsvrcID
    case "geirhos-16": geirhos16
    default: nil
    }
  }

  /// The index in another space of a class of this one.
  ///
  /// Classes are the same when they have the same WordNet identifier or, if either space has none,
  /// the same name.
  ///
  /// - Parameters:
  ///   - index: An index of this space.
  ///   - other: The space to convert to.
  /// - Returns: The index in `other`, or nil when either space lacks the class.
  package func convert(_ index: Int32, to other: LabelSpace) -> Int32? {
    guard let item = self[index] else { return nil }
    if let wnid = item.wnid, let found = other.indexByName(wnid) { return found }
    return other.indexByName(item.name)
  }

  /// The classes that this space has in common with another: the indices in the other by those in this one.
  ///
  /// One lookup of names a class, for work that converts many images. See ``convert(_:to:)``.
  package func shared(with other: LabelSpace) -> [Int32: Int32] {
    var indices: [Int32: Int32] = [:]
    for item in classes { indices[item.index] = convert(item.index, to: other) }
    return indices
  }

  /// For each class of this space, its index in another.
  ///
  /// - Parameter other: The space to convert to.
  /// - Returns: One index per class, in order of this space.
  /// - Throws: ``StudyValuesError/labelSpace(_:)`` that names the first class that `other` lacks.
  package func conversion(to other: LabelSpace) throws(StudyValuesError) -> [Int32] {
    var result: [Int32] = []
    for item in classes {
      guard let index = convert(item.index, to: other) else {
        throw .labelSpace(
          "class \(item.index) (\(item.name)) of the label space \(name) is not in \(other.name)")
      }
      result.append(index)
    }
    return result
  }

  private static func known(_ name: String, _ classes: [ClassName]) -> LabelSpace {
    do {
      return try LabelSpace(name: name, classes: classes)
    } catch {
      preconditionFailure("the built-in label space \(name) is inconsistent: \(error)")
    }
  }
}
