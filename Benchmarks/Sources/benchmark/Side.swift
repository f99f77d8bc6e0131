import Foundation
import Tensors

/// One side of a job: a process that is timed, or that times itself.
enum Side: Sendable {
  /// `benchmark measure NAME FOLDER`: the time of the job alone, inputs read before.
  case measured(MeasureCommand.Name)
  /// A script of `baselines/`, which times itself by the same rule.
  case python(String)
  /// A whole process from start to exit; a word may hold {in}, {out} and {data}.
  ///
  /// Before it, untimed, old results are removed and files are copied into place; after it, the means of
  /// arrays `FILE:ARRAY`, or the numbers that it printed, are read for the comparison of both sides.
  case process(
    Program, [String], removing: [String] = [], copying: [String: String] = [:],
    means: [String] = [],
    isReadingOutput: Bool = false)
  /// Several sides one after another, whose times are added; the numbers are the first one's.
  indirect case sum([Side])

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
      // Threads of OpenBLAS, with which this program is linked, would spin beside a job that has no product;
      // the bare product asks for them itself.
      let words = ["OPENBLAS_NUM_THREADS=1", Self.beside("benchmark"), "measure", name.rawValue]
      return try reported(ChildProcess.run("env", words + [places.folder]))
    case .python(let script):
      return try reported(
        ChildProcess.run(places.python, ["\(places.baselines)/\(script)", places.folder]))
    case .process(let program, let words, let old, let copies, let means, let isReading):
      return try timed(
        program, words.map { fill($0, places) }, old.map { fill($0, places) },
        copies.map { (fill($0, places), fill($1, places)) }, means.map { fill($0, places) },
        isReading)
    case .sum(let sides):
      return try sides.map { try $0.run(places) }.reduce(nil) { sum, next in
        guard var sum else { return next }
        sum.seconds += next.seconds
        sum.processorSeconds += next.processorSeconds
        return sum
      } ?? Measurement(seconds: 0, processorSeconds: 0, values: [])
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
    _ program: Program, _ words: [String], _ old: [String], _ copies: [(from: String, to: String)],
    _ means: [String], _ isReading: Bool
  ) throws -> Measurement {
    for path in old where FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
    for copy in copies { try FileManager.default.copyItem(atPath: copy.from, toPath: copy.to) }
    let path = program == .avh ? Self.beside(program.rawValue) : program.rawValue
    let child = try ChildProcess.run(path, words)
    return Measurement(
      seconds: child.seconds, processorSeconds: child.processorSeconds,
      values: isReading
        ? child.output.split { !"0123456789.e+-".contains($0) }.compactMap { Double($0) }
        : try means.map(Self.mean), megabytes: child.megabytes)
  }

  /// The mean of an array of doubles, named FILE:ARRAY.
  private static func mean(_ name: String) throws -> Double {
    let parts = name.split(separator: ":").map(String.init)
    let values = try Tensor.open(parts[0], key: parts[1]).readAll(as: Double.self)
    return values.reduce(0, +) / Double(values.count)
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
