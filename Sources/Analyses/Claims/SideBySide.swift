internal import Statistics
package import StudyValues

/// One question asked in several ways: how far one score is ahead of another, as the difference of pooled
/// coefficients, as the mean of the differences inside classes, as the difference of two slopes of a mixed model, and
/// as the gain on votes that were held out.
///
/// All of them have classes as the sample. Every number is a stored row's.
package struct SideBySide {
  /// One way of asking, with a row for each network.
  private struct Way {
    let name: String
    let unit: String
    var rows: [Row]
  }

  private struct Row {
    let model: String
    let value: Double?
    let low: Double?
    let high: Double?
    let df: Double?
    let p: Double?
    let pAdjusted: Double?
    let detectable: Double?
    let note: String?
    var decidesNothing = false
  }

  private let ways: [Way]

  /// Finds the rows; nil when the claim's pair was compared in one way only.
  ///
  /// - Parameters:
  ///   - primary: What decides the claim, a comparison.
  ///   - outputs: The outputs of the study's analyses.
  package init?(_ primary: PrimaryEstimand, _ outputs: [AnalysisOutput]) {
    guard primary.estimate == nil,
      let first = outputs.first(where: { $0.analysis == primary.analysis })?.comparisons.first
    else { return nil }
    let method = primary.method ?? CoefficientName.spearman.rawValue
    func comparisons(_ name: String, _ test: String) -> Way {
      var seen: Set<String> = []
      let rows = outputs.flatMap(\.comparisons).filter { row in
        row.test == test && row.population == .classesRandom && row.method == method
          && row.human == first.human && row.grouping == Grouping.all.rawValue
          && [row.scoreA, row.scoreB] == [first.scoreA, first.scoreB]
          && seen.insert(row.modelA).inserted
      }
      return Way(
        name: name, unit: "coefficient",
        rows: rows.map {
          Row(
            model: $0.modelA, value: $0.difference, low: $0.ciLow, high: $0.ciHigh, df: $0.df,
            p: $0.p, pAdjusted: $0.pAdjusted, detectable: $0.detectable, note: $0.note)
        })
    }
    func estimates(_ name: String, _ quantity: String, _ unit: String) -> Way {
      let rows = outputs.flatMap(\.estimates).filter { row in
        row.key.quantity == quantity && row.key.population == .classesRandom
          && row.key.human == first.human
          && [row.key.score, row.key.otherScore] == [first.scoreA, first.scoreB]
      }
      return Way(
        name: name, unit: unit,
        rows: rows.map {
          Row(
            model: $0.key.model ?? "", value: $0.value, low: $0.low, high: $0.high, df: $0.df,
            p: $0.p, pAdjusted: $0.pAdjusted, detectable: $0.detectable, note: $0.note,
            decidesNothing: $0.decidesNothing)
        })
    }
    let all = [
      comparisons("pooled coefficients", TestName.influence.rawValue),
      comparisons("mean of per-class differences", ComparisonTest.perClassMean.name),
      estimates("mixed model", MixedModelAnalysis.difference, "normal score"),
      estimates("held-out votes", CountRegressionAnalysis.gainDifference, "nats an image"),
    ].filter { !$0.rows.isEmpty }
    guard all.count > 1 else { return nil }
    ways = all
  }

  /// How many networks each way finds ahead and behind, beyond chance after adjustment.
  func sentence(alpha: Double) -> String {
    ways.map { way in
      let beyond = way.rows.filter { row in
        !row.decidesNothing && (row.pAdjusted ?? row.p).map { $0 <= alpha } ?? false
      }
      let ahead = beyond.count { ($0.value ?? 0) > 0 }
      return "\(way.name): \(ahead) ahead, \(beyond.count - ahead) behind of \(way.rows.count)"
    }.joined(separator: "; ") + " (beyond chance after adjustment for the number of networks)"
  }

  /// One line per network and way.
  package func table(claim: String) -> TableSpecification {
    var models: [String] = []
    for row in ways.flatMap(\.rows) where !models.contains(row.model) { models.append(row.model) }
    let rows = models.flatMap { model in
      ways.flatMap { way in
        way.rows.filter { $0.model == model }.map { row in
          [
            Cell(row.model), Cell(way.name), Cell(way.unit), Cell(row.value), Cell(row.low),
            Cell(row.high), Cell(row.df), Cell(row.p), Cell(row.pAdjusted), Cell(row.detectable),
            Cell(row.note),
          ]
        }
      }
    }
    return TableSpecification(
      id: "side-by-side-\(claim)",
      caption: """
        \(claim), asked in several ways, with classes as a sample. The first is the estimand that decides. \
        The pooled difference is between coefficients over all images; the mean of per-class differences asks \
        how much better a score orders the images of one class; the mixed model asks what one score adds to \
        the other; the last asks which predicts held-out votes better. *Detectable* is the smallest \
        difference that would be found with 80 % power. Adjusted p-values are over networks.
        """,
      rows: RowTable(
        columns: [
          Column("model", heading: "Network", kind: .text),
          Column("way", heading: "Asked as", kind: .text),
          Column("unit", heading: "In units of", kind: .text),
          Column("difference", heading: "Difference", kind: .coefficient(decimals: 3)),
          Column("low", heading: "Low", kind: .coefficient(decimals: 3)),
          Column("high", heading: "High", kind: .coefficient(decimals: 3)),
          Column("df", heading: "df", kind: .real(digits: 3)),
          Column("p", heading: "p", kind: .probability),
          Column("p_adjusted", heading: "p adjusted", kind: .probability),
          Column("detectable", heading: "Detectable", kind: .coefficient(decimals: 3)),
          Column("note", heading: "Note", kind: .text),
        ], rows: rows
      ).withoutEmptyColumns().fittingIntervals())
  }
}
