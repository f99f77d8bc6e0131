internal import Statistics
package import StudyValues

/// The people: how many votes, how much they agree, and how well any score could do against them.
///
/// For each annotation set, as estimates with the set as group:
///
/// | name | what |
/// | --- | --- |
/// | `images`, `votes`, `annotators`, `votes_per_image` | counts; the least and most votes as limits |
/// | `mean_hsf`, `hsf_is_one`, `hsf_below_half`, `hsf_bin:…` | the distribution of HSF |
/// | `majority_agrees` | share of images whose majority is the label |
/// | `mean_entropy` | mean entropy of the votes in nats, Miller-Madow corrected |
/// | `percent-agreement`, `krippendorff-alpha-nominal` | agreement, bootstrap over images |
/// | `reliability_pearson` | expected correlation of two such panels, closed form |
/// | `ceiling_…` | the largest coefficient a perfect score could be expected to reach |
/// | `tie_ceiling_…` | the limit set by ties alone, never multiplied into the other |
package struct VotesAnalysis: Analysis {
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
    sets = try fields.decodeIfPresent([String].self, forKey: .sets) ?? []
    agreementResamples = try fields.decodeIfPresent(Int.self, forKey: .agreementResamples) ?? 500
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
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.votes.rawValue)
    for set in sets.isEmpty ? data.annotationSets : sets {
      let selections = try data.selections(annotationSet: set)
      guard !selections.hsf.isEmpty else {
        output.notes.append("no data: no image of `\(set)` has answers about its true class")
        continue
      }
      var rows = Rows(id: id, set: set)
      try distribution(selections, into: &rows, &output, decisions)
      if let votes = try data.votes(annotationSet: set) {
        try agreement(votes, into: &rows, decisions)
      } else {
        output.notes.append(
          "`\(set)` asked about single classes, so there is no agreement over classes to show")
      }
      if selections.areCounts {
        ceilings(selections, into: &rows, decisions)
      } else {
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
    let id: String
    let set: String
    var estimates: [EstimateResult] = []

    mutating func add(
      _ name: String, _ value: Double?, low: Double? = nil, high: Double? = nil, n: Int? = nil,
      method: String? = nil, note: String? = nil
    ) {
      estimates.append(
        EstimateResult(
          analysis: id, name: name, group: set, value: value, low: low, high: high, n: n,
          method: method, note: note))
    }
  }

  private func distribution(
    _ selections: TargetSelections, into rows: inout Rows, _ output: inout AnalysisOutput,
    _ decisions: AnalysisDecisions
  ) throws {
    let n = selections.hsf.count
    let hsf = selections.hsf
    let votes = selections.shown.reduce(0, +)
    rows.add("images", Double(n), n: n)
    if selections.areCounts {
      rows.add("votes", Double(votes), n: n)
      rows.add(
        "votes_per_image", Double(votes) / Double(n), low: selections.shown.min().map(Double.init),
        high: selections.shown.max().map(Double.init), n: n, method: "mean, least and most")
    }
    if let annotators = selections.annotators { rows.add("annotators", Double(annotators)) }
    let mean = hsf.reduce(0, +) / Double(n)
    let squares = hsf.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = n > 1 ? (squares / Double(n - 1) / Double(n)).squareRoot() : .nan
    let z = Normal.quantile(1 - decisions.alpha / 2)
    rows.add(
      "mean_hsf", mean, low: n > 1 ? mean - z * error : nil, high: n > 1 ? mean + z * error : nil,
      n: n, method: "normal interval of the mean over images")
    let full = hsf.count { $0 == 1 }
    rows.add("hsf_is_one", Double(full) / Double(n), n: full, method: "share; n is the count")
    let low = hsf.count { $0 < 0.5 }
    rows.add("hsf_below_half", Double(low) / Double(n), n: low, method: "share; n is the count")
    var bins = [Int](repeating: 0, count: 5)
    var histogram = [Int](repeating: 0, count: 20)
    for image in selections.selections {
      bins[try image.bin(of: 5)] += 1
      histogram[try image.bin(of: 20)] += 1
    }
    for (index, count) in bins.enumerated() {
      rows.add(
        "hsf_bin:\(SelectionBins.binName(index))", Double(count) / Double(n), n: count,
        method: "share; n is the count")
    }
    for (index, count) in histogram.enumerated() {
      output.series.append(
        SeriesPoint(
          analysis: rows.id, name: "\(rows.set):hsf_histogram", x: (Double(index) + 0.5) / 20,
          value: Double(count), n: count))
    }
  }

  private func agreement(
    _ votes: VoteMatrix, into rows: inout Rows, _ decisions: AnalysisDecisions
  ) throws {
    let counts = try VoteCounts(votes.counts, classCount: votes.classNames.count)
    let judged = (0..<counts.imageCount).filter { counts.total(of: $0) > 0 }
    let majorities = counts.majorities
    let agreeing = judged.filter { image in
      votes.targetClass[image].map { $0 == majorities[image] } ?? false
    }
    rows.add(
      "majority_agrees", Double(agreeing.count) / Double(max(1, judged.count)), n: judged.count,
      method: "share of images whose most chosen class is the label; a tie does not agree")
    let entropies = counts.millerMadowEntropies.filter { !$0.isNaN }
    rows.add(
      "mean_entropy", entropies.reduce(0, +) / Double(max(1, entropies.count)),
      n: entropies.count, method: "nats, Miller-Madow")
    do {
      let panel = try PanelAgreement(counts)
      for measure in [PanelAgreement.Measure.percentAgreement, .alphaNominal] {
        let estimate = try panel.estimate(
          measure, resamples: agreementResamples, level: 1 - decisions.alpha,
          seed: decisions.seed, threads: decisions.threads)
        rows.add(
          measure.rawValue, estimate.value, low: estimate.interval.low,
          high: estimate.interval.high, n: panel.images, method: "bootstrap over images")
      }
    } catch {
      rows.add(PanelAgreement.Measure.alphaNominal.rawValue, nil, note: "\(error)")
    }
  }

  private func ceilings(
    _ selections: TargetSelections, into rows: inout Rows, _ decisions: AnalysisDecisions
  ) {
    do {
      let counts = try SelectionCounts(selected: selections.selected, shown: selections.shown)
      let closed = try ClosedFormReliability(counts)
      rows.add(
        "reliability_pearson", closed.reliability, n: closed.imageCount,
        method: "1 - noise variance / variance")
      for method in [CorrelationMethod.pearson, .spearman, .kendall] {
        let ceiling = try NoiseCeiling(
          counts, method: method, seed: decisions.seed, threads: decisions.threads)
        let other = ceiling.alternatives.map(\.ceiling)
        rows.add(
          "ceiling_\(method.rawValue)", ceiling.ceiling,
          low: (other + [ceiling.ceiling]).min(), high: (other + [ceiling.ceiling]).max(),
          n: counts.count,
          method: "\(ceiling.source.rawValue); limits are the range over other routes",
          note: "halves correlate \(Verdict.number(ceiling.halfObserved)) observed, "
            + "\(Verdict.number(ceiling.halfModelled)) under the model")
      }
      let ties = try TieCeiling(counts.frequencies)
      rows.add("tie_ceiling_spearman", ties.spearman, n: counts.count)
      rows.add("tie_ceiling_kendall", ties.kendall, n: counts.count)
    } catch {
      rows.add("ceiling_spearman", nil, note: "\(error)")
    }
  }
}
