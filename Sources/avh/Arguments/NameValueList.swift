import ArgumentParser

/// Names with values in one argument: `image=file,label=answer`.
struct NameValueList: ExpressibleByArgument, Sendable {
  /// The pairs, in order.
  var pairs: [(name: String, value: String)]

  init?(argument: String) {
    let words = argument.split(separator: ",").map {
      $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }
    guard !words.isEmpty, words.allSatisfy({ $0.count == 2 && !$0[0].isEmpty && !$0[1].isEmpty })
    else { return nil }
    pairs = words.map { ($0[0], $0[1]) }
  }
}
