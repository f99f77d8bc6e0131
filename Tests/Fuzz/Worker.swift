import Foundation
import Statistics
import Synchronization

/// Damages one file after the other and has each of them read.
struct Worker {
  /// The seconds of computing that a file may take; six times as long where it only waits.
  static let longest = 10.0
  /// The memory in bytes that all files together may take.
  static let mostMemory = 1 << 30

  /// When the file at hand was begun, by the clock and in seconds of computing; nil between files.
  private static let begin = Mutex<(clock: Double, computing: Double)?>(nil)

  private let options: Options
  private let folder: URL
  private let subjects: [Subject]

  init(_ options: Options) throws {
    self.options = options
    guard let path = ProcessInfo.processInfo.environment["AVH_FUZZ_FOLDER"] else {
      throw Problem("a worker is started by the fuzzer, not by hand")
    }
    folder = URL(filePath: path)
    subjects = try Subject.all(seeds: options.seeds, scratch: folder).filter {
      (options.family == nil || $0.family == options.family)
        && (options.format == nil || $0.format == options.format)
    }
    guard !subjects.isEmpty else { throw Problem("there is no seed of that kind") }
  }

  func run() throws {
    Self.watch()
    let end = ContinuousClock.now + .seconds(options.minutes * 60)
    var report = Report()
    for number in options.first... {
      guard ContinuousClock.now < end, number - options.first < options.rounds else { break }
      var generator = SplitMix64(seed: options.seed, stream: number)
      let subject = subjects[Int(generator.next() % UInt64(subjects.count))]
      let others = subjects.filter { $0.family == subject.family }
      let other = others[Int(generator.next() % UInt64(others.count))]
      let bytes = Mutation.apply(to: subject.bytes, with: other.bytes, &generator)
      let file = folder.appending(path: subject.fileName)
      try Data(bytes).write(to: file)
      report.current = .init(number: number, name: subject.name, file: file)
      // Written before the file is read, because nothing is after a trap.
      try report.write(to: folder)
      let ending = Self.ending(of: subject, file, &generator)
      report.rounds += 1
      report.endings["\(subject.family): \(ending)", default: 0] += 1
      try check(ending, &report)
      try? FileManager.default.removeItem(at: file)
    }
    report.current = nil
    try report.write(to: folder)
  }

  /// Reads one file: `read` or the type of the error, with a mark before an unclear one.
  private static func ending(
    of subject: Subject, _ file: URL, _ generator: inout SplitMix64
  ) -> String {
    begin.withLock { $0 = (clock, computing) }
    defer { begin.withLock { $0 = nil } }
    do {
      try subject.read(file.path, &generator)
      return "read"
    } catch {
      let text = "\(error)"
      let type = String(reflecting: Swift.type(of: error))
      let isForeign = ["Swift.", "Foundation.", "GRDB.", "Yams.", "__C."].contains {
        type.hasPrefix($0)
      }
      let isRaw = ["CodingKey", "ErrorDomain", "SQLite error", "Optional("].contains {
        text.contains($0)
      }
      let isObeyed = text.unicodeScalars.contains {
        $0.value < 32 && $0 != "\n" && $0 != "\t"
      }
      if isForeign || isRaw { return "! \(type): \(text.prefix(300))" }
      // The program shows what is obeyed in any message; a library's caller may not.
      return isObeyed ? "\(type), with control characters" : type
    }
  }

  private func check(_ ending: String, _ report: inout Report) throws {
    let memory = Self.memory
    guard ending.hasPrefix("! ") || memory > Self.mostMemory else { return }
    let text = ending.hasPrefix("! ") ? ending : "\(memory >> 20) MB"
    FileHandle.standardError.write(Data("\(text)\n".utf8))
    try report.write(to: folder)
    _exit(ending.hasPrefix("! ") ? Ending.words : Ending.memory)
  }

  // MARK: - Limits

  private static var clock: Double { ProcessInfo.processInfo.systemUptime }

  /// The seconds that all threads have computed, so that a busy machine makes no hang.
  private static var computing: Double {
    let usage = usage
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }

  /// The most memory that the process had at any time.
  private static var memory: Int {
    #if os(Linux)
      usage.ru_maxrss << 10
    #else
      usage.ru_maxrss
    #endif
  }

  private static var usage: rusage {
    var usage = rusage()
    #if os(Linux)
      unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      unsafe getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage
  }

  private static func watch() {
    Thread.detachNewThread {
      while true {
        Thread.sleep(forTimeInterval: 0.5)
        guard let begin = begin.withLock({ $0 }) else { continue }
        if computing - begin.computing > longest || clock - begin.clock > 6 * longest {
          _exit(Ending.hang)
        }
      }
    }
  }
}
