import ArgumentParser

/// Names with values in one argument: `image=file,label=answer`; a value may hold commas.
struct NameValueList: ExpressibleByArgument, Sendable {
  /// The pairs, in order.
  var pairs: [(name: String, value: String)]

  init?(argument: String) {
    // A part without a name of its own belongs to the value before it: columns have commas too.
    var parts: [String] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.prefix { $0 != "=" }
      let isPair =
        name.count < part.count && !name.isEmpty
        && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      if isPair || parts.isEmpty {
        parts.append(String(part))
      } else {
        parts[parts.count - 1] += ",\(part)"
      }
    }
    let words = parts.map {
      $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }
    guard !words.isEmpty, words.allSatisfy({ $0.count == 2 && !$0[0].isEmpty && !$0[1].isEmpty })
    else { return nil }
    pairs = words.map { ($0[0], $0[1]) }
  }
}
