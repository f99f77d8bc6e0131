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
    // A colon may be part of the name of a file that exists.
    guard !FileManager.default.fileExists(atPath: argument),
      let colon = argument.lastIndex(of: ":"), colon != argument.startIndex
    else {
      source = NetworkFiles.Source(path: argument)
      return
    }
    let key = String(argument[argument.index(after: colon)...])
    guard !key.isEmpty, !key.contains("/") else { return nil }
    source = NetworkFiles.Source(path: String(argument[..<colon]), key: key)
  }
}
