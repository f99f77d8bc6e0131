public import Foundation

/// A fresh folder that is removed when the last reference goes.
public final class TemporaryFolder: Sendable {
  /// Where the folder is.
  public let url: URL

  /// Creates an empty folder with a name of its own.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "avh-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in the folder; the file need not exist.
  public func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes bytes to a file in the folder and returns its path.
  public func write(_ bytes: some Collection<UInt8>, as name: String) throws -> String {
    try Data(bytes).write(to: url.appending(path: name))
    return path(name)
  }

  /// Writes UTF-8 text to a file in the folder and returns its path.
  public func write(_ text: String, as name: String) throws -> String {
    try write(Array(text.utf8), as: name)
  }
}
