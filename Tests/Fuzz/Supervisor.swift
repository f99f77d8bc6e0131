import Foundation

/// Runs workers until the time is over, and keeps the files at which they ended.
struct Supervisor {
  private static let findings = "out/fuzz"

  private let options: Options

  init(_ options: Options) { self.options = options }

  func run() throws {
    let end = ContinuousClock.now + .seconds(options.minutes * 60)
    let folder = FileManager.default.temporaryDirectory.appending(path: "avh-fuzz-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var (first, found) = (options.first, 0)
    var (total, endings) = (0, [String: Int]())
    while ContinuousClock.now < end, first - options.first < options.rounds {
      let left = (end - ContinuousClock.now) / .seconds(1)
      let status = try work(from: first, minutes: left / 60, in: folder)
      let report = try Report(folder)
      total += report.rounds
      endings.merge(report.endings) { $0 + $1 }
      guard status != 0 else { break }
      guard let round = report.current else {
        throw Problem("a worker ended before its first file")
      }
      found += 1
      print("FOUND \(Self.words[status] ?? "signal or status \(status)") in \(round.name)")
      print("  again with: --seed \(options.seed) --first \(round.number) --rounds 1")
      try keep(round)
      first = round.number + 1
    }
    for (ending, count) in endings.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("\(count)\t\(ending)")
    }
    print("\(total) files, \(found) found")
    if found > 0 { exit(1) }
  }

  private static let words: [Int32: String] = [
    Ending.hang: "no end within \(Int(Worker.longest)) s",
    Ending.memory: "more than \(Worker.mostMemory >> 20) MB", Ending.words: "an unclear error",
  ]

  private func work(from first: Int, minutes: Double, in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = options.words(first: first, minutes: minutes)
    process.environment = ProcessInfo.processInfo.environment.merging([
      "AVH_FUZZ_FOLDER": folder.path, "SWIFT_BACKTRACE": "enable=no",
    ]) { _, new in new }
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
  }

  private func keep(_ round: Report.Round) throws {
    let place = URL(filePath: Self.findings)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let kept = place.appending(
      path: "\(options.seed)-\(round.number)-\(round.file.lastPathComponent)")
    try? FileManager.default.removeItem(at: kept)
    try FileManager.default.copyItem(at: round.file, to: kept)
    print("  kept as \(kept.relativePath)")
  }
}

/// How a worker ended that did not trap.
enum Ending {
  static let hang: Int32 = 97
  static let memory: Int32 = 98
  static let words: Int32 = 99
}

/// What a worker wrote down.
struct Report: Codable {
  struct Round: Codable {
    var number: Int
    var name: String
    var file: URL
  }

  var rounds = 0
  var endings: [String: Int] = [:]
  var current: Round?

  init() {}

  init(_ folder: URL) throws {
    self = try JSONDecoder().decode(
      Report.self, from: Data(contentsOf: folder.appending(path: "report.json")))
  }

  func write(to folder: URL) throws {
    try JSONEncoder().encode(self).write(to: folder.appending(path: "report.json"))
  }
}
