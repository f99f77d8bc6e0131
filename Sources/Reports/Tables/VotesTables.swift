/// The tables of a report's section on votes.
package enum VotesTables {
  /// What is known about one annotation set.
  package struct Overview: Equatable, Sendable {
    /// The name of the set.
    package var set: String
    /// What people were asked: `forced-choice`, `presence` or `graded`.
    package var task: String
    /// The number of images with votes.
    package var images: Int
    /// The number of annotators; nil when the files do not tell them apart.
    package var annotators: Int?
    /// The number of votes.
    package var votes: Int
    /// The mean human selection frequency of the target class.
    package var meanHSF: Double?
    /// The share of images on which everybody chose the target class.
    package var shareUnanimous: Double?
    /// Agreement between annotators with its interval, for example Krippendorff's alpha.
    package var agreement: Double?
    /// The lower limit of the agreement.
    package var agreementLow: Double?
    /// The upper limit of the agreement.
    package var agreementHigh: Double?

    /// Creates the overview of a set.
    package init(
      set: String, task: String, images: Int, annotators: Int?, votes: Int, meanHSF: Double?,
      shareUnanimous: Double?, agreement: Double? = nil, agreementLow: Double? = nil,
      agreementHigh: Double? = nil
    ) {
      self.set = set
      self.task = task
      self.images = images
      self.annotators = annotators
      self.votes = votes
      self.meanHSF = meanHSF
      self.shareUnanimous = shareUnanimous
      self.agreement = agreement
      self.agreementLow = agreementLow
      self.agreementHigh = agreementHigh
    }
  }

  /// One row per annotation set.
  ///
  /// - Parameters:
  ///   - sets: The sets.
  ///   - agreementName: The name of the measure of agreement.
  /// - Returns: The table.
  package static func overview(
    _ sets: [Overview], agreementName: String = "Krippendorff's alpha"
  ) -> RowTable {
    RowTable(
      columns: [
        Column("annotation_set", heading: "Set", kind: .text),
        Column("task", heading: "Task", kind: .text),
        Column("images", heading: "Images", kind: .integer),
        Column("annotators", heading: "Annotators", kind: .integer),
        Column("votes", heading: "Votes", kind: .integer),
        Column("votes_per_image", heading: "Votes per image", kind: .fixed(decimals: 1)),
        Column("mean_hsf", heading: "Mean HSF", kind: .fixed(decimals: 3)),
        Column("share_unanimous", heading: "HSF = 1", kind: .fixed(decimals: 3)),
        Column("agreement", heading: agreementName, kind: .coefficient(decimals: 3)),
        Column("agreement_low", heading: "Low", kind: .coefficient(decimals: 3)),
        Column("agreement_high", heading: "High", kind: .coefficient(decimals: 3)),
      ],
      rows: sets.map { set in
        [
          .text(set.set), .text(set.task), .integer(set.images), Cell(set.annotators),
          .integer(set.votes),
          set.images > 0 ? .real(Double(set.votes) / Double(set.images)) : .missing,
          Cell(set.meanHSF), Cell(set.shareUnanimous), Cell(set.agreement),
          Cell(set.agreementLow), Cell(set.agreementHigh),
        ]
      })
  }

  /// Images per right-closed fifth of human selection frequency, counted in integers.
  ///
  /// Image *i* belongs to bin *k* of 1...5 when 5 selected <= k shown and not 5 selected <= (k-1) shown;
  /// the first bin also holds 0. Images without votes are left out.
  ///
  /// - Parameters:
  ///   - selected: How many chose the target class, one number per image.
  ///   - shown: How many saw the image, in the same order.
  /// - Returns: The table with the number and share of images per bin.
  package static func histogram(selected: [Int], shown: [Int]) -> RowTable {
    precondition(selected.count == shown.count, "each image needs both counts")
    var counts = [Int](repeating: 0, count: 5)
    for (chosen, seen) in zip(selected, shown) where seen > 0 {
      let bin = (0..<5).first { 5 * chosen <= ($0 + 1) * seen }
      if let bin { counts[bin] += 1 }
    }
    let total = counts.reduce(0, +)
    return RowTable(
      columns: [
        Column("bin", heading: "HSF", kind: .text),
        Column("images", heading: "Images", kind: .integer),
        Column("share", heading: "Share", kind: .fixed(decimals: 3)),
      ],
      rows: counts.enumerated().map { index, count in
        [
          .text(Binning.name(index, edges: Binning.fifths)), .integer(count),
          total > 0 ? .real(Double(count) / Double(total)) : .missing,
        ]
      })
  }
}
