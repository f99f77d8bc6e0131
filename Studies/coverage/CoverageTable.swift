import Statistics

/// The results as Markdown, with the pass rule applied to each number.
///
/// A share passes when it lies within 1 point and 2 Monte-Carlo standard errors of its nominal value.
struct CoverageTable {
  private let rows: [[String]]

  init(rows: [[String]]) { self.rows = rows.filter { $0.count == 9 } }

  private func verdict(_ text: String, nominal: Double, replications: Double) -> String {
    guard let value = Double(text) else { return "" }
    let error = (nominal * (1 - nominal) / replications).squareRoot()
    let passes = abs(value - nominal) <= 0.01 + 2 * error
    let tenths = (value * 1000).rounded() / 10
    if passes { return "\(tenths)" }
    return value < nominal ? "**\(tenths) low**" : "**\(tenths) high**"
  }

  private func passes(_ fields: [String]) -> Bool {
    let n = (Double(fields[5]) ?? 0) - (Double(fields[6]) ?? 0)
    return !verdict(fields[7], nominal: 0.95, replications: n).contains("*")
      && !verdict(fields[8], nominal: 0.05, replications: n).contains("*")
  }

  /// One line on how many methods pass.
  var summary: String {
    "\(rows.count { passes($0) }) of \(rows.count) rows pass"
  }

  /// The whole document.
  var markdown: String {
    var text = """
      # Coverage of intervals and type-I error of tests

      Nominal values are 95 % for intervals and 5 % for tests. A number passes when it lies within 1
      point and 2 Monte-Carlo errors of its nominal value; others are bold. `undefined` counts samples
      for which the method gave no value.

      """
    for scenario in Scenario.all {
      let own = rows.filter { $0[0] == scenario.name }
      guard !own.isEmpty else { continue }
      text += "\n## \(scenario.name): \(scenario.description)\n"
      for kind in ["interval", "difference"] {
        let part = own.filter { $0[3] == kind }
        guard !part.isEmpty else { continue }
        text +=
          kind == "interval"
          ? "\n| coefficient | method | images | samples | undefined | coverage % |\n"
            + "| --- | --- | --- | --- | --- | --- |\n"
          : "\n| coefficient | test | images | samples | undefined | coverage % | rejects % |\n"
            + "| --- | --- | --- | --- | --- | --- | --- |\n"
        for fields in part {
          let n = (Double(fields[5]) ?? 0) - (Double(fields[6]) ?? 0)
          var columns = [fields[2], fields[4], fields[1], fields[5], fields[6]]
          columns.append(verdict(fields[7], nominal: 0.95, replications: n))
          if kind == "difference" {
            columns.append(verdict(fields[8], nominal: 0.05, replications: n))
          }
          text += "| \(columns.joined(separator: " | ")) |\n"
        }
      }
    }
    return text
  }
}
