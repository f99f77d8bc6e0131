internal import Files
internal import Statistics
package import StudyValues

/// The people: how many votes, how much they agree, and how well any score could do against them.
///
/// For each annotation set, as estimates:
///
/// | quantity | what |
/// | --- | --- |
/// | `images`, `votes`, `annotators`, `votes_per_image` | counts; the least and most votes as range |
/// | `mean` of `hsf` | with an interval of t over images |
/// | `hsf_is_one`, `hsf_below_half`, `share` by `bin` | the distribution of HSF |
/// | `majority_agrees` | share of images whose majority is the label |
/// | `mean` of `label_entropy` | in nats, corrected after Miller and Madow |
/// | `agreement` by method | percent and Krippendorff's alpha, bootstrap over images |
/// | `reliability` of `pearson` | expected correlation of two such panels, closed form |
/// | `noise_ceiling` by method | the largest coefficient a perfect score could be expected to reach; the range is over the routes to it |
/// | `tie_ceiling` by method | the limit set by ties alone, never multiplied into the other |
///
/// The curve `hsf_histogram` counts images in twenty right-closed bins of HSF.
package struct VotesAnalysis: Analysis {
  package static let kind = "votes"
  package static let words: [Prose] = [
    """
    Agreement is over all pairs of answers to one image, with an interval over images. The noise \
    ceiling is what a score that knew the true frequencies could be expected to reach; the tie \
    ceiling is a limit of its own, set by the levels of HSF alone. HSF intervals are Wilson's \
    [@wilson1927].
    """
  ]

  /// The annotation sets; all of the study when empty.
  package var sets: [String]
  /// The number of resamples of the agreement's interval.
  package var agreementResamples: Int

  /// Creates the analysis.
  package init(sets: [String] = [], agreementResamples: Int = 500) {
    self.sets = sets
    self.agreementResamples = agreementResamples
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    try fields.read(.sets, into: &sets)
    try fields.read(.agreementResamples, into: &agreementResamples, in: 1...10_000_000)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case sets
    case agreementResamples = "agreement_resamples"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    for set in sets.isEmpty ? data.annotationSets : sets {
      let selections = try data.selections(annotationSet: set)
      let votes = try data.votes(annotationSet: set)
      let isJudged = !selections.hsf.isEmpty
      if !isJudged {
        output.notes.append(
          (votes == nil ? "no data: " : "")
            + "no image of `\(set)` has answers about its true class; "
            + "give true classes with avh import STUDY --dataset \(ShellWord.quoted(data.dataset)) --labels FILE"
        )
        if votes == nil { continue }
      }
      var rows = Rows(key: ResultKey(analysis: id, quantity: "", annotationSet: set))
      if isJudged { try distribution(selections, into: &rows, &output, decisions) }
      if let votes {
        let (panel, note) = try data.agreementVotes(votes, annotationSet: set)
        if let note { output.notes.append(note) }
        try agreement(votes, panel, into: &rows, decisions)
      } else {
        output.notes.append(
          "`\(set)` asked about single classes, so there is no agreement over classes to show")
      }
      if isJudged, selections.areCounts {
        ceilings(selections, into: &rows, decisions)
      } else if isJudged {
        output.notes.append(
          "`\(set)` holds probabilities; without the number of votes there is no noise ceiling")
      }
      output.estimates += rows.estimates
    }
    if data.annotationSets.isEmpty {
      output.notes.append("no data: the study names no annotation set")
    }
    return output
  }

  private struct Rows {
    let key: ResultKey
    var estimates: [EstimateResult] = []

    mutating func add(
      _ quantity: String, _ value: Double?, human: HumanMeasure? = nil, method: String? = nil,
      group: String? = nil, n: Int? = nil, note: String? = nil
    ) {
      estimates.append(
        EstimateResult(
          key.with {
            ($0.quantity, $0.human, $0.method) = (quantity, human?.rawValue, method)
            ($0.grouping, $0.group) = (group.map { _ in Grouping.bin.rawValue }, group)
          }, value: value, n: n, note: note))
    }
  }

  private func distribution(
    _ selections: TargetSelections, into rows: inout Rows, _ output: inout AnalysisOutput,
    _ decisions: AnalysisDecisions
  ) throws {
    let hsf = selections.hsf
    let n = hsf.count
    rows.add("images", Double(n), n: n)
    if selections.areCounts {
      let votes = Double(selections.shown.reduce(0, +))
      rows.add("votes", votes, n: n)
      rows.estimates.append(
        EstimateResult(
          rows.key.with { $0.quantity = "votes_per_image" }, value: votes / Double(n),
          rangeLow: selections.shown.min().map(Double.init),
          rangeHigh: selections.shown.max().map(Double.init), n: n,
          note: "mean, least and most"))
    }
    if let annotators = selections.annotators { rows.add("annotators", Double(annotators)) }
    if let mean = MeanEstimate(hsf) {
      rows.estimates.append(
        EstimateResult(
          rows.key.with { ($0.quantity, $0.human) = ("mean", HumanMeasure.hsf.rawValue) },
          over: mean, alpha: decisions.alpha))
    } else {
      rows.add("mean", hsf[0], human: .hsf, n: n)
    }
    func share(_ quantity: String, _ count: Int, group: String? = nil) {
      rows.add(
        quantity, Double(count) / Double(n), human: .hsf, group: group, n: count,
        note: "share; n is the count")
    }
    share("hsf_is_one", hsf.count { $0 == 1 })
    share("hsf_below_half", hsf.count { $0 < 0.5 })
    var bins = [Int](repeating: 0, count: 5)
    var histogram = [Int](repeating: 0, count: 20)
    for image in selections.selections {
      bins[try image.bin(of: 5)] += 1
      histogram[try image.bin(of: 20)] += 1
    }
    for (name, count) in zip(ImageGroup.binNames, bins) { share("share", count, group: name) }
    output.series += histogram.enumerated().map { index, count in
      SeriesPoint(
        rows.key.with { ($0.quantity, $0.human) = (Self.histogram, HumanMeasure.hsf.rawValue) },
        x: (Double(index) + 0.5) / 20, value: Double(count), n: count)
    }
  }

  private func agreement(
    _ votes: VoteMatrix, _ panel: VoteCounts, into rows: inout Rows,
    _ decisions: AnalysisDecisions
  ) throws {
    let counts = try VoteCounts(votes.counts, classCount: votes.classNames.count)
    let judged = (0..<counts.imageCount).filter {
      counts.total(of: $0) > 0 && votes.targetClass[$0] != nil
    }
    let majorities = counts.majorities
    let agreeing = judged.filter { image in
      votes.targetClass[image].map { $0 == majorities[image] } ?? false
    }
    if !judged.isEmpty {
      rows.add(
        "majority_agrees", Double(agreeing.count) / Double(judged.count), n: judged.count,
        note: "share of images whose most chosen class is the label; a tie does not agree")
    }
    let entropies = counts.millerMadowEntropies.filter { !$0.isNaN }
    rows.add(
      "mean", entropies.reduce(0, +) / Double(max(1, entropies.count)), human: .labelEntropy,
      method: "miller-madow", n: entropies.count, note: "nats")
    rows.estimates += panel.agreement(
      [.percentAgreement, .alphaNominal], rows.key, resamples: agreementResamples, decisions)
  }

  private func ceilings(
    _ selections: TargetSelections, into rows: inout Rows, _ decisions: AnalysisDecisions
  ) {
    do {
      let counts = try SelectionCounts(
        votes: selections.selections, set: rows.key.annotationSet ?? "")
      let closed = try ClosedFormReliability(counts)
      rows.add(
        "reliability", closed.reliability, method: CorrelationMethod.pearson.rawValue,
        n: closed.imageCount, note: "1 - noise variance / variance")
      for method in [CorrelationMethod.pearson, .spearman, .kendall] {
        rows.estimates.append(
          try NoiseCeiling(
            counts, method: method, seed: decisions.seed, threads: decisions.threads
          ).row(rows.key, images: counts.count))
      }
      rows.estimates += try TieCeiling(counts.frequencies).rows(rows.key, images: counts.count)
    } catch {
      rows.add(
        NoiseCeiling.quantity, nil, method: CorrelationMethod.spearman.rawValue, note: "\(error)")
    }
  }

  /// The quantity of the histogram's points.
  private static let histogram = "hsf_histogram"

  /// The distribution of HSF in each set.
  package func figures(of output: AnalysisOutput) -> [FigureSpecification] {
    let points = output.series.filter { $0.key.quantity == Self.histogram }
    var sets: [String] = []
    for point in points {
      if let set = point.key.annotationSet, !sets.contains(set) { sets.append(set) }
    }
    return sets.enumerated().map { index, set in
      FigureSpecification(
        id: "histogram-\(index + 1)", title: "Distribution of HSF, \(set)",
        caption: "Images by human selection frequency in twenty right-closed bins, \(set).",
        content: .histogram(
          HistogramFigure(
            x: FigureAxis("HSF", range: 0...1), yLabel: "images",
            bars: points.filter { $0.key.annotationSet == set }.map { point in
              .init(low: point.x - 0.025, high: point.x + 0.025, count: point.n ?? 0)
            })))
    }
  }
}
