internal import Statistics
package import StudyValues

/// The one quantity that decides a claim, named before the run.
///
/// Either a comparison (`method`, `test`, `population` choose its rows) or an estimate (`estimate`,
/// `score`, `other_score` and `group` choose it). Positive values speak for the claim when `expect` is `greater`, negative ones when `less`.
package struct PrimaryEstimand: Codable, Equatable, Sendable {
  /// Which sign speaks for the claim.
  package enum Expectation: String, Codable, CaseIterable, Sendable {
    case greater, less
  }

  /// How several networks are put together.
  package enum NetworkRule: String, Codable, CaseIterable, Sendable {
    /// Every network must speak for the claim, each at the level itself.
    case all
    /// One network must, at the adjusted level, and none against; contradicted when each is against.
    case any
    /// The networks' majority must, at the adjusted level, and none against. Those without a value are no part
    /// of it.
    case majority
  }

  /// The analysis whose rows decide.
  package var analysis: String
  /// The quantity, for a claim about an estimate.
  package var estimate: String?
  /// The score of the estimate; any when absent.
  package var score: String?
  /// The score that is subtracted; any when absent.
  package var otherScore: String?
  /// The group of the estimate; any when absent.
  package var group: String?
  /// The coefficient; Spearman's for a comparison, any for an estimate when absent.
  package var method: String?
  /// The test, for a claim about a comparison.
  package var test: String
  /// What is a random sample: classes for a comparison by influence functions, whatever the rows have for an
  /// estimate or another test, when absent.
  package var population: Population?
  /// The rule over networks.
  package var networks: NetworkRule
  /// The sign that speaks for the claim.
  package var expect: Expectation
  /// The value that means no effect.
  package var reference: Double
  /// The half-width of the range that counts as no effect; the study's own when absent.
  package var margin: Double?

  /// The population of the comparisons that decide: the one that was named, else classes for the influence
  /// test; nil where a test for images alone decides, whose rows have their own.
  var comparedPopulation: Population? {
    population ?? (test == TestName.influence.rawValue ? .classesRandom : nil)
  }

  /// Reads a mapping; what it leaves out has these defaults: Spearman, influence, random.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    analysis = try fields.decode(String.self, forKey: .analysis)
    estimate = try fields.decodeIfPresent(String.self, forKey: .estimate)
    method = try fields.decodeIfPresent(String.self, forKey: .method)
    test = try fields.decodeIfPresent(String.self, forKey: .test) ?? "influence"
    score = try fields.decodeIfPresent(String.self, forKey: .score)
    otherScore = try fields.decodeIfPresent(String.self, forKey: .otherScore)
    group = try fields.decodeIfPresent(String.self, forKey: .group)
    // Version 0.1 called it `classes: fixed` or `random`.
    let named = fields.contains(.classes) ? CodingKeys.classes : .population
    population =
      try fields.decodeIfPresent(Populations.Word.self, forKey: named)?.population
    networks = try fields.decodeIfPresent(NetworkRule.self, forKey: .networks) ?? .all
    expect = try fields.decodeIfPresent(Expectation.self, forKey: .expect) ?? .greater
    reference = try fields.decodeIfPresent(Double.self, forKey: .reference) ?? 0
    margin = try fields.decodeIfPresent(Double.self, forKey: .margin)
    if let name = estimate, let former = FormerEstimate(name) { former.write(into: &self) }
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case analysis, estimate, score
    case otherScore = "other_score"
    case group, method, test, population, classes, networks, expect, reference, margin
  }

  /// Writes a mapping.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(analysis, forKey: .analysis)
    try fields.encodeIfPresent(estimate, forKey: .estimate)
    try fields.encodeIfPresent(score, forKey: .score)
    try fields.encodeIfPresent(otherScore, forKey: .otherScore)
    try fields.encodeIfPresent(group, forKey: .group)
    try fields.encodeIfPresent(method, forKey: .method)
    try fields.encode(test, forKey: .test)
    try fields.encodeIfPresent(population, forKey: .population)
    try fields.encode(networks, forKey: .networks)
    try fields.encode(expect, forKey: .expect)
    try fields.encode(reference, forKey: .reference)
    try fields.encodeIfPresent(margin, forKey: .margin)
  }
}
