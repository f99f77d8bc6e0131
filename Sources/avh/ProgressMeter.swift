import ArgumentParser
import Files
import Foundation
import Statistics
import Synchronization

/// How progress is shown.
enum ProgressStyle: String, WordArgument {
  /// One line that changes on a terminal, a line every tenth elsewhere.
  case auto
  /// One JSON object a line.
  case json
  /// Not at all.
  case none
}

/// Shows how far long work has come: share, rate and the time that is left, on standard error.
final class ProgressMeter: Sendable {
  /// The seconds that work takes before it is worth a line.
  private let patience: Double
  private let style: ProgressStyle
  private let isTerminal: Bool
  private let write: @Sendable (String) -> Void
  private let now: @Sendable () -> Double
  private let state = Mutex(State())

  private struct State {
    var work = ""
    var total = 0
    var done = 0
    var begun = 0.0
    var shown = -1
    var shownAt = -1.0
  }

  /// Creates a meter.
  ///
  /// - Parameters:
  ///   - style: How progress is shown.
  ///   - isTerminal: Whether standard error is a terminal.
  ///   - patience: The seconds that work takes before it is shown.
  ///   - now: The time in seconds.
  ///   - write: Takes what is shown.
  init(
    style: ProgressStyle, isTerminal: Bool = Messages.isTerminal, patience: Double = 1,
    now: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime },
    write: @escaping @Sendable (String) -> Void = Messages.showProgress
  ) {
    self.style = style
    self.isTerminal = isTerminal
    self.patience = patience
    self.now = now
    self.write = write
  }

  /// Watches everything that a body does.
  func watch<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard style != .none else { return try body() }
    return try WorkProgress.$watcher.withValue(.init { self.show($0) }) {
      try ReadingProgress.$watcher.withValue(.init { self.show($0) }, operation: body)
    }
  }

  private func show(_ progress: WorkProgress) {
    // Counts of several threads may come late; work of this kind always begins with 0.
    show(
      progress.unit.rawValue, unit: progress.unit.rawValue, progress.done, of: progress.total,
      mayBegin: progress.done == 0)
  }

  private func show(_ progress: ReadingProgress) {
    let name = URL(filePath: progress.path).lastPathComponent.visible().shortened
    show(name, unit: "bytes", progress.done, of: progress.total)
  }

  /// Shows that so much of a piece of work is done.
  ///
  /// - Parameters:
  ///   - work: What is done.
  ///   - unit: What is counted.
  ///   - done: The number that is done.
  ///   - total: The number in all.
  ///   - mayBegin: Whether a smaller number than before begins the same work anew.
  func show(_ work: String, unit: String, _ done: Int, of total: Int, mayBegin: Bool = true) {
    guard style != .none, total > 0 else { return }
    let time = now()
    let line = state.withLock { state -> String? in
      let isOther = state.work != work || state.total != total
      if isOther || done < state.done {
        guard isOther || mayBegin, isOther || state.done >= total || done == 0 else { return nil }
        state = State(work: work, total: total, begun: time)
      }
      state.done = done
      let seconds = time - state.begun
      guard seconds >= patience else { return nil }
      let share = Double(min(done, total)) / Double(total)
      let step = Int(share * (style == .auto && !isTerminal ? 10 : 100))
      let isEnd = done >= total
      guard step > state.shown,
        isEnd || style == .auto && !isTerminal || time - state.shownAt >= 0.1
      else { return nil }
      state.shown = step
      state.shownAt = time
      return text(work, unit: unit, done, of: total, share: share, seconds: seconds)
    }
    if let line { write(line) }
  }

  private func text(
    _ work: String, unit: String, _ done: Int, of total: Int, share: Double, seconds: Double
  ) -> String {
    let rate = seconds > 0 ? Double(done) / seconds : 0
    let left = rate > 0 ? Double(total - done) / rate : 0
    if style == .json {
      let fields = [
        "\"work\": \(Self.quoted(work))", "\"unit\": \"\(unit)\"", "\"done\": \(done)",
        "\"total\": \(total)", "\"seconds\": \(Self.decimal(seconds))",
        "\"left\": \(Self.decimal(left))",
      ]
      return "{\(fields.joined(separator: ", "))}\n"
    }
    let speed =
      unit == "bytes"
      ? "\(Self.decimal(rate / 1_000_000)) MB/s" : "\(Int(rate.rounded())) \(unit)/s"
    let line =
      "\(work) \(Int(share * 100)) %, \(speed)"
      + (done < total ? ", \(Self.duration(left)) left" : "")
    return isTerminal ? "\r\(line)\u{1B}[K" + (done < total ? "" : "\n") : "avh: \(line)\n"
  }

  /// What is done next, as a line.
  static func stage(_ text: String, style: ProgressStyle, quiet: Bool) {
    guard style == .json else { return Messages.note("avh: \(text)", quiet: quiet) }
    if !quiet { Messages.write("{\"stage\": \(quoted(text.visible()))}\n") }
  }

  private static func quoted(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(safe)\""
  }

  private static func decimal(_ value: Double) -> String {
    String(format: "%.1f", value)
  }

  /// So many seconds in words: `8 s`, `3 min 5 s`, `2 h 10 min`.
  static func duration(_ seconds: Double) -> String {
    let seconds = Int(max(0, min(seconds, 3_600_000)).rounded(.up))
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3_600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
  }
}
