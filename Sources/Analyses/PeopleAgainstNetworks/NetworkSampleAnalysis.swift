import Files
internal import Statistics
package import StudyValues

/// Networks as a sample: whether more accurate networks agree with people more closely.
///
/// Three measures of agreement need nothing but the predicted class: the Spearman correlation of a network's
/// right (1) and wrong (0) with human selection frequency (`score` `correct`), which changes with
/// accuracy itself; its error consistency with people (`error_consistency`), corrected for what the
/// accuracies give by chance but bounded by them; and the share of people's decisions that it would have
/// to copy (`copy_probability`), which is not. For each network:
///
/// | quantity | what |
/// | --- | --- |
/// | `accuracy` | on the images that people judged, with Wilson's interval |
/// | `agreement` | each measure, with intervals over images; the group is the family |
///
/// and over networks, for each measure and coefficient, `agreement_with_accuracy`: the correlation of
/// accuracy with agreement over the networks, with an interval and a test that leave out one family at a
/// time (group `networks`), and over the means of the families, with the exact test (group `families`).
///
/// Networks of one architecture are no independent witnesses: name them in `families`; a network that is
/// in none is its own. What was published is no random sample of networks either, which every row says.
///
/// Keys: `families` (a list of networks by family), `models` (all), `methods` (`[spearman, kendall]`),
/// `people` (`persons`, `halves`, `majority`), `splits` (20), `set`.
package struct NetworkSampleAnalysis: Analysis {
  package static let kind = "networks-as-sample"
  package static let words: [Prose] = [
    """
    Each network is one point here: its accuracy, and how closely it follows people. Variants of one \
    architecture err alike, so the test counts families, not networks, and networks that somebody chose to \
    publish are no random sample: read the result as one about these families.
    """
  ]

  /// The networks of each family, by its name.
  package var families: [String: [String]] = [:]
  /// The networks, all of them when empty.
  package var models: [String] = []
  /// The coefficients over networks.
  package var methods: [CoefficientName] = [.spearman, .kendall]
  /// The form of people's decisions, as in `ErrorConsistencyAnalysis`.
  package var people: String?
  /// The number of random cuts of the panel.
  package var splits = 20
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case families, models, methods, people, splits
    case annotationSet = "set"
  }

  package func networks(among all: [String]) -> [String] { [] }

  /// One network as a point.
  private struct Point {
    let model: String
    let family: String
    let accuracy: Double
    var agreement: [String: Double] = [:]
  }

  /// The measures of agreement.
  static let measures = ["correct", "error_consistency", "copy_probability"]

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = annotationSet ?? data.annotationSets[0]
    let tables = try data.tables(models, annotationSet: set)
      .filter { $0.score("correct") != nil && !$0.images.isEmpty }
    for name in families.values.flatMap(\.self).sorted()
    where !tables.contains(where: { $0.key.model == name }) {
      output.notes.append("`\(name)` is named in a family, but has no predicted classes here")
    }
    let panel = try ConsistencyPanel.people(
      people.flatMap(ConsistencyPanel.Form.init), of: set, on: data, tables: tables,
      splits: max(1, splits), seed: decisions.seed)
    let key = ResultKey(analysis: id, quantity: "", annotationSet: set)
    // Error consistency is that of its own kind, without the pairs of networks.
    let consistency = panel.map { panel -> [EstimateResult] in
      let rows = ConsistencyRows(
        key: key, panel: panel, networks: tables, populations: [.images], decisions: decisions)
      return rows.networksWithPeople("error_consistency", .kappa)
        + rows.networksWithPeople("copy_probability", .copiedShare)
    }
    var points: [Point] = []
    for table in tables {
      let family = family(of: table.key.model)
      guard let point = try add(table, family, consistency ?? [], key, to: &output, decisions)
      else { continue }
      points.append(point)
    }
    if points.isEmpty { output.notes.append("no data: no network has predicted classes") }
    for measure in Self.measures {
      output.estimates += methods.map(\.method).flatMap { method in
        rows(points, measure, method, key, decisions)
      }
    }
    return output
  }

  private func family(of model: String) -> String {
    families.first { $0.value.contains(model) }?.key ?? model
  }

  // MARK: - One network

  private func add(
    _ table: ImageTable, _ family: String, _ consistency: [EstimateResult], _ key: ResultKey,
    to output: inout AnalysisOutput, _ decisions: AnalysisDecisions
  ) throws -> Point? {
    let correct = table.score("correct")?.values ?? []
    let known = correct.indices.filter { !correct[$0].isNaN }
    guard !known.isEmpty else { return nil }
    let right = known.count { correct[$0] == 1 }
    let key = key.with {
      ($0.model, $0.grouping, $0.group) = (table.key.model, "family", family)
    }
    output.estimates.append(
      try EstimateResult(
        key.with { $0.quantity = "accuracy" }, share: right, of: known.count,
        alpha: decisions.alpha))
    var point = Point(
      model: table.key.model, family: family,
      accuracy: Double(right) / Double(known.count))
    var row = EstimateResult(
      key.with {
        ($0.quantity, $0.score, $0.method) = ("agreement", "correct", "spearman")
        ($0.human, $0.population) = (HumanMeasure.hsf.rawValue, .images)
      }, value: nil, n: known.count, note: "right or wrong with HSF")
    do {
      let joint = try JointCorrelations(
        .spearman, scores: [known.map { correct[$0] }], directions: [.higherIsEasier],
        human: known.map { table.hsf[$0] }, humanDirection: .higherIsEasier,
        threads: decisions.threads)
      try row.take(joint.strength(0, joint.covariance(.images)), decisions)
      point.agreement["correct"] = row.value
    } catch {
      row.note = "\(error)"
    }
    output.estimates.append(row)
    for var own in consistency where own.key.model == table.key.model {
      let measure = own.key.quantity
      own.key = key.with {
        ($0.quantity, $0.score, $0.population) = ("agreement", measure, own.key.population)
      }
      point.agreement[measure] = own.value
      output.estimates.append(own)
    }
    return point
  }

  // MARK: - Over networks

  private func rows(
    _ points: [Point], _ measure: String, _ method: CorrelationMethod, _ key: ResultKey,
    _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let known = points.filter { $0.agreement[measure] != nil }
    let names = known.map(\.family).reduce(into: [String]()) { names, family in
      if !names.contains(family) { names.append(family) }
    }
    let accuracy = known.map(\.accuracy)
    let agreement = known.map { $0.agreement[measure] ?? .nan }
    let code = known.map { names.firstIndex(of: $0.family) ?? 0 }
    let key = key.with {
      ($0.quantity, $0.score) = ("agreement_with_accuracy", measure)
      ($0.method, $0.population) = (method.rawValue, .networks)
    }
    let left = points.count - known.count
    let caveat =
      "\(known.count, "network") of \(names.count, "family", "families"), published rather than drawn at random"
      + (left > 0 ? "; \(left) without the measure are left out" : "")
    var single = EstimateResult(
      key.with { ($0.grouping, $0.group) = ("network", "networks") }, value: nil, n: known.count,
      note: caveat)
    var family = EstimateResult(
      key.with { ($0.grouping, $0.group) = ("family", "families") }, value: nil, n: names.count,
      note: "means of families; \(caveat)")
    do {
      let joint = try JointCorrelations(
        method, scores: [agreement], directions: [.higherIsHarder], human: accuracy,
        humanDirection: .higherIsHarder, threads: decisions.threads)
      // The coefficient stands also where too few families give it no error.
      single.value = joint.estimates[0]
      try single.take(joint.strength(0, joint.covariance(.classesRandomDeleteOne(code))), decisions)
      single.interval = "leaving out one family at a time"
    } catch {
      single.addNote("\(error)")
    }
    do {
      func means(_ values: [Double]) -> [Double] {
        names.indices.map { place in
          let own = values.indices.filter { code[$0] == place }.map { values[$0] }
          return own.reduce(0, +) / Double(own.count)
        }
      }
      let (first, second) = (means(accuracy), means(agreement))
      let correlation = try method.correlation(first, second)
      family.value = correlation.coefficient
      let test = try correlation.test(.twoSided)
      family.take(order: test, first, second)
      family.addNote("\(test.name) test over families")
      family.smallestP = correlation.smallestP
      let interval = try correlation.interval(level: 1 - decisions.alpha)
      (family.low, family.high, family.interval) = (interval.low, interval.high, interval.method)
    } catch {
      family.addNote("\(error)")
    }
    return [single, family]
  }
}

extension NetworkSampleAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.families, into: &families)
    try fields.read(.models, into: &models)
    try fields.read(.methods, into: &methods)
    people = try fields.decodeIfPresent(ConsistencyPanel.Form.self, forKey: .people)?.rawValue
    try fields.read(.splits, into: &splits)
    try fields.read(.annotationSet, into: &annotationSet)
    var seen: Set<String> = []
    for name in families.values.flatMap(\.self) where !seen.insert(name).inserted {
      throw DecodingError.dataCorruptedError(
        forKey: .families, in: fields, debugDescription: "each network once; `\(name)` is in two")
    }
  }
}
