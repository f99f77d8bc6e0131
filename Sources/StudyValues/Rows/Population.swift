package import Statistics

/// What is a random sample in the statement that a row makes.
package typealias Population = SamplingPopulation

extension Population {
  /// What the statement of a row speaks about, in words for a sentence.
  package var words: String {
    switch self {
    case .images: "images as the sample"
    case .classesFixed: "images of these classes as the sample"
    case .classesRandom: "classes as the sample"
    case .ratersRandom: "annotators as the sample"
    case .seeds: "training seeds as the sample"
    case .ratersAndClassesRandom: "annotators and classes as the sample"
    case .networks: "networks as the sample"
    }
  }
}

extension Population {
  /// What the statement of a row speaks about, as a heading.
  package var heading: String {
    switch self {
    case .images: "images as the sample"
    case .classesFixed: "these classes"
    case .classesRandom: "classes as the sample"
    case .ratersRandom: "annotators as the sample"
    case .seeds: "seeds as the sample"
    case .ratersAndClassesRandom: "annotators and classes as the sample"
    case .networks: "networks as the sample"
    }
  }
}
