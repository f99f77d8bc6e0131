import Files
internal import Statistics
internal import StudyValues

/// People as deciders: right or wrong on each image, with the class they chose.
///
/// A unit is an image under a condition. Persons decide one by one; where only counts are known the panel
/// is cut at random into halves whose majorities decide, and where only shares are known its one majority.
/// A tie of the votes is no decision.
struct ConsistencyPanel {
  /// Who decides.
  enum Form: String, Codable, CaseIterable, Sendable {
    /// Every person, one by one.
    case persons
    /// The majority of each half of the panel, over several cuts.
    case halves
    /// The majority of the whole panel.
    case majority
  }

  /// An image under a condition.
  struct Unit: Hashable {
    let image: String
    let condition: AnsweredCondition
  }

  /// Who decides.
  let form: Form
  /// The images under their conditions.
  let units: [Unit]
  /// The true class of each unit.
  let truth: [Int]
  /// Right or wrong on each unit, decider by decider; nil without a decision.
  private(set) var isRight: [[Bool?]] = []
  /// The class that each decider chose; nil where the set asked about single classes.
  private(set) var choices: [[Int?]]?
  /// The deciders that are one person under several conditions; empty where deciders are no persons.
  private(set) var persons: [[Int]] = []
  /// The deciders of each condition, in the order of the set.
  private(set) var byCondition: [(condition: AnsweredCondition, deciders: [Int])] = []
  /// The cuts: each pair of deciders that is a panel in halves.
  private(set) var cuts: [ErrorConsistency.Places] = []
  /// What a reader must know.
  private(set) var notes: [String] = []

  /// The most persons that decide one by one; a larger crowd decides in halves.
  static let mostPersons = 200

  /// The pairs of two people of one condition.
  func pairs(_ deciders: [Int]) -> [ErrorConsistency.Places] {
    form == .halves ? cuts : ErrorConsistency.pairs(among: deciders)
  }

  /// The deciders who saw unaltered images, as networks did.
  var unaltered: [Int] { byCondition.first { $0.condition == .unaltered }?.deciders ?? [] }

  // MARK: - Persons

  /// Persons one by one; nil when the answers are not of persons, or of too many.
  ///
  /// A *maybe* decides by the rule of the set: wrong where it counts as no, right where as yes, and not at
  /// all where it is worth half or left out.
  init?(persons answers: AnswerTriples, rule: MaybeRule) {
    guard answers.annotatorsArePersons, (1...Self.mostPersons).contains(answers.annotators.count)
    else { return nil }
    form = .persons
    var places: [Unit: Int] = [:]
    var (units, truth): ([Unit], [Int]) = ([], [])
    var rows: [(person: Int, condition: Int, unit: Int, chosen: Int?)] = []
    var seen: Set<[Int]> = []
    var (repeated, unknown, undecided) = (0, 0, 0)
    let maybes = answers.responses.map { PresenceAnswer($0) == .maybe }
    let asksSingleClasses = answers.askedClass.contains { $0 >= 0 }
    for index in answers.image.indices where answers.annotator[index] >= 0 {
      let image = Int(answers.image[index])
      guard image >= 0, let target = answers.targetClass[image] else {
        unknown += 1
        continue
      }
      let asked = Int(answers.askedClass[index])
      guard asked < 0 || asked == target else { continue }
      let response = Int(answers.response[index])
      let isMaybe = asked >= 0 && maybes.indices.contains(response) && maybes[response]
      if isMaybe, rule == .half || rule == .drop {
        undecided += 1
        continue
      }
      let condition = Int(answers.condition[index])
      let unit = Unit(image: answers.images[image], condition: answers.conditions[condition])
      let place = places[unit] ?? units.count
      if place == units.count {
        places[unit] = place
        units.append(unit)
        truth.append(target)
      }
      let person = Int(answers.annotator[index])
      guard seen.insert([person, place]).inserted else {
        repeated += 1
        continue
      }
      let chosen = isMaybe ? (rule == .one ? target : -1) : Int(answers.chosenClass[index])
      rows.append((person, condition, place, chosen < 0 ? nil : chosen))
    }
    self.units = units
    self.truth = truth
    var deciders: [[Int]: Int] = [:]
    var own: [Int: [Int]] = [:]
    var found: [Int: [Int]] = [:]
    var chosen: [[Int?]] = []
    for row in rows {
      let decider = deciders[[row.person, row.condition]] ?? isRight.count
      if decider == isRight.count {
        deciders[[row.person, row.condition]] = decider
        isRight.append([Bool?](repeating: nil, count: units.count))
        chosen.append([Int?](repeating: nil, count: units.count))
        own[row.person, default: []].append(decider)
        found[row.condition, default: []].append(decider)
      }
      // No answer counts as wrong; it is no shared mistake.
      isRight[decider][row.unit] = row.chosen == truth[row.unit]
      chosen[decider][row.unit] = row.chosen
    }
    choices = asksSingleClasses ? nil : chosen
    persons = own.sorted { $0.key < $1.key }.map(\.value)
    byCondition = answers.conditions.indices.compactMap { index in
      found[index].map { (answers.conditions[index], $0) }
    }.sorted { Self.isBefore($0.0, $1.0) }
    if repeated > 0 {
      notes.append(
        "\(repeated, "answer repeats", "answers repeat") one of the same person; the first one counts"
      )
    }
    if undecided > 0 {
      notes.append("\(undecided, "answer is", "answers are") a maybe, which decides nothing here")
    }
    if unknown > 0 {
      notes.append("\(unknown, "answer is", "answers are") to images whose true class is not known")
    }
  }

  private static func isBefore(_ a: AnsweredCondition, _ b: AnsweredCondition) -> Bool {
    guard a.condition == b.condition else { return (a.condition ?? "") < (b.condition ?? "") }
    return (a.level ?? -.infinity) < (b.level ?? -.infinity)
  }

  // MARK: - Halves and the whole

  /// The panel in halves, cut several times.
  ///
  /// - Parameters:
  ///   - votes: The votes over classes; or, over two, for the true class and against it.
  ///   - images: The images.
  ///   - truth: Their true classes.
  ///   - areChoices: Whether the votes are over classes.
  ///   - splits: The number of cuts.
  ///   - seed: What they are drawn from.
  /// - Throws: `StatisticsError.undefined` for more votes than can be drawn.
  init(
    halvesOf votes: VoteCounts, images: [String], truth: [Int], areChoices: Bool, splits: Int,
    seed: UInt64
  ) throws(StatisticsError) {
    form = .halves
    units = images.map { Unit(image: $0, condition: .unaltered) }
    self.truth = truth
    var chosen: [[Int?]] = []
    for split in 0..<splits {
      let halves = try votes.halves(split: split, seed: seed)
      cuts.append(.init(isRight.count, isRight.count + 1))
      for half in [halves.first, halves.second] {
        let majorities = half.majorities
        isRight.append(
          zip(majorities, truth).map { most, target in
            most.map { areChoices ? $0 == target : $0 == 0 }
          })
        chosen.append(majorities)
      }
    }
    choices = areChoices ? chosen : nil
    byCondition = [(.unaltered, Array(isRight.indices))]
  }

  /// The majority of the whole panel of a table.
  init(majorityOf table: ImageTable) {
    form = .majority
    units = table.images.map { Unit(image: $0, condition: .unaltered) }
    truth = table.targetClass
    isRight = [zip(table.majorityClass, truth).map { most, target in most.map { $0 == target } }]
    choices = [table.majorityClass]
    byCondition = [(.unaltered, [0])]
  }
}

extension ConsistencyPanel {
  /// The people of a set in the form asked for, or the finest one that the set knows.
  ///
  /// - Returns: nil when the set has nothing that decides.
  static func people(
    _ form: Form?, of set: String, on data: some AnalysisData, tables: [ImageTable], splits: Int,
    seed: UInt64
  ) throws -> ConsistencyPanel? {
    if form == nil || form == .persons {
      if let answers = try data.answers(annotationSet: set),
        let panel = ConsistencyPanel(
          persons: answers, rule: tables.first?.selections.first?.rule ?? .zero)
      {
        return panel
      }
      guard form == nil else { return nil }
    }
    var reason: String?
    if form == nil || form == .halves {
      do {
        if let panel = try halves(of: set, on: data, tables: tables, splits: splits, seed: seed) {
          return panel
        }
      } catch StatisticsError.undefined(let found) where form == nil {
        reason = found
      }
      guard form == nil else { return nil }
    }
    guard let table = tables.first else { return nil }
    var panel = ConsistencyPanel(majorityOf: table)
    if let reason { panel.notes.append("the whole panel decides by its majority: \(reason)") }
    return panel
  }

  private static func halves(
    of set: String, on data: some AnalysisData, tables: [ImageTable], splits: Int, seed: UInt64
  ) throws -> ConsistencyPanel? {
    if let votes = try data.votes(annotationSet: set) {
      let known = votes.images.indices.compactMap { image in
        votes.targetClass[image].map { (image: image, target: $0) }
      }
      guard !known.isEmpty else { return nil }
      return try ConsistencyPanel(
        halvesOf: VoteCounts(
          known.flatMap { votes.row($0.image) }, classCount: votes.classNames.count),
        images: known.map { votes.images[$0.image] }, truth: known.map(\.target),
        areChoices: true, splits: splits, seed: seed)
    }
    guard let table = tables.first, table.hasCounts, !table.images.isEmpty else { return nil }
    return try ConsistencyPanel(
      halvesOf: table.votesForAndAgainst(), images: table.images, truth: table.targetClass,
      areChoices: false, splits: splits, seed: seed)
  }
}

extension ImageTable {
  /// The votes for the true class of each image and against it.
  ///
  /// - Throws: `StatisticsError.undefined` where HSF is not made of whole votes.
  func votesForAndAgainst() throws(StatisticsError) -> VoteCounts {
    let counts = try SelectionCounts(votes: selections, set: key.annotationSet)
    return try VoteCounts(
      zip(counts.selected, counts.shown).flatMap { chosen, all in
        [Int32(chosen), Int32(all - chosen)]
      }, classCount: 2)
  }
}
