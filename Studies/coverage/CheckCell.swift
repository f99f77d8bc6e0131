/// One line of `checks.tsv`: a check, a sample size and the effort.
struct CheckCell: Sendable {
  private let check: Check
  private let images: Int
  private let samples: Int
  private let resamples: Int

  /// What names the cell in the result file.
  var key: String { "\(check.name)\t\(images)" }

  /// Reads a line; nothing when it is wrong.
  ///
  /// - Parameters:
  ///   - fields: Check, images, samples and, where something resamples, the number of resamples.
  ///   - share: The share of the samples to run.
  init?(_ fields: [String], share: Double) {
    guard fields.count == 3 || fields.count == 4,
      let check = Check.all.first(where: { $0.name == fields[0] }), let images = Int(fields[1]),
      let samples = Int(fields[2]), let resamples = Int(fields.count == 4 ? fields[3] : "0")
    else { return nil }
    self.check = check
    self.images = images
    self.samples = Int((Double(samples) * share).rounded())
    self.resamples = resamples
  }

  /// Runs the check.
  func run(seed: UInt64) throws -> [Check.Row] {
    try check.run(images: images, samples: samples, resamples: resamples, seed: seed)
  }
}
