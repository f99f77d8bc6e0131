internal import Tensors

/// All that the threads of one scoring run share.
final class ScoringJob: Sendable {
  let classes: Int
  let hasBias: Bool
  let biasFactors: BiasFactors?
  let labels: [Int32]
  let precision: ScoringPrecision
  let steepCosine: Double
  let inverseDistances: AlignedStorage<Double>?
  /// What the input has beside the logits.
  let provides: Set<Score.Need>
  private let source: Source
  private let given: RowReader?

  private enum Source: Sendable {
    case products(HeadTables, FeatureRows)
    case logits(RowReader, LogitInput)
  }

  init(
    input: ScoringInput, tables: HeadTables?, labels: [Int32], givenLogits: LogitInput?,
    firstRow: Int
  ) {
    self.labels = labels
    classes = input.classes
    provides = input.provides(tables)
    given = givenLogits.map {
      RowReader($0.logits, firstRow: firstRow, dropping: $0.background)
    }
    precision = tables?.precision ?? .double
    inverseDistances = tables?.inverseDistances
    steepCosine = tables.map { ScoringOptions.steepCosine($0.precision) } ?? 0.999
    switch input {
    case .features(let tensor, let head):
      hasBias = head.bias != nil
      biasFactors = head.bias.flatMap { BiasFactors($0) }
      let reader = RowReader(tensor, firstRow: firstRow)
      source = .products(tables ?? HeadTables(head, precision: .double), .file(reader))
    case .values(let values, let head):
      hasBias = head.bias != nil
      biasFactors = head.bias.flatMap { BiasFactors($0) }
      source = .products(
        tables ?? HeadTables(head, precision: .double), .memory(values, width: head.width))
    case .logits(let input):
      hasBias = input.bias?.contains { $0 != 0 } ?? false
      biasFactors = hasBias ? input.bias.flatMap { BiasFactors($0) } : nil
      source = .logits(
        RowReader(input.logits, firstRow: firstRow, dropping: input.background), input)
    }
  }

  /// A source with buffers of its own, for one thread.
  func makeSource() -> any TileSource {
    switch source {
    case .products(let tables, let rows):
      ProductSource(tables, rows)
    case .logits(let reader, let input): LogitSource(reader, input, hasBias: hasBias)
    }
  }

  /// The reader of the given logits, if there are any, with a buffer for one thread.
  func makeGivenLogits() -> GivenLogits? { given.map { GivenLogits($0, classes: classes) } }
}
