import Files
internal import Statistics
package import StudyValues

extension PaperTable {
  /// The table of all networks for the page for reading: images, then one line per network and score,
  /// then the recalled lines of the paper.
  package static func reading(_ rows: [EstimateResult]) -> [TableSpecification] {
    let own = rows.filter { [strength, fisherZ].contains($0.key.quantity) }
    let bins = ImageGroup.binNames
    func found(_ network: String, _ score: String, _ group: String) -> EstimateResult? {
      own.first {
        $0.key.quantity == strength && $0.key.model == network && $0.key.score == score
          && $0.key.group == group
      }
    }
    let hasBins = { (network: String) in bins.contains { found(network, "avh", $0) != nil } }
    let networks = ReadingContext.unique(own.compactMap(\.key.model)).filter(hasBins)
    guard let first = networks.first else { return [] }
    let shown = lines.filter { line in
      networks.contains { found($0, line.score, Grouping.all.rawValue)?.value != nil }
    }
    let kept = shown.count * networks.count + 4 > Reading.mostRows ? Array(shown.prefix(2)) : shown
    let most = max(1, (Reading.mostRows - kept.count - 2) / max(1, kept.count))
    var table = RowTable(
      columns: [
        Column("network", heading: "Network", kind: .text),
        Column("quantity", heading: "", kind: .text),
        Column("z", heading: "z", kind: .coefficient(decimals: 3)),
        Column("total", heading: "All images", kind: .coefficient(decimals: 3)),
      ]
        + bins.enumerated().map {
          Column("bin_\($0 + 1)", heading: $1, kind: .coefficient(decimals: 3))
        })
    let groups = [Grouping.all.rawValue] + bins
    table.append(
      [.text(first), "images", .missing] + groups.map { Cell(found(first, "avh", $0)?.n) })
    for network in networks.prefix(most) {
      for line in kept {
        let z = own.first {
          $0.key.quantity == fisherZ && $0.key.model == network && $0.key.score == line.score
        }?.value
        table.append(
          [.text(network), .text(line.name), Cell(z)]
            + groups.map { group in
              guard let row = found(network, line.score, group), let value = row.value else {
                return .missing
              }
              if group == Grouping.all.rawValue { return Cell(value, low: row.low, high: row.high) }
              return (row.n ?? 0) < fewImages ? .remarked(value, "few") : .real(value)
            })
      }
    }
    table.append(["the paper", "images", .missing] + recalledImages.map { .integer($0) })
    for line in kept {
      table.append(
        ["the paper", .text(line.name), Cell(line.z)] + line.recalled.map { .real($0) })
    }
    return [
      TableSpecification(
        id: "reading-paper",
        caption: """
          The main table of Angular Visual Hardness [@chen2020]: Spearman correlation with HSF, turned so \
          that positive means that the score follows people, over all images (with 95 % intervals, \
          \((own.lazy.compactMap(\.key.population).first ?? .images).words)) and in the five \
          right-closed bins of HSF; *z* = atanh(*ρ*); few: fewer than \(fewImages) images. Within a bin the \
          range of HSF is restricted, so the bins are no profile over difficulty. The lines of the \
          paper are \(recalledLabel), from another data set and network.\
          \(ReadingContext.rest(of: networks.count, shown: most))
          """, rows: table.withoutEmptyColumns().withoutRepeatedNames,
        fileRows: RowTable(own).withoutEmptyColumns())
    ]
  }
}
