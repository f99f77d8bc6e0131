import Statistics

/// The results of the checks as the last section of the document.
struct ChecksTable {
  private let rows: [Row]

  /// A line of the result file.
  private struct Row {
    let check: String
    let images: String
    let method: String
    let samples: String
    let undefined: String
    let coverage: String
    let rejections: String

    init?(_ fields: [String]) {
      guard fields.count == 8, let promise = Trial.Promise(rawValue: fields[3]) else { return nil }
      check = fields[0]
      images = fields[1]
      method = fields[2]
      samples = fields[4]
      undefined = fields[5]
      let rule = PassRule(
        promise: promise, samples: (Double(fields[4]) ?? 0) - (Double(fields[5]) ?? 0))
      coverage = rule.coverage(fields[6])
      rejections = rule.rejections(fields[7])
    }

    var passes: Bool { !coverage.contains("*") && !rejections.contains("*") }
  }

  init(rows: [[String]]) { self.rows = rows.compactMap(Row.init) }

  /// One line on how many methods pass.
  var summary: String { "\(rows.count { $0.passes }) of \(rows.count) rows of the checks pass" }

  /// With how many images the intervals of a check cover too little, and how much; empty where none does.
  func tooFewImages(for check: String) -> String {
    let low = rows.filter { $0.check == check && $0.coverage.contains("low") }
    func number(_ text: String) -> Double? { Double(text.filter { $0.isNumber || $0 == "." }) }
    let covered = low.compactMap { number($0.coverage) }
    guard let most = low.compactMap({ Int($0.images) }).max(), let least = covered.min(),
      let best = covered.max()
    else { return "" }
    return "\(most) images or fewer: \(Int(least.rounded())) to \(Int(best.rounded())) %"
  }

  /// The section; empty without results.
  var markdown: String {
    guard !rows.isEmpty else { return "" }
    var text = """

      ## Other intervals and tests

      The same rule. Methods that promise a bound (exact tests, adjustments for many comparisons) fail only
      beyond it; numbers in parentheses are of methods that promise nothing. `n` counts images, unless the
      truth says otherwise.

      """
    for topic in Check.Topic.allCases {
      let checks = Check.all.filter { check in
        check.topic == topic && rows.contains { $0.check == check.name }
      }
      guard !checks.isEmpty else { continue }
      text += "\n### \(topic.rawValue)\n\n"
      text +=
        "| check | interval or test | n | samples | undefined | coverage % | rejects % | truth |\n"
        + "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
      for check in checks {
        for row in rows where row.check == check.name {
          let columns = [
            check.name, row.method, row.images, row.samples, row.undefined, row.coverage,
            row.rejections, check.truth,
          ]
          text += "| \(columns.joined(separator: " | ")) |\n"
        }
      }
    }
    return text
  }
}
