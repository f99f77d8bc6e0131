/// The class that would come second.
enum SecondChoice {
  /// The class with most votes after the majority, when majority and second are unique and it has a
  /// vote.
  static func ofVotes(_ votes: ArraySlice<Int32>) -> Int? {
    var (first, second, third): (Int32, Int32, Int32) = (0, 0, 0)
    var choice = 0
    var leader = 0
    for (c, count) in votes.enumerated() {
      if count > first {
        (third, second, choice) = (second, first, leader)
        (first, leader) = (count, c)
      } else if count > second {
        (third, second, choice) = (second, count, c)
      } else if count > third {
        third = count
      }
    }
    return second > 0 && second > third && first > second ? choice : nil
  }

  /// The second most probable class; of equal ones the first.
  static func ofProbabilities(_ probabilities: ArraySlice<Double>) -> Int {
    let values = Array(probabilities)
    var first = 0
    for c in values.indices where values[c] > values[first] { first = c }
    var second = first == 0 ? 1 : 0
    for c in values.indices where c != first && values[c] > values[second] { second = c }
    return second
  }

  /// The share of equal choices among the images where both exist.
  static func agreement(_ first: [Int?], _ second: [Int?]) -> (share: Double, n: Int) {
    var alike = 0
    var n = 0
    for (a, b) in zip(first, second) {
      guard let a, let b else { continue }
      n += 1
      alike += a == b ? 1 : 0
    }
    return (n == 0 ? .nan : Double(alike) / Double(n), n)
  }
}
