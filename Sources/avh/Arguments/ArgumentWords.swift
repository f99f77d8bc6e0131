package import Analyses
package import Annotations
public import ArgumentParser
public import Networks
public import Statistics
package import Studies
package import StudyStore
package import StudyValues

// The words of these enumerations are the words of the command line. An enumeration that users of the library see needs public imports.

extension AnnotationTask: ExpressibleByArgument {}
extension AnnotatorIdentity: ExpressibleByArgument {}
extension CoefficientName: ExpressibleByArgument {}
extension TestName: ExpressibleByArgument {}
extension Decisions.Adjustment: ExpressibleByArgument {}
extension DuplicateRule: ExpressibleByArgument {}
extension Grouping: ExpressibleByArgument {}
extension HumanMeasure: ExpressibleByArgument {}
extension ImagePolicy: ExpressibleByArgument {}
extension MaybeRule: ExpressibleByArgument {}
extension NestedOrientation: ExpressibleByArgument {}
extension RunRole: ExpressibleByArgument {}
extension TimeUnit: ExpressibleByArgument {}
extension ScoringPrecision: ExpressibleByArgument {}

extension AnnotationFormat: ExpressibleByArgument {
  package init?(argument: String) {
    guard let format = Self.named(argument) else { return nil }
    self = format
  }

  package static var allValueStrings: [String] { all.map(\.name) }
}

extension ExportKind: EnumerableFlag {
  package static var allCases: [ExportKind] { all }

  package static func name(for value: ExportKind) -> NameSpecification {
    .customLong(value.name)
  }

  package static func help(for value: ExportKind) -> ArgumentHelp? {
    ArgumentHelp(stringLiteral: value.abstract)
  }
}

extension ImageOrder: ExpressibleByArgument {
  package init?(argument: String) {
    guard let order = argument == "labels" ? .listed : Self(rawValue: argument) else { return nil }
    self = order
  }

  package static var allValueStrings: [String] { ["labels"] + allCases.map(\.rawValue) }
}

extension SamplingPopulation: ExpressibleByArgument {
  /// Takes the word, or `fixed` and `random` as version 0.1 called them.
  public init?(argument: String) {
    switch argument {
    case "fixed": self = .classesFixed
    case "random": self = .classesRandom
    default: self.init(rawValue: argument)
    }
  }
}

/// Which way a score of another program points.
enum DirectionWord: String, CaseIterable, ExpressibleByArgument {
  case higherIsHarder = "higher-is-harder"
  case higherIsEasier = "higher-is-easier"

  /// The direction.
  var direction: ScoreDirection { self == .higherIsHarder ? .higherIsHarder : .higherIsEasier }
}
