import Foundation

/// What goes to standard error: errors, notes and progress.
enum Messages {
  /// An error, as one sentence.
  static func error(_ text: String) { write("avh: \(text)\n") }

  /// A note that the quiet flag silences.
  static func note(_ text: String, quiet: Bool) {
    guard !quiet else { return }
    write("\(text)\n")
  }

  /// Raw text.
  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Whether standard error is a terminal that wants progress on one line.
  static let isTerminal: Bool = {
    isatty(FileHandle.standardError.fileDescriptor) == 1
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }()
}
