internal import StudyValues

/// What a report shows of heads trained on frozen features: words, tables and curves.
struct HeadSection {
  let output: AnalysisOutput

  static let selfTraining: Prose = """
    This is about a linear head on the frozen features of one backbone, not about networks trained \
    from end to end. All selections begin with the same head and label images by the same \
    class-balanced rule; they differ in which of these labels they trust. `true-labels` is the \
    ceiling: any images, with perfect labels. The seed is the unit: limits are t intervals over \
    seeds, which say nothing about other images; the rows named `over_images` do [@chen2020].
    """

  static let domainGeneralization: Prose = """
    Linear heads on the frozen features of one backbone, trained on all domains but one and judged \
    on the test images of that one. The scale of the AVH loss is chosen on the training domains \
    only; cross-entropy has nothing to choose. The seed, which also divides the images among the \
    domains, is the unit; the rows named `over_images` take the image instead [@chen2020].
    """

  /// A table with the end of its identifier.
  typealias Entry = (suffix: String, caption: Prose, rows: RowTable)

  var tables: [Entry] {
    let entries = output.kind == "self-training" ? selfTrainingTables : domainTables
    return entries.filter { !$0.rows.rows.isEmpty }
  }

  private var selfTrainingTables: [Entry] {
    let ways = ["source_only", "confidence", "avc", "random", "true_labels"]
    return [
      (
        "accuracy", "Target accuracy after the last round, mean over seeds.",
        perGroup("accuracy", ways, heading: "Target")
      ),
      ("differences", "Differences of accuracy and precision.", differences),
      ("selected", "The trusted labels in the first and the last round.", trusted),
      (
        "precision", "Share of true labels among those trusted in the last round.",
        perGroup("precision", ways, heading: "Target")
      ),
      ("seeds", "AVC minus confidence within each seed, paired by image.", withinSeeds),
    ]
  }

  private var domainTables: [Entry] {
    let means = output.estimates.filter { $0.name.hasPrefix("mean_") }
    let scales = output.estimates.map(\.name).filter { $0.hasPrefix("validation_accuracy_s") }
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return [
      ("means", "Means over the domains left out.", ResultTables.estimates(means)),
      (
        "accuracy", "Accuracy on the domain left out, mean over seeds.",
        perGroup("accuracy", ["cross_entropy", "avh"], heading: "Left out", showsIntervals: true)
      ),
      ("differences", "AVH loss minus cross-entropy, by domain left out.", differences),
      (
        "calibration",
        """
        Calibration on the domain left out: expected calibration error, what it would be for a \
        calibrated head with the same confidences, and confidence minus accuracy.
        """, calibration
      ),
      (
        "scales", "Accuracy of each scale on images of the training domains set aside.",
        ResultTables.perGroup(
          output.estimates, groupHeading: "Left out",
          quantities: scales.map {
            ($0, "s = " + $0.dropFirst("validation_accuracy_s".count), .fixed(decimals: 4))
          }, showsIntervals: false)
      ),
      (
        "chosen", "The scale chosen.",
        ResultTables.estimates(output.estimates.filter { $0.name == "chosen_scale" })
      ),
      ("seeds", "AVH loss minus cross-entropy within each seed, paired by image.", withinSeeds),
    ]
  }

  private var calibration: RowTable {
    let quantities = [
      ("ece", "ECE"), ("ece_if_calibrated", "if calibrated"), ("gap", "gap"),
    ]
    return ResultTables.perGroup(
      output.estimates, groupHeading: "Left out",
      quantities: [("cross_entropy", "cross-entropy"), ("avh", "AVH loss")].flatMap {
        loss, words in
        quantities.map {
          ("\($0.0)_\(loss)", "\(words): \($0.1)", Column.Kind.fixed(decimals: 4))
        }
      }, showsIntervals: false)
  }

  private var differences: RowTable {
    ResultTables.estimates(
      output.estimates.filter {
        $0.name.contains("_minus_") && !$0.name.hasSuffix("_within_seed")
          && !$0.name.hasPrefix("mean_")
      })
  }

  private var withinSeeds: RowTable {
    ResultTables.estimates(output.estimates.filter { $0.name.hasSuffix("_within_seed") })
  }

  private func perGroup(
    _ prefix: String, _ names: [String], heading: String, showsIntervals: Bool = false
  ) -> RowTable {
    ResultTables.perGroup(
      output.estimates, groupHeading: heading,
      quantities: names.map {
        ("\(prefix)_\($0)", $0.replacing("_", with: " "), .fixed(decimals: 4))
      }, showsIntervals: showsIntervals)
  }

  // MARK: - Curves

  /// One curve: the target, the selection and the quantity of its points.
  private struct CurveName: Hashable {
    let target: String
    let selection: String
    let quantity: String

    init?(_ name: String) {
      let parts = name.split(separator: ":").map(String.init)
      guard parts.count == 3 else { return nil }
      (target, selection, quantity) = (parts[0], parts[1], parts[2])
    }
  }

  private func unique(_ key: KeyPath<CurveName, String>) -> [String] {
    output.series.compactMap { CurveName($0.name)?[keyPath: key] }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private var trusted: RowTable {
    let quantities = ["count", "precision", "avc", "confidence", "norm"]
    var table = RowTable(
      columns: [
        Column("target", heading: "Target", kind: .text),
        Column("selection", heading: "Selection", kind: .text),
        Column("round", heading: "Round", kind: .integer),
      ] + quantities.map { Column($0, heading: $0, kind: .real(digits: 4)) })
    for target in unique(\.target) {
      for selection in unique(\.selection) {
        let own = output.series.filter { $0.name.hasPrefix("\(target):\(selection):") }
        let rounds = own.filter { $0.name.hasSuffix(":precision") }.map(\.x)
        guard let first = rounds.min(), let last = rounds.max() else { continue }
        for round in first == last ? [first] : [first, last] {
          table.append(
            [.text(target), .text(selection), .integer(Int(round))]
              + quantities.map { quantity in
                Cell(own.first { $0.x == round && $0.name.hasSuffix(":\(quantity)") }?.value)
              })
        }
      }
    }
    return table
  }

  /// Curves over the rounds of self-training, when several selections are there to be told apart.
  func figures(prefix: String) -> [ReportFigure] {
    guard output.kind == "self-training", unique(\.selection).count > 2 else { return [] }
    let quantities = [
      ("accuracy", "target accuracy", "Target accuracy after each round; round 0 is the source."),
      ("precision", "true labels trusted", "Share of true labels among those a round trusts."),
    ]
    return unique(\.target).flatMap { target in
      quantities.map { quantity, label, caption in
        ReportFigure(
          id: "\(prefix)-\(ReportIdentifier.made(from: target))-\(quantity)",
          title: "\(target): \(label)",
          caption: "\(caption) Means over seeds with 95 % t intervals, target \(target).",
          spec: .curves(
            CurveFigure(
              x: FigureAxis("round"), y: FigureAxis(label),
              curves: unique(\.selection).map { selection in
                CurveFigure.Curve(
                  name: selection,
                  points: output.series.filter { $0.name == "\(target):\(selection):\(quantity)" }
                    .map {
                      FigurePoint(x: $0.x, value: $0.value, low: $0.low, high: $0.high, n: $0.n)
                    })
              })))
      }
    }
  }
}
