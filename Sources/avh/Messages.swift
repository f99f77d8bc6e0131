import Files
import Foundation
import Synchronization

/// What goes to standard error: errors, notes and progress.
///
/// What cannot be written, because standard error is closed or its disk is full, is dropped: the work
/// goes on and the exit code tells. Whatever a terminal would obey, in names that files brought, is
/// shown instead.
enum Messages {
  private static let longest = 4_000

  /// An error, as one sentence.
  static func error(_ text: String) { write(shown("avh: \(text)") + "\n") }

  /// A note that the quiet flag silences.
  static func note(_ text: String, quiet: Bool) {
    guard !quiet else { return }
    write(shown(text) + "\n")
  }

  /// Whether a line of progress stands on the terminal that the next message must clear.
  private static let hasProgress = Mutex(false)

  /// Shows how far work has come; a line that is not ended goes away with the next message.
  static func showProgress(_ text: String) {
    put(text)
    hasProgress.withLock { $0 = text.hasPrefix("\r") && !text.hasSuffix("\n") }
  }

  /// Raw text, in which every name must be visible already.
  static func write(_ text: String) {
    let isBelowProgress = hasProgress.withLock { old in
      defer { old = false }
      return old
    }
    put((isBelowProgress ? "\r\u{1B}[K" : "") + text)
  }

  private static func put(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        unsafe Foundation.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
      }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// A message as it is shown: one that a terminal does not obey, with names of at most 80 characters,
  /// or 255 in a path, which no file system exceeds.
  static func shown(_ text: String) -> String {
    // What is made aside is named as it will be.
    let visible = text.visible(keepsLines: true)
      .replacing(/\/\.([^\/\s]+)-\d+-new\d*(?=\/)/) { "/\($0.output.1)" }
    guard visible.utf8.count > 80 else { return visible }
    // A quoted name ends at the first mark that a space or a sign of punctuation follows.
    let quoted = /(^|[\s(])(['`])((?:(?!\2(?:[\s.,;:)]|$))[^\n]){81,})\2(?=[\s.,;:)]|$)/
    let cut = visible.replacing(quoted) { match in
      "\(match.output.1)\(match.output.2)\(String(match.output.3).shortened)\(match.output.2)"
    }
    .replacing(/(^|\s)([^\s\/…]{81,})(?=\s|$)/) { match in
      match.output.1 + String(match.output.2).shortened
    }
    .replacing(/[^\s\/]{256,}/) { String($0.output).shortened }
    return cut.count > longest ? cut.prefix(longest) + "…" : cut
  }

  /// Whether standard error is a terminal that wants progress on one line.
  static let isTerminal: Bool = {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }()
}
