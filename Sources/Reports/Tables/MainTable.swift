internal import Foundation
package import StudyValues

/// The paper's main table in the paper's layout, with our figures beside the recalled ones.
///
/// Rows: images, AVH, confidence, feature norm; columns: Fisher's z of the total, the total, and the
/// five right-closed bins of human selection frequency. The paper prints absolute Spearman correlations;
/// here each coefficient is turned so that it is positive when the score behaves as expected (AVH higher,
/// confidence and norm lower for images that are hard for people). A negative number therefore shows a
/// relation in the other direction, which an absolute value would hide.
package struct MainTable: Equatable, Sendable {
  /// A line of numbers: the total and one number per bin.
  package struct Line: Equatable, Sendable {
    /// What the line shows.
    package let name: String
    /// Fisher's z of the total, atanh(rho).
    package let z: Double?
    /// The total.
    package let total: Double?
    /// The five bins.
    package let bins: [Double?]
  }

  /// What every recalled number is labelled with.
  package static let recalledLabel = "as recalled from the paper, unverified"

  /// Recalled numbers of images in the total and the five bins.
  package static let recalledImages = [29_987, 837, 2_732, 6_541, 11_066, 8_811]

  /// Recalled absolute Spearman correlations of ResNet-50 on ImageNet validation images.
  package static let recalledLines = [
    Line(name: "AVH", z: 0.377, total: 0.36, bins: [0.228, 0.125, 0.124, 0.103, 0.094]),
    Line(name: "confidence", z: 0.337, total: 0.325, bins: [0.192, 0.122, 0.102, 0.078, 0.056]),
    Line(
      name: "feature norm", z: nil, total: 0.0017,
      bins: [0.0013, 0.0007, 0.0005, 0.0004, 0.0003]),
  ]

  /// The number of images below which a bin's coefficient is marked as resting on too few.
  package static let fewImages = 200

  private static let scores = [
    (name: "AVH", score: "avh", sign: -1.0), (name: "confidence", score: "confidence", sign: 1.0),
    (name: "feature norm", score: "feature_norm", sign: 1.0),
  ]
  private static let bins = ["[0, .2]", "(.2, .4]", "(.4, .6]", "(.6, .8]", "(.8, 1]"]

  private let rows: [CorrelationResult]
  private let model: String

  /// Takes the rows of one network out of a study's correlations.
  ///
  /// - Parameters:
  ///   - correlations: Correlations; used are those of Spearman's method, without condition, step and
  ///     covariates.
  ///   - model: The network.
  ///   - human: The human measure.
  ///   - annotationSet: The annotation set; any when nil.
  package init(
    correlations: [CorrelationResult], model: String, human: String = "hsf",
    annotationSet: String? = nil
  ) {
    self.model = model
    rows = correlations.filter { row in
      row.method == "spearman" && row.model == model && row.human == human
        && (row.condition ?? "").isEmpty && row.step == nil && (row.covariates ?? "").isEmpty
        && (annotationSet == nil || row.annotationSet == annotationSet)
    }
  }

  /// The table with its caption; the CSV file holds our full numbers, one coefficient per row.
  package func reportTable(id: String) -> ReportTable {
    ReportTable(
      id: id,
      caption: """
        The main table of Angular Visual Hardness [@chen2020] for \(model): Spearman correlation with \
        human selection frequency, positive when the score behaves as expected, with 95 % intervals; \
        *z* = atanh(*rho*). Bins are right-closed; within a bin the range of human selection \
        frequency is restricted, so these numbers are no profile over difficulty. The rows of the \
        paper are \(Self.recalledLabel), and are from another data set and network.
        """,
      rows: shown, fileRows: numbers)
  }

  /// The table as the pages show it.
  var shown: RowTable {
    var table = RowTable(
      columns: [
        Column("quantity", heading: "", kind: .text), Column("source", heading: "", kind: .text),
        Column("z", kind: .coefficient(decimals: 3)),
        Column("total", heading: "Total", kind: .integer),
      ] + Self.bins.enumerated().map { Column("bin_\($0 + 1)", heading: $1, kind: .integer) })
    let images = Self.scores.lazy.map { rows(of: $0.score) }.first { $0.contains { $0 != nil } }
    table.append(["images", "here", nil] + (images ?? rows(of: "")).map { Cell($0?.n) })
    table.append(
      ["images", .text(Self.recalledLabel), nil] + Self.recalledImages.map { .integer($0) })
    for (score, recalled) in zip(Self.scores, Self.recalledLines) {
      let found = rows(of: score.score)
      let total = found[0]?.statistic.map { $0 * score.sign }
      table.append(
        [.text(score.name), "here", Cell(total.map { atanh($0) })]
          + found.map { Self.valueCell($0, sign: score.sign) })
      table.append(
        [.text(score.name), "95 % interval", nil]
          + found.map { Self.intervalCell($0, sign: score.sign) })
      table.append(
        [.text(recalled.name), .text(Self.recalledLabel), Cell(recalled.z)]
          + ([recalled.total] + recalled.bins).map { .text(Self.recalledText($0)) })
    }
    return table
  }

  /// The total and the five bins of one score, where there are rows for them.
  private func rows(of score: String) -> [CorrelationResult?] {
    let own = rows.filter { $0.score == score }
    let total = own.first { $0.group == "all" }
    return [total]
      + (1...5).map { fifth in own.first { Self.upperEdge($0.group) == Double(fifth) / 5 } }
  }

  /// The upper edge of a group such as `bin:(0.2,0.4]`.
  private static func upperEdge(_ group: String) -> Double? {
    guard group.hasPrefix("bin:"), group.hasSuffix("]"), let comma = group.lastIndex(of: ",") else {
      return nil
    }
    return Double(group[group.index(after: comma)...].dropLast().filter { $0 != " " })
  }

  private static func valueCell(_ row: CorrelationResult?, sign: Double) -> Cell {
    guard let row else { return .missing }
    guard let statistic = row.statistic else { return .text(row.note ?? "no number") }
    let text = NumberText.fixed(statistic * sign, decimals: 3, leadingZero: false)
    return .text(row.n < fewImages ? "\(text) (too few)" : text)
  }

  private static func intervalCell(_ row: CorrelationResult?, sign: Double) -> Cell {
    guard let low = row?.ciLow, let high = row?.ciHigh else { return .missing }
    let limits = [low * sign, high * sign].sorted().map {
      NumberText.fixed($0, decimals: 3, leadingZero: false)
    }
    return .text("[\(limits[0]), \(limits[1])]")
  }

  private static func recalledText(_ value: Double?) -> String {
    guard let value else { return "" }
    // The paper prints three decimals, or as many as a number below .01 needs.
    var text = NumberText.fixed(value, decimals: value < 0.01 ? 4 : 3, leadingZero: false)
    if text.hasSuffix("0") { text.removeLast() }
    return text
  }

  private var numbers: RowTable {
    let used = Self.scores.flatMap { rows(of: $0.score) }.compactMap(\.self)
    return RowTable(used).selecting([
      "dataset", "annotation_set", "human", "model", "score", "method", "group", "n", "statistic",
      "ci_low", "ci_high", "ci_level", "ci_method", "p", "log10_p", "note",
    ])
  }
}
