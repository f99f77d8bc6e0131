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
    case logits(RowReader, bias: [Double], weightNorms: [Double], featureNorms: [Double])
  }

  init(
    input: ScoringInput, tables: HeadTables?, labels: [Int32], givenLogits: Tensor?, firstRow: Int
  ) {
    self.labels = labels
    classes = input.classes
    provides = input.provides(tables)
    given = givenLogits.map { RowReader($0, firstRow: firstRow) }
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
    case .logits(let tensor, let bias, let weightNorms, let featureNorms):
      hasBias = bias.contains { $0 != 0 }
      biasFactors = hasBias ? BiasFactors(bias) : nil
      source = .logits(
        RowReader(tensor, firstRow: firstRow), bias: bias, weightNorms: weightNorms,
        featureNorms: featureNorms)
    }
  }

  /// A source with buffers of its own, for one thread.
  func makeSource() -> any TileSource {
    switch source {
    case .products(let tables, let rows):
      ProductSource(tables, rows)
    case .logits(let reader, let bias, let weightNorms, let featureNorms):
      LogitSource(
        reader, bias: bias, weightNorms: weightNorms, featureNorms: featureNorms, hasBias: hasBias)
    }
  }

  /// The reader of the given logits, if there are any, with a buffer for one thread.
  func makeGivenLogits() -> GivenLogits? { given.map { GivenLogits($0, classes: classes) } }
}
