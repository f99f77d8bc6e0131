internal import Files
package import Foundation
internal import Tensors

extension SimulatedStudy {
  /// The files and folders that ``write(to:truth:)`` makes.
  package var files: [String] {
    ["labels.csv", "classes.txt", "votes.csv", "votes-counts.npy", "truth.json"]
      + settings.networks.indices.map { index in
        settings.networks[index].name + (index.isMultiple(of: 2) ? "" : ".safetensors")
      }
  }

  /// Writes the study in the file formats that people have.
  ///
  /// | file | what |
  /// | --- | --- |
  /// | `labels.csv` | `image,label`, in the order of every array below |
  /// | `classes.txt` | the names of the classes, one a line |
  /// | `votes.csv` | every answer: `task,worker,label` |
  /// | `votes-counts.npy` | the same answers counted, image by class |
  /// | `<network>/features.npy`, `weight.npy`, `bias.npy` | the first network, third, … |
  /// | `<network>.safetensors` | the second network, fourth, …: `features`, `weight`, `bias` |
  /// | `truth.json` | the planted truth, for the report |
  ///
  /// - Parameters:
  ///   - folder: The folder; it is made when it does not exist.
  ///   - truth: The planted truth.
  /// - Throws: ``SimulationError/cannotWrite(path:reason:)`` or the error of a tensor writer.
  package func write(to folder: URL, truth: PlantedTruth) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw SimulationError.cannotWrite(path: folder.path, reason: error.systemReason)
    }
    func put(_ text: String, _ name: String) throws {
      let url = folder.appending(path: name)
      do {
        try Data(text.utf8).write(to: url, options: .atomic)
      } catch {
        throw SimulationError.cannotWrite(path: url.path, reason: error.systemReason)
      }
    }
    let names = classNames
    try put(
      "image,label\n"
        + zip(imageNames, targetClass).map { "\($0),\(names[$1])\n" }.joined(), "labels.csv")
    try put(names.joined(separator: "\n") + "\n", "classes.txt")
    var votes = "task,worker,label\n"
    votes.reserveCapacity(answers.count * 32)
    for (position, chosen) in answers.enumerated() {
      let (image, annotator) = position.quotientAndRemainder(dividingBy: settings.annotators)
      votes += "\(imageNames[image]),annotator-\(annotator),\(names[Int(chosen)])\n"
    }
    try put(votes, "votes.csv")
    try NPYWriter.write(
      counts, shape: [settings.images, settings.classes],
      to: folder.appending(path: "votes-counts.npy").path)
    for index in settings.networks.indices {
      try writeNetwork(index, to: folder)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try put(String(decoding: try encoder.encode(truth), as: UTF8.self) + "\n", "truth.json")
  }

  private func writeNetwork(_ index: Int, to folder: URL) throws {
    let name = settings.networks[index].name
    let shapes = [
      ("features", [settings.images, settings.width], features[index]),
      ("weight", [settings.classes, settings.width], weights[index]),
      ("bias", [settings.classes], biases[index]),
    ]
    if index.isMultiple(of: 2) {
      let place = folder.appending(path: name)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      for (key, shape, values) in shapes {
        try NPYWriter.write(values, shape: shape, to: place.appending(path: "\(key).npy").path)
      }
    } else {
      let writer = try SafetensorsWriter(
        path: folder.appending(path: "\(name).safetensors").path,
        entries: shapes.map { .init($0.0, .float32, shape: $0.1) })
      for (_, _, values) in shapes { try writer.append(values) }
      try writer.close()
    }
  }
}
