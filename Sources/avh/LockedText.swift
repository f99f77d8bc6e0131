import Synchronization

/// A text that several threads may change.
final class LockedText: Sendable {
  private let text = Mutex("")

  /// The text so far.
  var value: String { text.withLock { $0 } }

  /// Replaces the text and tells whether it changed.
  func replace(_ new: String) -> Bool {
    text.withLock { old in
      defer { old = new }
      return old != new
    }
  }

  /// Adds to the text.
  func append(_ more: String) { text.withLock { $0 += more } }
}
