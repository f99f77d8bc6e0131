import Statistics

/// The results as Markdown, with the pass rule applied to each number.
struct CoverageTable {
  private let rows: [[String]]
  private let tooFew: String

  /// Takes the results, and what the checks found of error consistency with few images.
  init(rows: [[String]], tooFew: String) {
    self.rows = rows.filter { $0.count == 9 }
    self.tooFew = tooFew
  }

  private func rule(_ fields: [String]) -> PassRule {
    PassRule(samples: (Double(fields[5]) ?? 0) - (Double(fields[6]) ?? 0))
  }

  private func passes(_ fields: [String]) -> Bool {
    let rule = rule(fields)
    return !rule.coverage(fields[7]).contains("*") && !rule.rejections(fields[8]).contains("*")
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

      ## What to read

      | question | read | avoid |
      | --- | --- | --- |
      | A rank correlation, images as the sample | influence | basic bootstrap with 50 images |
      | Pearson's coefficient of a skewed score | a rank correlation | every interval: 85 to 92 % |
      | A coefficient, classes as a sample | classes-random-delete-one | influence, classes-fixed, formulas for images: 67 to 72 % with 10 classes; a percentile bootstrap of fewer than 30 classes |
      | Which of two scores follows people better, these images | influence | the independent Z and formulas with tau, which never reject |
      | The same, classes as a sample | classes-random-delete-one, and per-class-mean for an average class | influence, classes-fixed |
      | What one score adds to another | mixed model, slope of the half difference | the difference of two slopes of a mixed model |
      | An order of a few networks or levels | all orders (exact) | leaving out classes or images |
      | A rank correlation without the noise of votes | the range of both corrections | one corrected value as the result |
      | A share | Wilson | |
      | Error consistency | images, or classes-random-delete-one for classes | \(tooFew) |
      | Images judged by the same few people | images and annotators together | images alone |

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
          var columns = [fields[2], fields[4], fields[1], fields[5], fields[6]]
          columns.append(rule(fields).coverage(fields[7]))
          if kind == "difference" { columns.append(rule(fields).rejections(fields[8])) }
          text += "| \(columns.joined(separator: " | ")) |\n"
        }
      }
    }
    return text
  }
}
