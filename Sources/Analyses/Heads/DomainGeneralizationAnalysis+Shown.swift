package import StudyValues

extension DomainGeneralizationAnalysis {
  package static let kind = "domain-generalization"
  package static let words: [Prose] = [
    """
    Linear heads on the frozen features of one backbone, trained on all domains but one and judged \
    on the test images of that one. The scale of the AVH loss is chosen on the training domains \
    only; cross-entropy has nothing to choose. Where the sample is `seeds`, the unit is the seed, which \
    also divides the images among the domains; where it is `images`, the image [@chen2020].
    """
  ]

  /// Means over domains, then what each domain left out shows, and each seed alone.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let rows = output.estimates
    let domains = rows.filter { $0.key.condition != nil }
    let ofSeeds = domains.filter { $0.key.grouping == SeedRows.grouping }
    let tables =
      TableSpecification.estimates(
        rows.filter { $0.key.condition == nil }, id: "means", "Means over the domains left out.")
      + TableSpecification.pivot(
        "accuracy", "Accuracy on the domain left out, mean over seeds.",
        Pivot(
          by: ["condition"],
          Pivot.across(\.score, of: "accuracy", in: domains, .fixed(decimals: 4)),
          showing: [.interval]), domains)
      + TableSpecification.estimates(
        domains.filter { $0.key.otherScore != nil && $0.key.grouping == nil }, id: "differences",
        "AVH loss minus cross-entropy, by domain left out.")
      + TableSpecification.pivot(
        "calibration",
        """
        Calibration on the domain left out: expected calibration error, what it would be for a \
        calibrated head with the same confidences, and confidence minus accuracy.
        """, Self.calibration, domains)
      + TableSpecification.pivot(
        "scales", "Accuracy of each scale on images of the training domains set aside.",
        Pivot(by: ["condition"], Self.scales(in: domains)), domains)
      + TableSpecification.estimates(
        ofSeeds.filter { $0.key.quantity == "chosen_scale" }, id: "chosen", "The scale chosen.")
      + TableSpecification.estimates(
        ofSeeds.filter { $0.key.otherScore != nil }, id: "seeds",
        "AVH loss minus cross-entropy within each seed, paired by image.")
    return tables.showing(["condition": "Left out", "score": "Loss"])
  }

  private static var calibration: Pivot {
    let losses = [
      (LeftOutDomain.losses.crossEntropy, "cross-entropy"), (LeftOutDomain.losses.avh, "AVH loss"),
    ]
    let quantities = [
      ("ece", "ECE"), ("ece_if_calibrated", "if calibrated"), ("gap", "gap"),
    ]
    return Pivot(
      by: ["condition"],
      losses.flatMap { loss, words in
        quantities.map { quantity, heading in
          .init("\(quantity)_\(loss)", "\(words): \(heading)", .fixed(decimals: 4)) {
            $0.quantity == quantity && $0.score == loss
          }
        }
      })
  }

  private static func scales(in rows: [EstimateResult]) -> [Pivot.Quantity] {
    rows.filter { $0.key.quantity == "validation_accuracy" }.compactMap(\.key.level)
      .reduce(into: [Double]()) { if !$0.contains($1) { $0.append($1) } }
      .map { scale in
        let name = Verdict.number(scale)
        return .init("s\(name)", "s = \(name)", .fixed(decimals: 4)) {
          $0.quantity == "validation_accuracy" && $0.level == scale
        }
      }
  }
}
