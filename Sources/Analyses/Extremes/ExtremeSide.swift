internal import Statistics
internal import StudyValues

/// The two ways in which people and a network can disagree on an image, and the images that are hard
/// for both.
enum ExtremeSide: String, CaseIterable {
  case hardForPeople = "hard for people, easy for the network"
  case easyForPeople = "easy for people, hard for the network"
  case hardForBoth = "hard for people and the network"

  /// An image of a list, with the difference of places, network less people, in -1...1.
  struct Place {
    let image: Int
    let difference: Double
  }

  /// What an image of the list has to be.
  func words(_ score: String) -> String {
    switch self {
    case .hardForPeople:
      "\(rawValue) (upper Wilson limit of HSF among the lowest tenth, `\(score)` among its easiest third)"
    case .easyForPeople:
      "\(rawValue) (lower Wilson limit of HSF among the highest tenth, `\(score)` among its hardest third)"
    case .hardForBoth:
      "\(rawValue) (upper Wilson limit of HSF among the lowest tenth, `\(score)` among its hardest third)"
    }
  }

  /// Whether its images are hard for people.
  private var isHardForPeople: Bool { self != .easyForPeople }
  /// Whether its images are hard for the network.
  private var isHardForNetwork: Bool { self != .hardForPeople }

  /// The images that belong to the list, the most extreme first.
  ///
  /// A set of shares without numbers of votes is judged by HSF itself.
  ///
  /// - Throws: `StatisticsError` when a value is not a number.
  func images(
    _ table: ImageTable, _ column: ScoreColumn
  ) throws(StatisticsError) -> [Place] {
    let limits = table.selections.map { selections -> Double in
      let limit = selections.limits.map { isHardForPeople ? $0.high : $0.low }
      return limit ?? selections.hsf ?? .nan
    }
    // Places from the end that the list is about, 0 for the most extreme image.
    let people = try Self.places(limits.map { isHardForPeople ? $0 : -$0 })
    let network = try Self.places(column.hardness.map { isHardForNetwork ? -$0 : $0 })
    // Unanimous images are neither hard, nor easy where nobody chose the label.
    let end: Double = isHardForPeople ? 1 : 0
    let isConstant = column.hardness.allSatisfy { $0 == column.hardness[0] }
    guard !isConstant else { return [] }
    let sums = zip(people, network).map { $0 + $1 }
    let members = (0..<table.count).filter { image in
      people[image] <= 0.1 && limits[image] != end && network[image] <= 1.0 / 3
    }
    let order = members.sorted { first, second in
      sums[first] == sums[second]
        ? table.images[first] < table.images[second] : sums[first] < sums[second]
    }
    return order.map { image in
      let hardness = [
        isHardForPeople ? 1 - people[image] : people[image],
        isHardForNetwork ? 1 - network[image] : network[image],
      ]
      return Place(image: image, difference: hardness[1] - hardness[0])
    }
  }

  /// The share of the other images below each one; SQL's `percent_rank()`.
  static func places(_ values: [Double]) throws(StatisticsError) -> [Double] {
    let ranking = try Ranking(values, name: "values")
    return ranking.minimum.map { Double($0 - 1) / Double(values.count - 1) }
  }
}
