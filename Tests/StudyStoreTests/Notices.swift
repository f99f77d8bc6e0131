import Synchronization

/// The sentences that a study told its user.
final class Notices: Sendable {
  private let texts = Mutex<[String]>([])

  var all: [String] { texts.withLock { $0 } }

  func receive(_ text: String) { texts.withLock { $0.append(text) } }
}
