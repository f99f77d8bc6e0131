internal import Statistics
package import StudyValues

/// The paper's main table in the paper's layout, with our figures beside the recalled ones.
///
/// Rows: images, AVH, confidence, feature norm; columns: Fisher's z of the total, the total, and the
/// five right-closed bins of human selection frequency. The paper prints absolute Spearman correlations;
/// here each is a strength, which is positive when the score behaves as expected (AVH higher, confidence
/// and norm lower for images that are hard for people). A negative number therefore shows a relation in
/// the other direction, which an absolute value would hide. Every number of ours is a stored estimate,
/// ``strength`` or ``fisherZ``.
package enum PaperTable {
  /// The quantity of a coefficient turned so that positive means that the score follows people.
  package static let strength = "strength"
  /// The quantity of atanh of a strength.
  package static let fisherZ = "fisher_z"
  /// What every recalled number is labelled with.
  static let recalledLabel = "as recalled from the paper, unverified"
  /// The number of images below which a bin's coefficient is marked as resting on too few.
  static let fewImages = 200
  /// Recalled numbers of images in the total and the five bins.
  static let recalledImages = [29_987, 837, 2_732, 6_541, 11_066, 8_811]

  /// Recalled strengths of AVH less those of confidence.
  private static let recalledDifferences = [0.035, 0.036, 0.003, 0.022, 0.025, 0.038]

  /// One score with the recalled absolute correlations of ResNet-50 on ImageNet validation images.
  struct Line {
    let name: String
    let score: String
    let z: Double?
    let recalled: [Double]
  }

  static let lines = [
    Line(
      name: "AVH", score: "avh", z: 0.377, recalled: [0.36, 0.228, 0.125, 0.124, 0.103, 0.094]),
    Line(
      name: "confidence", score: "confidence", z: 0.337,
      recalled: [0.325, 0.192, 0.122, 0.102, 0.078, 0.056]),
    Line(
      name: "feature norm", score: "feature_norm", z: nil,
      recalled: [0.0017, 0.0013, 0.0007, 0.0005, 0.0004, 0.0003]),
  ]

  /// The estimates that the table shows, from Spearman correlations with HSF.
  ///
  /// - Parameters:
  ///   - rows: Correlations; of several populations classes as a sample count, else the first.
  ///   - analysis: The analysis that made them.
  /// - Returns: For each score of the table, network and group of the table one strength, and its
  ///   Fisher z where all images are the group.
  package static func estimates(
    _ rows: [CorrelationResult], analysis: String
  ) -> [EstimateResult] {
    var seen: Set<[String]> = []
    let population = population(of: rows.compactMap(\.population))
    return rows.filter { row in
      row.population == nil || row.population == population
    }.filter { row in
      row.method == "spearman" && row.human == HumanMeasure.hsf.rawValue && row.covariates == nil
        && [Grouping.all, .bin].map(\.rawValue).contains(row.grouping)
        && lines.contains { $0.score == row.score }
        && seen.insert([row.model, row.score, row.grouping, row.group]).inserted
    }.flatMap { row -> [EstimateResult] in
      let sign = row.score == "avh" ? -1.0 : 1
      let limits = [row.ciLow, row.ciHigh].compactMap { $0.map { $0 * sign } }.sorted()
      let key = ResultKey(
        analysis: analysis, quantity: strength, annotationSet: row.annotationSet, human: row.human,
        model: row.model, score: row.score, method: row.method, population: row.population,
        condition: row.condition, level: row.level, step: row.step, grouping: row.grouping,
        group: row.group)
      let value = row.statistic.map { $0 * sign }
      let estimate = EstimateResult(
        key, value: value, standardError: row.standardError,
        // Over images the degrees of freedom are those of the test; the interval is normal.
        df: row.population == .images ? nil : row.df, low: limits.first, high: limits.last,
        interval: row.ciMethod, n: row.n, note: row.note)
      guard row.grouping == Grouping.all.rawValue, let value, abs(value) < 1 else {
        return [estimate]
      }
      return [
        estimate,
        EstimateResult(
          key.with { $0.quantity = fisherZ }, value: FisherZ.transform(value), n: row.n),
      ]
    }
  }

  /// The two scores of the paper's claim, the first less the second.
  static let pair = ["avh", "confidence"]
  /// The quantity of the difference of their strengths.
  static let strengthDifference = "strength_difference"

  /// What is a sample in the table: classes where they can be, else what comes first.
  static func population(of populations: [Population]) -> Population {
    populations.contains(.classesRandom) ? .classesRandom : populations.first ?? .images
  }

  /// The estimate of one comparison of the two scores.
  static func difference(_ row: ComparisonResult, analysis: String) -> EstimateResult {
    var result = EstimateResult(
      ResultKey(
        analysis: analysis, quantity: strengthDifference, annotationSet: row.annotationSet,
        human: row.human, model: row.modelA, score: row.scoreA, otherScore: row.scoreB,
        method: row.method, population: row.population, condition: row.condition,
        level: row.level, step: row.step, grouping: row.grouping, group: row.group),
      value: row.difference, standardError: row.standardError, df: row.df, low: row.ciLow,
      high: row.ciHigh, interval: row.ciMethod, n: row.n, p: row.p, log10P: row.log10P,
      note: row.note)
    (result.pAdjusted, result.log10PAdjusted) = (row.pAdjusted, row.log10PAdjusted)
    (result.adjustment, result.familySize) = (row.adjustment, row.familySize)
    result.detectable = row.detectable
    return result
  }

  /// The table of each network that has AVH in all images.
  package static func tables(_ rows: [EstimateResult]) -> [TableSpecification] {
    var models: [String] = []
    for row in rows where row.key.quantity == strength && row.key.score == "avh" {
      guard row.key.grouping == Grouping.all.rawValue, row.value != nil, let model = row.key.model,
        !models.contains(model)
      else { continue }
      models.append(model)
    }
    return models.enumerated().map { index, model in
      let own = rows.filter { $0.key.model == model }
      return TableSpecification(
        id: "paper-\(index + 1)",
        caption: """
          The main table of Angular Visual Hardness [@chen2020] for \(model): Spearman correlation with \
          human selection frequency, positive when the score behaves as expected, with 95 % intervals \
          (sample: \(sample(own))); *z* = atanh(*rho*). AVH less confidence is the paper's claim, on the same \
          images. Bins are right-closed; within a bin the range of human selection \
          frequency is restricted, so these numbers are no profile over difficulty. The rows of the \
          paper are \(recalledLabel), and are from another data set and network.
          """,
        rows: shown(own),
        fileRows: RowTable(
          own.filter { [strength, fisherZ, strengthDifference].contains($0.key.quantity) }
        ).withoutEmptyColumns())
    }
  }

  /// What is a sample in the rows.
  private static func sample(_ rows: [EstimateResult]) -> String {
    rows.lazy.compactMap(\.key.population).first?.rawValue ?? Population.images.rawValue
  }

  private static func shown(_ rows: [EstimateResult]) -> RowTable {
    var table = RowTable(
      columns: [
        Column("quantity", heading: "", kind: .text), Column("source", heading: "", kind: .text),
        Column("z", kind: .coefficient(decimals: 3)),
        Column("total", heading: "Total", kind: .coefficient(decimals: 3)),
      ]
        + ImageGroup.binNames.enumerated().map {
          Column("bin_\($0 + 1)", heading: $1, kind: .coefficient(decimals: 3))
        })
    func found(_ score: String, _ quantity: String = strength) -> [EstimateResult?] {
      let own = rows.filter { $0.key.quantity == quantity && $0.key.score == score }
      return [own.first { $0.key.grouping == Grouping.all.rawValue }]
        + ImageGroup.binNames.map { bin in own.first { $0.key.group == bin } }
    }
    table.append(["images", "here", nil] + found("avh").map { Cell($0?.n) })
    table.append(
      ["images", .text(recalledLabel), nil] + recalledImages.map { .integer($0) })
    for line in lines {
      let own = found(line.score)
      let z = rows.first { $0.key.quantity == fisherZ && $0.key.score == line.score }?.value
      table.append([.text(line.name), "here", Cell(z)] + own.map(cell))
      table.append(
        [.text(line.name), "95 % interval", nil]
          + own.map(limits))
      table.append(
        [.text(line.name), .text(recalledLabel), Cell(line.z)] + line.recalled.map { .real($0) })
    }
    let differences = found(pair[0], strengthDifference)
    if differences.contains(where: { $0 != nil }) {
      let name = Cell.text("AVH less confidence")
      table.append([name, "here", nil] + differences.map(cell))
      table.append([name, "95 % interval", nil] + differences.map(limits))
      table.append([name, "p, adjusted", nil] + differences.map { p($0?.pAdjusted) })
      table.append(
        [name, .text(recalledLabel), nil]
          + recalledDifferences.map { .real($0) })
    }
    return table
  }

  private static func limits(_ row: EstimateResult?) -> Cell {
    guard let low = row?.low, let high = row?.high else { return .missing }
    return .interval(low, high)
  }

  private static func p(_ value: Double?) -> Cell {
    value.map {
      .text($0 < 0.001 ? "<.001" : RoundedNumber.fixed($0, decimals: 3, leadingZero: false))
    }
      ?? .missing
  }

  /// The value of a stored strength, or why there is none.
  private static func cell(_ row: EstimateResult?) -> Cell {
    guard let row else { return .missing }
    guard let value = row.value else { return .text(row.note ?? "no number") }
    return (row.n ?? 0) < fewImages ? .remarked(value, "too few") : .real(value)
  }
}
