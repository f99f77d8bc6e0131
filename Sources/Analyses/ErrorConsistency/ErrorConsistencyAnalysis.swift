internal import Statistics
package import StudyValues

/// Whether networks, networks and people, and people among themselves err on the same images beyond what
/// their accuracies make likely.
///
/// Deciders are the networks, right or wrong by their largest logit, and people: persons one by one where
/// the set tells them apart (up to 200), else the majorities of random halves of the panel, else its one
/// majority. `people` chooses. Every row compares the network with the decider that `group` names under
/// the grouping `decider`: another network, or `people`. The network `other people` is people with people:
/// a person with each other person, or half with half. Figures with people are means over persons, or over
/// the halves of all cuts.
///
/// | quantity | what |
/// | --- | --- |
/// | `accuracy` | of each decider on the images of the set; mean over persons or halves |
/// | `error_consistency` | Cohen's kappa of right or wrong, in [-1, 1]; 1 = the same errors, 0 = independent errors |
/// | `least_possible`, `greatest_possible` | the bounds that the two accuracies leave kappa |
/// | `copy_probability` | the share of images on which the network would have to copy the other decider to be so consistent; outside 0...1 no copying does it |
/// | `same_wrong_class` | the share of the same wrong class among images on which both are wrong |
/// | `misclassification_agreement` | the same beyond what each true class makes likely, as kappa |
/// | `consistency_difference`, `copy_probability_difference` | what a network has with people less what the decider in `group` has, another network or `other people`, on the same images (grouping `less`) |
/// | `networks_less_people` | the mean over all pairs of networks less the mean over networks with people |
/// | `mean_error_consistency` | over the conditions of a set |
///
/// Kappa is corrected for what the accuracies give by chance, not for how far they let it go: a network that
/// errs much more often than people cannot reach them. The copy probability has no such bound.
///
/// Intervals are over images, over classes (`classes-random`, leaving out one at a time), and with persons
/// over images and persons (`raters-random`) and over classes and persons (`raters-and-classes-random`).
/// Where a decider is right, or wrong, on every common image no error can be shared: the value is empty and
/// the note says so. Source: Geirhos, Meding & Wichmann 2020, arXiv 2006.16736; Klein et al. 2025,
/// arXiv 2507.06645.
///
/// Keys: `populations` (`[images, classes-random]`, and with persons `raters-random` and
/// `raters-and-classes-random`), `people` (`persons`, `halves`, `majority`), `splits` (20), `set`.
package struct ErrorConsistencyAnalysis: Analysis {
  package static let kind = "error-consistency"

  /// What people are called among the deciders.
  package static let people = "people"
  /// What people are called where they are scored like a network.
  package static let otherPeople = "other people"

  /// What is a random sample; each gives a row.
  package var populations: [Population]
  /// The form of people's decisions: `persons`, `halves` or `majority`; the finest known when nil.
  package var people: String?
  /// The number of random cuts of the panel.
  package var splits: Int
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    populations: [Population] = [.images, .classesRandom], people: String? = nil, splits: Int = 20,
    annotationSet: String? = nil
  ) {
    self.populations = populations
    self.people = people
    self.splits = splits
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    populations = try Populations.read(decoder) ?? populations
    people = try fields.decodeIfPresent(ConsistencyPanel.Form.self, forKey: .people)?.rawValue
    try fields.read(.splits, into: &splits)
    try fields.read(.annotationSet, into: &annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case populations, people, splits
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = annotationSet ?? data.annotationSets[0]
    // The networks saw no image of a set that belongs to another data set.
    let all =
      data.annotationSets.contains(set)
      ? try data.tables(annotationSet: set) : []
    let tables = all.filter { $0.score("correct") != nil && !$0.images.isEmpty }
    for table in all where !tables.contains(where: { $0.key.model == table.key.model }) {
      output.notes.append("\(table.key.model) has no predicted class for an image of `\(set)`")
    }
    let form = people.flatMap(ConsistencyPanel.Form.init)
    guard
      let panel = try ConsistencyPanel.people(
        form, of: set, on: data, tables: tables, splits: max(1, splits), seed: decisions.seed)
    else {
      output.notes.append(
        form == .persons
          ? "no data: `\(set)` has no answers of 1 to \(ConsistencyPanel.mostPersons) persons"
          : "no data: `\(set)` has no votes that could be cut, and no network has a predicted class"
      )
      return output
    }
    output.notes += panel.notes
    let rows = ConsistencyRows(
      key: ResultKey(analysis: id, quantity: "", annotationSet: set), panel: panel,
      networks: tables, populations: populations, decisions: decisions)
    output.estimates = rows.all()
    return output
  }
}
