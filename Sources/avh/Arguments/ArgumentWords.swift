package import Analyses
package import Annotations
public import ArgumentParser
package import Exports
internal import Files
public import Networks
package import Reports
package import Shards
public import Statistics
package import Studies
package import StudyStore
package import StudyValues

/// A word of a list, whatever its capitals.
public protocol WordArgument: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

extension WordArgument {
  /// Finds the word.
  public init?(argument: String) {
    guard let word = NameMatch.find(argument, among: Self.allCases.map(\.rawValue)) else {
      return nil
    }
    self.init(rawValue: word)
  }
}

// The words of these enumerations are the words of the command line. An enumeration that users of
// the library see needs public imports.

extension AnnotationTask: WordArgument {}
extension AnnotatorIdentity: WordArgument {}
extension CoefficientName: WordArgument {}
extension TestName: WordArgument {}
extension Decisions.Adjustment: WordArgument {}
extension DuplicateRule: WordArgument {}
extension Grouping: WordArgument {}
extension HumanMeasure: WordArgument {}
extension ImagePolicy: WordArgument {}
extension MaybeRule: WordArgument {}
extension NestedOrientation: WordArgument {}
extension RunRole: WordArgument {}
extension ScoreFormat: WordArgument {}
extension ScoringPrecision: WordArgument {}
extension TimeUnit: WordArgument {}

extension AnnotationFormat: ExpressibleByArgument {
  package init?(argument: String) {
    guard
      let format = NameMatch.find(argument, among: Self.all.map(\.name)).flatMap(Self.named)
    else { return nil }
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
    default:
      guard let word = NameMatch.find(argument, among: Self.allCases.map(\.rawValue)) else {
        return nil
      }
      self.init(rawValue: word)
    }
  }
}

extension FigureFormat: ExpressibleByArgument {}

/// Which way a score of another program points.
enum DirectionWord: String, WordArgument {
  case higherIsHarder = "higher-is-harder"
  case higherIsEasier = "higher-is-easier"

  /// The direction.
  var direction: ScoreDirection { self == .higherIsHarder ? .higherIsHarder : .higherIsEasier }
}
