import ArgumentParser
import Foundation
import Studies

/// An array of a file: `features.npy`, or `network.npz:features` for one of several.
struct ArraySource: ExpressibleByArgument, Sendable {
  /// The file and the array's name.
  var source: NetworkFiles.Source

  /// Whether the file holds arrays, rather than a table.
  var isArray: Bool { InputPath.isTensor(source.path) }

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    source = NetworkFiles.Source(argument: StandardInput.path(argument))
    guard let key = source.key else { return }
    // A slash is part of the names in an HDF5 file, and of a path that holds a colon by mistake.
    guard !key.isEmpty,
      !key.contains("/") || FileManager.default.fileExists(atPath: source.path)
    else { return nil }
  }
}
