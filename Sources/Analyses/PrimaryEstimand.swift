/// The one quantity that decides a claim, named before the run.
///
/// Either a comparison (`method`, `test`, `classes` choose its rows) or an estimate (`estimate` names
/// it). Positive values speak for the claim when `expect` is `greater`, negative ones when `less`.
package struct PrimaryEstimand: Codable, Equatable, Sendable {
  /// Which sign speaks for the claim.
  package enum Expectation: String, Codable, CaseIterable, Sendable {
    case greater, less
  }

  /// How several networks are put together.
  package enum NetworkRule: String, Codable, CaseIterable, Sendable {
    /// Every network must speak for the claim, at the adjusted level.
    case all
    /// The networks' majority must, at the adjusted level, and none against.
    case majority
  }

  /// The analysis whose rows decide.
  package var analysis: String
  /// The name of the estimate, for a claim about an estimate.
  package var estimate: String?
  /// The coefficient, for a claim about a comparison.
  package var method: String
  /// The test, for a claim about a comparison.
  package var test: String
  /// The population of classes: `fixed` or `random`.
  package var classes: String
  /// The rule over networks.
  package var networks: NetworkRule
  /// The sign that speaks for the claim.
  package var expect: Expectation
  /// The value that means no effect.
  package var reference: Double
  /// The half-width of the range that counts as no effect; the study's own when absent.
  package var margin: Double?

  /// Reads a mapping; what it leaves out has these defaults: Spearman, influence, random.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    analysis = try fields.decode(String.self, forKey: .analysis)
    estimate = try fields.decodeIfPresent(String.self, forKey: .estimate)
    method = try fields.decodeIfPresent(String.self, forKey: .method) ?? "spearman"
    test = try fields.decodeIfPresent(String.self, forKey: .test) ?? "influence"
    classes = try fields.decodeIfPresent(String.self, forKey: .classes) ?? "random"
    networks = try fields.decodeIfPresent(NetworkRule.self, forKey: .networks) ?? .all
    expect = try fields.decodeIfPresent(Expectation.self, forKey: .expect) ?? .greater
    reference = try fields.decodeIfPresent(Double.self, forKey: .reference) ?? 0
    margin = try fields.decodeIfPresent(Double.self, forKey: .margin)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case analysis, estimate, method, test, classes, networks, expect, reference, margin
  }
}
