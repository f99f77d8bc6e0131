internal import Statistics

/// A simulated data set: images, every annotator's answers, and the features of each network.
package struct SimulatedStudy: Sendable {
  /// The settings it was made with.
  package let settings: SimulationSettings
  /// The image names, `image-00000` and so on.
  package let imageNames: [String]
  /// The true class of each image.
  package let targetClass: [Int]
  /// The chosen class, image by annotator.
  package let answers: [Int16]
  /// Features, one array per network, image by width.
  package let features: [[Float]]
  /// The last layers' weights, one array per network, class by width.
  package let weights: [[Float]]
  /// The last layers' biases, one array per network.
  package let biases: [[Float]]

  /// Draws a study.
  ///
  /// Every image has a random stream of its own, so the study is the same for any number of threads and
  /// the first images of a longer study are those of a shorter one.
  ///
  /// - Throws: `SimulationError.outOfRange` for settings that no simulation can follow.
  /// - Complexity: O(images (annotators + networks width)).
  package init(settings: SimulationSettings) throws(SimulationError) {
    try settings.validate()
    self.settings = settings
    let people = PsychometricModel(classes: settings.classes, annotators: settings.annotators)
    let networks = settings.networks.map {
      SimulatedNetwork(
        settings: $0, effect: settings.effect, classes: settings.classes, width: settings.width)
    }
    let drawn = Parallel.map(count: settings.images) { index in
      var generator = SplitMix64(seed: settings.seed, stream: index)
      let image = LatentImage(classes: settings.classes, using: &generator)
      let answers = people.abilities.indices.map { annotator in
        Int16(people.answer(annotator: annotator, image: image, using: &generator))
      }
      let rows = networks.map { network in
        network.features(of: image, using: &generator).map(Float.init)
      }
      return (image.targetClass, answers, rows)
    }
    let digits = max(5, String(settings.images - 1).count)
    imageNames = (0..<settings.images).map { index in
      let number = String(index)
      return "image-" + String(repeating: "0", count: digits - number.count) + number
    }
    targetClass = drawn.map(\.0)
    answers = drawn.flatMap(\.1)
    features = networks.indices.map { network in drawn.flatMap { $0.2[network] } }
    weights = networks.map { $0.weights.map(Float.init) }
    biases = networks.map { network in (0..<settings.classes).map { Float(network.bias($0)) } }
  }

  /// Votes counted per image and class, row-major.
  package var counts: [Int64] {
    var counts = [Int64](repeating: 0, count: settings.images * settings.classes)
    for (position, chosen) in answers.enumerated() {
      counts[position / settings.annotators * settings.classes + Int(chosen)] += 1
    }
    return counts
  }

  /// The names of the classes, `class-0` and so on.
  package var classNames: [String] { (0..<settings.classes).map { "class-\($0)" } }
}
