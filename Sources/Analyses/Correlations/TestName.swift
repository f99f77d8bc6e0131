internal import Statistics
internal import StudyValues

/// A test by the name that manifests, commands and rows use.
///
/// `influence` stands for the designs of the populations asked for, which a row names in its own
/// column; every other name is one of `ComparisonTest.all`.
package struct TestName: RawRepresentable, CaseIterable, Codable, Hashable, Sendable {
  package let rawValue: String

  /// Takes a name; nil for a word that is none.
  package init?(rawValue: String) {
    guard Self.names.contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  private init(_ name: String) { rawValue = name }

  private static let names =
    ["influence", "bootstrap"]
    + ComparisonTest.all.filter { test in
      ![
        .influence, .classesFixed, .classesRandom, .classesRandomDeleteOne, .bootstrapPercentile,
      ].contains(test)
    }.map(\.name)

  package static let allCases = names.map { TestName($0) }
  package static let influence = TestName("influence")
  package static let steiger = TestName(ComparisonTest.steiger.name)
  package static let zou = TestName(ComparisonTest.zou.name)
  package static let independentFisher = TestName(ComparisonTest.independentFisher.name)

  /// The methods that the name stands for.
  func methods(_ populations: [Population]) -> [ComparisonTest] {
    switch rawValue {
    case "influence":
      populations.map { population in
        switch population {
        case .images: .influence
        case .classesFixed: .classesFixed
        // With few classes, leaving out one class at a time covers better than summing by class.
        case .classesRandom, .ratersRandom, .ratersAndClassesRandom, .seeds, .networks:
          .classesRandomDeleteOne
        }
      }
    case "bootstrap": [.bootstrapPercentile]
    default: ComparisonTest.all.filter { $0.name == rawValue }
    }
  }
}
