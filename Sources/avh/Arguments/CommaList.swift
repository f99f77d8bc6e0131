import ArgumentParser
import Files

/// Several values in one argument, separated by commas and quoted as in CSV; see `CommaText`.
struct CommaList<Value: ExpressibleByArgument>: ExpressibleByArgument {
  /// The values, in order.
  var values: [Value]

  init(_ values: [Value]) { self.values = values }

  init?(argument: String) {
    guard let words = CommaText.values(argument) else { return nil }
    let values = words.compactMap { Value(argument: $0) }
    guard !values.isEmpty, values.count == words.count else { return nil }
    self.values = values
  }

  static var allValueStrings: [String] { Value.allValueStrings }

  /// What a shell offers; what is written before a comma stays.
  static var defaultCompletionKind: CompletionKind {
    let words = allValueStrings
    guard !words.isEmpty else { return .default }
    return .custom { _, _, prefix in
      let done = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
      return words.map { done + $0 }
    }
  }

  var defaultValueDescription: String {
    values.map(\.defaultValueDescription).joined(separator: ",")
  }
}

extension CommaList: Sendable where Value: Sendable {}
