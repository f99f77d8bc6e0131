internal import Networks
internal import Studies
internal import StudyStore
internal import StudyValues

/// `data/study.js`: what people said, and which networks and scores there are.
struct PageStudy: Encodable {
  /// One network.
  struct Network: Encodable {
    let name: String
    /// Whether the model has no other final run, so that `image_hardness` reads this one alone.
    let isOnlyRun: Bool
    let scores: [Score]
  }

  /// One score of a network.
  struct Score: Encodable {
    let name: String
    let title: String
    let isHigherHarder: Bool
    let isExternal: Bool
  }

  let tool = "\(Tool.name) \(Tool.version)"
  let study: String
  let title: String
  let dataset: String
  let set: String
  /// Whether `image_hardness` reads the set.
  let isDefaultSet: Bool
  let task: String
  let rows: Int
  let rowsPerCardFile = PageCards.rows
  let classes: [String]
  let conditions: [PeopleColumns.Condition]
  let names: PackedNames
  let target: PackedColumn
  /// Where there are several conditions.
  let condition: PackedColumn?
  let share: PackedColumn
  let entropy: PackedColumn
  let majority: PackedColumn
  let shares: PageShares
  let entropies: PackedColumn
  let networks: [Network]
  let hasTimes: Bool
  let twins: [[Int]]
  let pictures: PagePictures?

  init(
    study: String, title: String, dataset: StudyDataset, set: StudyAnnotationSet,
    people: PeopleColumns, networks: [NetworkColumns], hasTimes: Bool, twins: [[Int]],
    pictures: PagePictures?
  ) {
    self.study = study
    self.title = title
    self.dataset = dataset.name
    self.set = set.name
    isDefaultSet = set.isDefault
    task = set.task.rawValue
    rows = people.count
    classes = people.classes.values
    conditions = people.conditions.values
    names = PackedNames(people.names)
    target = PackedColumn(people.target)
    condition = conditions.count > 1 ? PackedColumn(people.condition) : nil
    share = PackedColumn(people.share)
    entropy = PackedColumn(people.entropy)
    majority = PackedColumn(people.majority)
    shares = PageShares(people.shares.values)
    entropies = PackedColumn(people.entropies.values)
    self.networks = networks.map { network in
      Network(
        name: network.name, isOnlyRun: network.isOnlyRun,
        scores: network.scores.map {
          Score(
            name: $0.name, title: $0.title, isHigherHarder: $0.isHigherHarder,
            isExternal: $0.isExternal)
        })
    }
    self.hasTimes = hasTimes
    self.twins = twins
    self.pictures = pictures
  }
}
