import Files
import Foundation
import StudyStore
import Synchronization

/// The end of the pipe that the handler of signals writes to.
nonisolated(unsafe) private var signalPipe: Int32 = -1

/// SIGINT and SIGTERM: what is under way is given up, and what was begun is removed.
enum Interruption {
  /// How long the work has to end by itself.
  private static let grace = 1.0

  private static let advice = Mutex("what was not finished is not stored; run it again")
  private static let received = Mutex<Int32?>(nil)
  private static let isReported = Mutex(false)

  /// The exit code, 128 and the number of the signal; nil when there was none.
  static var exitCode: Int32? { received.withLock { $0.map { 128 + $0 } } }

  /// Begins to listen for both signals.
  static func listen() {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return }
    unsafe signalPipe = ends[1]
    let reader = ends[0]
    // A program that is started by a thread of another may begin with blocked signals.
    var both = sigset_t()
    unsafe sigemptyset(&both)
    for number in [SIGINT, SIGTERM] {
      unsafe sigaddset(&both, number)
      // A handler may do no more than this.
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        unsafe _ = write(signalPipe, &byte, 1)
      }
    }
    unsafe pthread_sigmask(SIG_UNBLOCK, &both, nil)
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while unsafe read(reader, &byte, 1) != 1 {}
      stop(Int32(byte))
    }
  }

  /// Takes the words that say what is kept and how the command goes on.
  static func advise(_ words: String) { advice.withLock { $0 = words } }

  /// What a user reads.
  static func report() {
    guard
      !isReported.withLock({ old in
        defer { old = true }; return old
      })
    else { return }
    let name = received.withLock { $0 } == SIGTERM ? "SIGTERM" : "SIGINT"
    Messages.error("stopped by \(name); \(advice.withLock { $0 }): \(CommandText.line)")
  }

  private static func stop(_ number: Int32) {
    received.withLock { $0 = number }
    // `timeout` and `make` send the same signal twice; a second one later ends the process at once.
    for number in [SIGINT, SIGTERM] { signal(number, SIG_IGN) }
    StudyStore.interruptAll()
    Thread.sleep(forTimeInterval: grace / 2)
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    Thread.sleep(forTimeInterval: grace / 2)
    StudyStore.abandonAll()
    Scratch.discardAll()
    report()
    // A thread that had only taken a name has made its folder meanwhile.
    Scratch.discardAll()
    _exit(128 + number)
  }
}
