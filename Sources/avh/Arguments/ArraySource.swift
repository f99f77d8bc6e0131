import ArgumentParser
import Studies

/// An array of a file: `features.npy`, or `network.npz:features` for one of several.
struct ArraySource: ExpressibleByArgument, Sendable {
  /// The file and the array's name.
  var source: NetworkFiles.Source

  /// Whether the file holds arrays, rather than a table.
  var isArray: Bool { InputPath.isTensor(source.path) }

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    source = NetworkFiles.Source(argument: argument)
    guard source.key.map({ !$0.isEmpty && !$0.contains("/") }) ?? true else { return nil }
  }
}
