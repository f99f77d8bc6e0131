internal import Statistics
internal import StudyValues

/// What a verdict says of the rows that decided it.
struct ClaimWords {
  private let evidence: [Evidence]
  private let alpha: Double
  private let reference: Double

  init(_ evidence: [Evidence], alpha: Double, reference: Double) {
    self.evidence = evidence
    self.alpha = alpha
    self.reference = reference
  }

  /// Each value with its interval, and how many say what.
  func sentence(_ votes: [ClaimVerdict.Outcome]) -> String {
    let parts = evidence.map { "\($0.group) \($0.words)" }
    let counts = ClaimVerdict.Outcome.allCases.compactMap { kind -> String? in
      let count = votes.count { $0 == kind }
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    let notes = Set(evidence.compactMap { $0.low == nil || $0.decidesNothing ? $0.note : nil })
      .sorted()
    return
      ([parts.joined(separator: ", "), counts.joined(separator: ", ")] + notes)
      .joined(separator: "; ")
  }

  /// Units, population, networks and levels.
  var subject: String {
    var samples: [String] = []
    for row in evidence where !samples.contains(row.sample) { samples.append(row.sample) }
    var groups: [String] = []
    for row in evidence where row.group != row.population?.rawValue && !groups.contains(row.group) {
      groups.append(row.group)
    }
    return (samples + [groups.joined(separator: ", ")]).filter { !$0.isEmpty }
      .joined(separator: "; ")
  }

  /// The smallest difference that would be found, over the rows from least to most.
  var detectable: String? {
    let found = evidence.compactMap { $0.detectable(alpha: alpha, reference: reference) }
    guard let least = found.min(by: { $0.value < $1.value }),
      let most = found.max(by: { $0.value < $1.value })
    else { return nil }
    let texts = [least.words, most.words]
    return texts[0] == texts[1] ? texts[0] : texts.joined(separator: " to ")
  }
}

extension Evidence {
  /// How many decimals the interval deserves.
  var decimals: Int {
    guard let low, let high else { return 3 }
    return RoundedNumber.decimals(width: high - low)
  }

  /// The value with its interval, or with its p.
  fileprivate var words: String {
    func text(_ value: Double) -> String { RoundedNumber.fixed(value, decimals: decimals) }
    if let low, let high { return "\(text(value)) [\(text(low)), \(text(high))]" }
    guard let p else { return "\(text(value)) (no interval, no test)" }
    return
      "\(text(value)) (p = \(p < 0.001 ? RoundedNumber.significant(p, digits: 2) : RoundedNumber.fixed(p, decimals: 3)))"
  }

  /// What is a random sample, and how many units there are.
  fileprivate var sample: String {
    let words =
      switch population {
      case .images: "images as a sample"
      case .classesFixed: "images of these classes"
      case .classesRandom: "classes as a sample"
      case .ratersRandom: "raters as a sample"
      case .ratersAndClassesRandom: "raters and classes as a sample"
      case .seeds: "training runs as a sample, of one optimiser on these images"
      case .networks: "networks as a sample"
      case nil: "these units"
      }
    guard population == .classesRandom, let n, let df, df == df.rounded(), Int(df) + 1 < n else {
      return words + (n.map { ", n = \($0)" } ?? "")
    }
    // The sample is of classes; n counts the images in them.
    return "\(Int(df) + 1) \(words), n = \(n) images"
  }
}
