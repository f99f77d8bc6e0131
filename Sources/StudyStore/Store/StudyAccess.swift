import Foundation
import GRDB
import Synchronization

/// How long an opened study waits for other programs, and whom it tells what a user should know.
package struct StudyAccess: Sendable {
  /// The seconds to wait for another program that writes to the file.
  package var wait: Double
  /// Receives sentences, for example that another program is waited for.
  package var notice: @Sendable (String) -> Void

  /// A longer wait, about 30 years, is no other; and any number of seconds up to it is an integer.
  private static let longest = 1e9

  private static let listener = Mutex<@Sendable (String) -> Void>({ _ in })

  /// Sets who receives the sentences of studies that are opened without settings of their own.
  package static func listen(_ receive: @escaping @Sendable (String) -> Void) {
    listener.withLock { $0 = receive }
  }

  /// Creates settings.
  ///
  /// - Parameters:
  ///   - wait: The seconds to wait for another program that writes to the file, not NaN.
  ///   - notice: Receives sentences.
  package init(wait: Double = 600, notice: (@Sendable (String) -> Void)? = nil) {
    self.wait = min(wait, Self.longest)
    self.notice = notice ?? Self.listener.withLock(\.self)
  }
}

/// Waits while another program uses a file, and says so once it is worth a word.
final class FileWait: Sendable {
  private struct State {
    var limit: Double
    var start: ContinuousClock.Instant?
    var hasSpoken = false
  }

  /// The seconds after which a user wants to know what is waited for.
  private static let silent = 0.5

  private let path: String
  private let access: StudyAccess
  private let state: Mutex<State>

  init(path: String, access: StudyAccess) {
    self.path = path
    self.access = access
    state = Mutex(State(limit: access.wait))
  }

  /// Sleeps for a moment, or returns false when the time is over.
  ///
  /// - Parameter tries: How often the file was found in use, without a pause between.
  /// - Returns: Whether to try again.
  func waits(tries: Int) -> Bool {
    let pause = [1, 2, 5, 10, 20][min(tries, 4)]
    let (goesOn, speaks) = state.withLock { state in
      let now = ContinuousClock.now
      if tries == 0 { state.start = now }
      let waited = state.start.map { (now - $0) / .seconds(1) } ?? 0
      let speaks = waited > Self.silent && waited < state.limit && !state.hasSpoken
      if speaks { state.hasSpoken = true }
      return (waited < state.limit, speaks)
    }
    if speaks {
      access.notice(
        "\(path): another program is writing to it; waiting up to \(Int(access.wait)) s (--wait)")
    }
    if goesOn { Thread.sleep(forTimeInterval: Double(pause) / 1000) }
    return goesOn
  }

  /// Does what SQLite gives up at once when the file is in use, again until it succeeds or the time is
  /// over.
  ///
  /// - Parameter body: What to do, outside of a transaction.
  /// - Throws: The errors of the body; `SQLITE_BUSY` only when the time is over.
  func whileBusy(_ body: () throws -> Void) throws {
    var tries = 0
    while true {
      do {
        return try body()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        guard waits(tries: tries) else { throw error }
        tries += 1
      }
    }
  }

  /// Waits no more, for what may as well be left undone.
  func end() { state.withLock { $0.limit = 0 } }
}
