internal import RealModule

extension VoteCounts {
  /// The entropy of each image's votes in nats; NaN without votes.
  ///
  /// ```text
  /// H = - sum_k p_k ln p_k,  p_k = votes for k / votes
  /// ```
  ///
  /// In 0...ln(classes); higher = people disagree more (harder). It needs no label. The plug-in
  /// value is too low by about (classes chosen by anyone - 1) / (2 votes).
  public var entropies: [Double] { entropies(millerMadow: false) }

  /// The entropy of each image's votes with the correction of Miller and Madow.
  ///
  /// Adds (classes with a vote - 1) / (2 votes). Right to first order only, and at most a vote's
  /// worth of information about classes that nobody chose.
  ///
  /// Source: Miller 1955; Paninski 2003, doi:10.1162/089976603321780272.
  public var millerMadowEntropies: [Double] { entropies(millerMadow: true) }

  /// The share of pairs of annotators of one image who agree; NaN with fewer than two votes.
  ///
  /// In 0...1; lower means harder. Unbiased for the chance that two more annotators agree.
  public var pairAgreements: [Double] {
    (0..<imageCount).map { image in
      let total = total(of: image)
      guard total >= 2 else { return .nan }
      let alike = self[image].reduce(0) { $0 + Int($1) * (Int($1) - 1) }
      return Double(alike) / (Double(total) * Double(total - 1))
    }
  }

  private func entropies(millerMadow: Bool) -> [Double] {
    (0..<imageCount).map { image in
      let total = Double(total(of: image))
      guard total > 0 else { return .nan }
      var sum = 0.0
      var chosen = 0.0
      for count in self[image] where count > 0 {
        chosen += 1
        sum -= Double(count) / total * .log(Double(count) / total)
      }
      return max(0, sum) + (millerMadow ? (chosen - 1) / (2 * total) : 0)
    }
  }
}
