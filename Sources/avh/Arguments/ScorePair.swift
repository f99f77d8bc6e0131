import ArgumentParser

/// Two scores to compare: `avh:confidence`.
struct ScorePair: ExpressibleByArgument, Sendable {
  /// The two names.
  var names: [String]

  init?(argument: String) {
    names = argument.split(separator: ":").map(String.init)
    guard names.count == 2 else { return nil }
  }

  /// The pairs that the words of a command line name: `avh:confidence avh:angle`, or `avh confidence`.
  static func pairs(of words: [String]) throws -> [ScorePair] {
    if words.count == 2, !words.contains(where: { $0.contains(":") }) {
      return ScorePair(argument: words.joined(separator: ":")).map { [$0] } ?? []
    }
    return try words.map { word in
      guard let pair = ScorePair(argument: word) else {
        throw ValidationError(
          "'\(word)' is no pair of scores; write two scores, or pairs as in avh:confidence.")
      }
      return pair
    }
  }
}
