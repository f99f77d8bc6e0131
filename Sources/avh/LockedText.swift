import Synchronization

/// A text that several threads may replace.
final class LockedText: Sendable {
  private let text = Mutex("")

  /// Replaces the text and tells whether it changed.
  func replace(_ new: String) -> Bool {
    text.withLock { old in
      defer { old = new }
      return old != new
    }
  }
}
