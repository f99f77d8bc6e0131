import GRDB
import Statistics

/// The aggregates of this project as GRDB registers them.
enum HardnessAggregates {
  static let all: [DatabaseFunction] = [
    function(PearsonAggregate.self), function(SpearmanAggregate.self),
    function(KendallAggregate.self), function(Log10PAggregate.self),
    function(QuantileAggregate.self), function(EntropyAggregate.self),
  ]

  private static func function<Aggregate: HardnessDatabaseAggregate>(
    _ type: Aggregate.Type
  ) -> DatabaseFunction {
    DatabaseFunction(
      type.kind.rawValue, argumentCount: type.kind.argumentCount, pure: true, aggregate: type)
  }
}

/// An aggregate that gives its rows to an accumulator.
private protocol HardnessDatabaseAggregate: DatabaseAggregate {
  static var kind: HardnessAggregate { get }
  var accumulator: AggregateAccumulator { get set }
}

extension HardnessDatabaseAggregate {
  mutating func step(_ values: [DatabaseValue]) throws {
    try accumulator.step(values.map(AggregateArgument.init))
  }

  func finalize() throws -> (any DatabaseValueConvertible)? { try accumulator.finish() }
}

// GRDB creates an aggregate from its type alone, so each has a type.

private struct PearsonAggregate: HardnessDatabaseAggregate {
  static let kind = HardnessAggregate.pearson
  var accumulator = AggregateAccumulator(kind)
}

private struct SpearmanAggregate: HardnessDatabaseAggregate {
  static let kind = HardnessAggregate.spearman
  var accumulator = AggregateAccumulator(kind)
}

private struct KendallAggregate: HardnessDatabaseAggregate {
  static let kind = HardnessAggregate.kendall
  var accumulator = AggregateAccumulator(kind)
}

private struct Log10PAggregate: HardnessDatabaseAggregate {
  static let kind = HardnessAggregate.log10P
  var accumulator = AggregateAccumulator(kind)
}

private struct QuantileAggregate: HardnessDatabaseAggregate {
  static let kind = HardnessAggregate.quantile
  var accumulator = AggregateAccumulator(kind)
}

private struct EntropyAggregate: HardnessDatabaseAggregate {
  static let kind = HardnessAggregate.entropy
  var accumulator = AggregateAccumulator(kind)
}

extension AggregateArgument {
  fileprivate init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let integer): self = .integer(integer)
    case .double(let real): self = .number(real)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .text("\(data.count) bytes")
    }
  }
}
