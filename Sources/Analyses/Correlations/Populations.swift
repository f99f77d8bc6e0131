internal import Statistics
internal import StudyValues

/// The populations that a manifest names, and the sampling designs they stand for.
enum Populations {
  private enum Keys: String, CodingKey, CaseIterable { case populations, classes }

  /// Reads the list of a mapping, also as version 0.1 wrote it: `classes: [fixed, random]`.
  static func read(_ decoder: any Decoder) throws -> [Population]? {
    let fields = try decoder.container(keyedBy: Keys.self)
    let key = fields.contains(.classes) ? Keys.classes : .populations
    return try fields.decodeIfPresent([Word].self, forKey: key)?.map(\.population)
  }

  /// One population as manifests write it.
  struct Word: Decodable {
    let population: Population

    init(from decoder: any Decoder) throws {
      let word = try decoder.singleValueContainer().decode(String.self)
      switch word {
      case "fixed": population = .classesFixed
      case "random": population = .classesRandom
      default:
        guard let known = Population(rawValue: word) else {
          throw DecodingError.dataCorrupted(
            .init(
              codingPath: decoder.codingPath,
              debugDescription: "one of "
                + Population.allCases.map(\.rawValue).joined(separator: ", ")))
        }
        population = known
      }
    }
  }

  /// The design of a population of images or classes.
  ///
  /// - Throws: `StatisticsError.undefined` for a population that images alone do not make.
  static func design(
    _ population: Population, _ classes: [Int]
  ) throws(StatisticsError) -> SamplingDesign {
    switch population {
    case .images: .images
    case .classesFixed: .classesFixed(classes)
    case .classesRandom: .classesRandomDeleteOne(classes)
    case .ratersRandom, .ratersAndClassesRandom, .seeds, .networks:
      throw .undefined(reason: "\(population.rawValue) is no sample of images or classes")
    }
  }
}
