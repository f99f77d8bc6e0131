internal import Statistics
internal import StudyValues

/// The two ways in which people and a network can disagree on an image.
enum ExtremeSide: String, CaseIterable {
  case hardForPeople = "hard for people, easy for the network"
  case easyForPeople = "easy for people, hard for the network"

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
    }
  }

  /// The images that belong to the list, the most extreme first.
  ///
  /// A set of shares without numbers of votes is judged by HSF itself.
  ///
  /// - Throws: `StatisticsError` when a value is not a number.
  func images(
    _ table: ImageTable, _ column: ScoreColumn
  ) throws(StatisticsError) -> [Place] {
    let limits = table.selections.map { selections -> Double in
      let limit = selections.limits.map { self == .hardForPeople ? $0.high : $0.low }
      return limit ?? selections.hsf ?? .nan
    }
    let sign: Double = self == .hardForPeople ? 1 : -1
    let people = try Self.places(limits.map { sign * $0 })
    let network = try Self.places(column.hardness.map { sign * $0 })
    // Unanimous images are neither hard, nor easy where nobody chose the label.
    let end: Double = self == .hardForPeople ? 1 : 0
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
    return order.map { Place(image: $0, difference: sign * (sums[$0] - 1)) }
  }

  /// The share of the other images below each one; SQL's `percent_rank()`.
  static func places(_ values: [Double]) throws(StatisticsError) -> [Double] {
    let ranking = try Ranking(values, name: "values")
    return ranking.minimum.map { Double($0 - 1) / Double(values.count - 1) }
  }
}
