import Files
internal import Networks
internal import Statistics
package import StudyValues

extension ComparisonAnalysis {
  /// The differences of every pair in every network, those among right and wrong images, and what the
  /// first pair would need to be decided otherwise.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] {
    [
      Reading(.comparisons, tables: differences(outputs, context)),
      Reading(.explanation, tables: rightAndWrong(outputs, context)),
      Reading(.conclusion, tables: sensitivity(outputs, context)),
    ].filter { !$0.isEmpty }
  }

  /// The influence rows of a grouping under the population that a claim about classes needs, or under
  /// the one that there is.
  private static func deciding(
    _ outputs: [AnalysisOutput], _ grouping: Grouping
  ) -> [ComparisonResult] {
    let rows = outputs.flatMap(\.comparisons).filter {
      $0.grouping == grouping.rawValue && $0.test == TestName.influence.rawValue
        && $0.difference != nil
    }
    guard let first = rows.first else { return [] }
    let method = first.method
    let population =
      rows.contains { $0.population == .classesRandom }
      ? .classesRandom : first.population
    return rows.filter { $0.method == method && $0.population == population }
  }

  private static func title(_ row: ComparisonResult) -> String {
    "\(Score.title(of: row.scoreA)) against \(Score.title(of: row.scoreB))"
  }

  private static func cell(_ row: ComparisonResult?) -> Cell {
    Cell(row?.difference, low: row?.ciLow, high: row?.ciHigh)
  }

  /// The population and its distribution, for a caption.
  private static func sample(_ row: ComparisonResult) -> String {
    let words = row.population?.words ?? "images as the sample"
    guard let df = row.df else { return words }
    return "\(words) (t, \(RoundedNumber.significant(df, digits: 4)) degrees of freedom)"
  }

  private static func differences(
    _ outputs: [AnalysisOutput], _ context: ReadingContext
  ) -> [TableSpecification] {
    let rows = deciding(outputs, .all)
    guard let first = rows.first else { return [] }
    let networks = ReadingContext.unique(rows.map(\.modelA))
    let shown = Array(networks.prefix(6))
    let pairs = ReadingContext.unique(rows.map(title))
    let table = RowTable(
      columns: [Column("pair", heading: "Pair", kind: .text)]
        + shown.map { Column($0, heading: $0, kind: .coefficient(decimals: 3)) },
      rows: pairs.map { pair in
        [.text(pair)]
          + shown.map { network in
            cell(rows.first { title($0) == pair && $0.modelA == network })
          }
      })
    return [
      TableSpecification(
        id: "reading-differences",
        caption: """
          Strength of the first score minus strength of the second, by \(first.method.capitalizedFirst) \
          correlation with \(HumanMeasure.title(of: first.human)) on the same images, with 95 % intervals, \
          \(sample(first)). Positive: the first follows people more closely; an interval without 0: \
          beyond chance.\(ReadingContext.rest(of: networks.count, shown: shown.count))
          """, rows: table.keepingRows(Reading.mostRows), fileRows: RowTable(rows))
    ]
  }

  private static func rightAndWrong(
    _ outputs: [AnalysisOutput], _ context: ReadingContext
  ) -> [TableSpecification] {
    let rows = deciding(outputs, .correct)
    guard let first = rows.first else { return [] }
    let all = ReadingContext.unique(rows.map(\.modelA))
    let networks = Array(all.prefix(6))
    let table = RowTable(
      columns: [
        Column("pair", heading: "Pair", kind: .text),
        Column("images", heading: "Images", kind: .text),
      ] + networks.map { Column($0, heading: $0, kind: .coefficient(decimals: 3)) },
      rows: ReadingContext.unique(rows.map(title)).flatMap { pair in
        ["1", "0"].map { group -> [Cell] in
          [.text(pair), .text(ImageGroup.title(ofCorrect: group))]
            + networks.map { network in
              cell(
                rows.first {
                  title($0) == pair && $0.modelA == network && $0.group == group
                })
            }
        }
      })
    return [
      TableSpecification(
        id: "reading-right-wrong-differences",
        caption: """
          The same difference among the images that the network classifies right and among those it \
          classifies wrong, with 95 % intervals, \(sample(first)).\
          \(ReadingContext.rest(of: all.count, shown: networks.count))
          """, rows: table.keepingRows(Reading.mostRows).withoutRepeatedNames,
        fileRows: RowTable(rows))
    ]
  }

  /// The first pair by population, with what could have been found.
  private static func sensitivity(
    _ outputs: [AnalysisOutput], _ context: ReadingContext
  ) -> [TableSpecification] {
    let all = outputs.flatMap(\.comparisons).filter {
      $0.grouping == Grouping.all.rawValue && $0.test == TestName.influence.rawValue
        && $0.difference != nil
    }
    guard let first = all.first else { return [] }
    let rows = all.filter {
      $0.scoreA == first.scoreA && $0.scoreB == first.scoreB && $0.method == first.method
        && $0.human == first.human
    }
    let estimates = outputs.flatMap(\.estimates).filter {
      $0.key.quantity == DecisionRows.detectable && $0.key.score == first.scoreA
        && $0.key.otherScore == first.scoreB && $0.key.method == first.method
        && $0.key.grouping == Grouping.all.rawValue
    }
    var populations: [Population] = []
    for row in rows {
      if let population = row.population, !populations.contains(population) {
        populations.append(population)
      }
    }
    func row(_ network: String, _ population: Population) -> ComparisonResult? {
      rows.first { $0.modelA == network && $0.population == population }
    }
    let deciding = populations.contains(.classesRandom) ? .classesRandom : populations.first
    let columns =
      [Column("network", heading: "Network", kind: .text)]
      + populations.map {
        Column(
          $0.rawValue, heading: $0.heading.capitalizedFirst, kind: .coefficient(decimals: 3))
      } + [
        Column("p", heading: "p", kind: .probability),
        Column("p_adjusted", heading: "p adjusted", kind: .probability),
        Column("detectable", heading: "Smallest detectable", kind: .coefficient(decimals: 3)),
      ]
    let table = RowTable(
      columns: columns,
      rows: ReadingContext.unique(rows.map(\.modelA)).map { network in
        let decisive = deciding.flatMap { row(network, $0) }
        let detectable = estimates.first {
          $0.key.model == network && $0.key.population == deciding
        }
        return [.text(network)] + populations.map { cell(row(network, $0)) }
          + [Cell(decisive?.p), Cell(decisive?.pAdjusted), Cell(detectable?.value)]
      })
    let family = rows.lazy.compactMap { row in
      row.familySize.flatMap { size in row.adjustment.map { (size, $0) } }
    }.first
    let adjusted =
      family.map { size, method in
        " p is adjusted by \(method.capitalizedFirst) over the \(size, "network")."
      } ?? ""
    return [
      TableSpecification(
        id: "reading-sensitivity",
        caption: """
          Difference of strengths, \(title(first)), under each answer to the question what is a random \
          sample, with 95 % intervals; p and the smallest difference that would have been found in four of five such studies are for \
          \(deciding?.words ?? "the test").\(adjusted)
          """,
        rows: table.withoutEmptyColumns().keepingRows(Reading.mostRows), fileRows: RowTable(rows))
    ]
  }
}

extension String {
  /// The text with a capital at its beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
