package import StudyValues

extension CalibrationAnalysis {
  package static let kind = "calibration"
  package static let words: [Prose] = [
    """
    Confidence is the largest probability. The signed gap is confidence less accuracy, above 0 \
    overconfident. ECE is above 0 even for a calibrated network: compare it with *ECE if calibrated*, and \
    read the bracket. MCE is the largest gap of a bin and often that of a handful of images (see the bins); \
    ACE is ECE with bins of equal mass [@guo2017].
    """
  ]

  private static let measures = Pivot(
    by: ["model", "condition", "level", "step", "group"],
    [
      .init("accuracy", "Accuracy", .fixed(decimals: 3)),
      .init("mean_confidence", "Confidence", .fixed(decimals: 3)),
      .init("signed_gap", "Signed gap", .coefficient(decimals: 3)),
      .init("ece", "ECE", .coefficient(decimals: 3)),
      .init("ece_corrected", "ECE corrected", .coefficient(decimals: 3)),
      .init("ece_if_calibrated", "ECE if calibrated", .coefficient(decimals: 3)),
      .init("ece_bracket", "ECE less bias", .coefficient(decimals: 3)),
      .init("mce", "MCE", .coefficient(decimals: 3)),
      .init("ace", "ACE", .coefficient(decimals: 3)),
      .init("brier", "Brier", .coefficient(decimals: 3)),
      .init("brier_reliability", "Reliability", .coefficient(decimals: 4)),
      .init("brier_resolution", "Resolution", .coefficient(decimals: 4)),
      .init("brier_uncertainty", "Uncertainty", .coefficient(decimals: 4)),
      .init("nll", "NLL", .fixed(decimals: 3)),
    ])

  /// The measures per run, confidence against HSF, what has an interval, and the bins.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let ambiguity = output.estimates.filter { $0.key.quantity == "confidence_minus_hsf" }
    let intervals = output.estimates.filter {
      ($0.low != nil || $0.rangeLow != nil) && $0.key.quantity != "confidence_minus_hsf"
    }
    let bins = output.series.filter { $0.key.quantity == CalibrationSample.reliability }
    return TableSpecification.pivot(
      "measures", "Calibration of each run; every interval is in the table below.",
      Self.measures, output.estimates)
      + TableSpecification.estimates(
        ambiguity, id: "ambiguity",
        """
        Mean confidence less HSF, over all images and per bin of HSF. Confidence that tracked what people \
        find ambiguous would have 0 everywhere.
        """)
      + TableSpecification.estimates(
        intervals + output.estimates.filter { $0.key.quantity == "temperature" }, id: "intervals",
        "The measures that have intervals, and the temperatures.")
      + (bins.isEmpty ? [] : [Self.table(of: bins)])
  }

  private static func table(of bins: [SeriesPoint]) -> TableSpecification {
    let shown = [
      "model", "condition", "level", "step", "group", "x", "value", "low", "high", "n",
    ]
    return TableSpecification(
      id: "bins", caption: "The bins of the reliability diagrams; limits are Wilson's 95 %.",
      rows: RowTable(bins).selecting(shown).showing([
        Column("x", heading: "Confidence", kind: .fixed(decimals: 3)),
        Column("value", heading: "Accuracy", kind: .fixed(decimals: 3)),
        Column("low", heading: "Low", kind: .fixed(decimals: 3)),
        Column("high", heading: "High", kind: .fixed(decimals: 3)),
      ]).withoutEmptyColumns())
  }
}
