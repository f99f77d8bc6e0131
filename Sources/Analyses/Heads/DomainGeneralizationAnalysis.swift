import Files
internal import Networks
internal import Statistics
package import StudyValues

/// Linear heads with cross-entropy and with the AVH loss, judged on a domain they have not seen.
///
/// Every domain is left out in turn. The training images, which all domains share, are divided among
/// the other domains without overlap, anew for each seed, so that no image is trained on twice. The
/// scale of the AVH loss is chosen on images of the training domains that are set aside.
///
/// Estimates, by domain left out (`condition`) and loss (`score`: `cross-entropy` or `avh`; a difference
/// is AVH less cross-entropy):
///
/// | quantity | what |
/// | --- | --- |
/// | `mean_accuracy`, `mean_ece`, `…_difference` | over the domains, the usual summary; no condition |
/// | `accuracy`, `accuracy_difference` | on the domain left out |
/// | `ece`, `ece_difference` | calibration error, 15 bins of equal width |
/// | `ece_if_calibrated` | what perfect calibration would show |
/// | `gap` | confidence minus accuracy; above 0 overconfident |
/// | `validation_accuracy` | of the scale in `level`, on images set aside |
/// | `chosen_scale` | of each `seed` |
///
/// The population is `seeds`, with a t interval. `accuracy_difference` has the population `images` too:
/// over all seeds, and for each `seed` alone.
package struct DomainGeneralizationAnalysis: Analysis {
  /// One domain.
  package struct Domain: Codable, Equatable, Sendable {
    /// The name.
    package var name: String
    /// The tensor of training features under this condition.
    package var training: String
    /// The tensor of test features under this condition.
    package var test: String

    /// The manifest's names of the fields.
    package enum CodingKeys: String, CodingKey, CaseIterable { case name, training, test }
  }

  /// The domains, at least two.
  package var domains: [Domain]
  /// The tensor of the training images' classes.
  var trainingLabels: String
  /// The tensor of the test images' classes.
  var testLabels: String
  /// The training images of a domain; as many as can be disjoint when absent or too many.
  var imagesPerDomain: Int?
  /// The scales of the AVH loss to choose from.
  package var scales: [Double] = [5, 10, 30]
  /// The number of seeds; the first is the study's.
  package var seeds = 5
  /// How heads are trained.
  package var training = HeadSettings()
  /// The number of resamples for the calibration error expected of a calibrated head.
  var calibrationResamples = 200

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case domains
    case trainingLabels = "training_labels"
    case testLabels = "test_labels"
    case imagesPerDomain = "images_per_domain"
    case scales, seeds, training
    case calibrationResamples = "calibration_resamples"
  }

  package func networks(among all: [String]) -> [String] { [] }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    guard domains.count >= 2, seeds > 0 else {
      output.notes.append("no data: leaving one domain out needs two domains and a seed")
      return output
    }
    let trainingClasses = try FrozenFeatures.labels(trainingLabels, in: data)
    let truth = try FrozenFeatures.labels(testLabels, in: data)
    let sets = try domains.map {
      LeaveOneDomainOut.Domain(
        name: $0.name,
        training: try FrozenFeatures.read($0.training, labels: trainingClasses, in: data),
        test: try FrozenFeatures.read($0.test, labels: truth, in: data))
    }
    let most = trainingClasses.count / (domains.count - 1)
    let size = min(imagesPerDomain ?? most, most)
    let procedure = try LeaveOneDomainOut(options: training.options, scales: scales)
    let classes = data.classNames.count
    let heads = try Parallel.map(
      count: domains.count * seeds, threads: decisions.threads
    ) { (job) throws(NetworksError) in
      let seed = decisions.seed &+ UInt64(job % seeds)
      let others = sets.indices.filter { $0 != job / seeds }
      let parts = disjointParts(
        of: trainingClasses.count, into: others.count, size: size, seed: seed)
      return try procedure.run(
        leavingOut: sets[job / seeds],
        training: zip(others, parts).map { sets[$0].training.subset($1) }, classes: classes,
        seeds: [seed])
    }
    let calibration = HeadCalibration(
      resamples: calibrationResamples, seed: decisions.seed, threads: decisions.threads)
    let results = try domains.indices.map { domain in
      try LeftOutDomain(
        name: domains[domain].name,
        heads: Array(heads[domain * seeds..<(domain + 1) * seeds]), truth: truth,
        scales: scales.sorted(), calibration: calibration,
        rows: SeedRows(analysis: id, level: 1 - decisions.alpha))
    }
    output.estimates = LeftOutDomain.means(of: results)
    for result in results { output.estimates += try result.estimates }
    output.notes.append(
      "each training domain has \(size, "image") of its own; "
        + "\(domains.count - 1) of \(trainingClasses.count, "image") give at most \(most) each")
    return output
  }
}

extension DomainGeneralizationAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    domains = try fields.decode([Domain].self, forKey: .domains)
    trainingLabels = try fields.decode(String.self, forKey: .trainingLabels)
    testLabels = try fields.decode(String.self, forKey: .testLabels)
    imagesPerDomain = try fields.number(.imagesPerDomain, in: 1...1_000_000_000)
    try fields.read(.scales, into: &scales)
    try fields.read(.seeds, into: &seeds, in: 1...10_000)
    try fields.read(.training, into: &training)
    try fields.read(.calibrationResamples, into: &calibrationResamples, in: 1...10_000_000)
  }
}
