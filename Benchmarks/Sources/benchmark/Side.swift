import Foundation

/// One side of a job: a process that is timed, or that times itself.
enum Side {
  /// `benchmark measure NAME FOLDER`: the time of the job alone, inputs read before.
  case measured(MeasureCommand.Name)
  /// A script of `baselines/`, which times itself by the same rule.
  case python(String)
  /// A whole process from start to exit; a word may hold {in}, {out} and {data}.
  case process(Program, [String], removing: [String] = [])

  /// A program that is timed as a whole.
  enum Program: String {
    /// The command line of this project, built beside the benchmarks.
    case avh
    /// The shell of SQLite.
    case sqlite3
  }

  /// Runs this side once.
  func run(_ places: Places) throws -> Measurement {
    switch self {
    case .measured(let name):
      try reported(
        ChildProcess.run(Self.beside("benchmark"), ["measure", name.rawValue, places.folder]))
    case .python(let script):
      try reported(
        ChildProcess.run(places.python, ["\(places.baselines)/\(script)", places.folder]))
    case .process(let program, let words, let old):
      try timed(program, words.map { fill($0, places) }, old.map { fill($0, places) })
    }
  }

  /// Reads the measurement that a process printed.
  private func reported(_ child: ChildProcess) throws -> Measurement {
    guard
      var measurement = try? JSONDecoder().decode(Measurement.self, from: Data(child.output.utf8))
    else {
      throw BenchmarkError.noMeasurement(program: child.program, output: child.output)
    }
    measurement.megabytes = child.megabytes
    return measurement
  }

  private func timed(
    _ program: Program, _ words: [String], _ old: [String]
  ) throws -> Measurement {
    for path in old where FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
    let path = program == .avh ? Self.beside(program.rawValue) : program.rawValue
    let child = try ChildProcess.run(path, words)
    return Measurement(
      seconds: child.seconds, processorSeconds: child.processorSeconds, values: [],
      megabytes: child.megabytes)
  }

  private func fill(_ word: String, _ places: Places) -> String {
    word.replacingOccurrences(of: "{in}", with: places.folder)
      .replacingOccurrences(of: "{out}", with: places.scratch)
      .replacingOccurrences(of: "{data}", with: places.data ?? "")
  }

  /// A program built in the same folder as this one.
  static func beside(_ name: String) -> String {
    let own = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return own.deletingLastPathComponent().appendingPathComponent(name).path
  }
}
