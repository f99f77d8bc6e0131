package import StudyValues

/// A result type whose values are rows of one table.
///
/// The columns are the coding keys of the type, which are also the names in the database and in the
/// JSON output.
package protocol ResultRow: Encodable, Sendable {
  /// A row without content, from which the columns are read.
  static var blank: Self { get }
}

extension ResultRow {
  /// The columns of the table, in the order of the coding keys.
  package static var columns: [Column] { blank.encoded.columns }

  /// The values of this row, one per column.
  package var cells: [Cell] { encoded.cells }

  private var encoded: EncodedRow {
    do {
      return try EncodedRow(self)
    } catch {
      preconditionFailure("a result row may hold only texts and numbers: \(error)")
    }
  }
}

extension CorrelationResult: ResultRow {
  /// A correlation of nothing.
  package static var blank: CorrelationResult {
    CorrelationResult(
      dataset: "", annotationSet: "", human: "", model: "", score: "", method: "", group: "", n: 0)
  }
}

extension ComparisonResult: ResultRow {
  /// A comparison of nothing.
  package static var blank: ComparisonResult {
    ComparisonResult(
      dataset: "", annotationSet: "", human: "", modelA: "", scoreA: "", modelB: "", scoreB: "",
      method: "", group: "", n: 0, test: "")
  }
}

extension EstimateResult: ResultRow {
  /// An estimate of nothing.
  package static var blank: EstimateResult {
    EstimateResult(analysis: "", name: "", group: "", value: nil)
  }
}

extension SeriesPoint: ResultRow {
  /// A point of no curve.
  package static var blank: SeriesPoint { SeriesPoint(analysis: "", name: "", x: 0, value: nil) }
}

extension ExtremeImage: ResultRow {
  /// No image.
  package static var blank: ExtremeImage {
    ExtremeImage(
      analysis: "", list: "", place: 0, image: "", targetClass: "", majorityClass: nil, model: "",
      predictedClass: nil, selected: 0, shown: 0, hsf: 0, shrunkenHSF: 0, score: "", value: 0,
      discrepancy: 0, labelDoubtful: false)
  }
}

extension ClaimVerdict: ResultRow {
  /// A verdict on no claim.
  package static var blank: ClaimVerdict {
    ClaimVerdict(claim: "", text: "", primary: "", outcome: nil, sentence: "")
  }
}
