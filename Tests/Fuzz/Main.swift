import Foundation

/// Feeds damaged files to the readers and looks how they end: `fuzz [--minutes 2] [--seed 1]
/// [--family annotations] [--seeds folder]`, and `--format npy` for one format of a family.
///
/// A worker process reads one damaged file after the other. When it traps, does not end a file within
/// ten seconds or takes more than one gigabyte, the file is kept below `out/fuzz` and the next worker
/// goes on behind it. The round of a file decides all that is done to it, so `--seed S --first N
/// --rounds 1` gives the same file again. Ends with 1 when anything was found.
#if !LIBFUZZER
  @main
#endif
enum Main {
  static func main() throws {
    let options = try Options(CommandLine.arguments.dropFirst())
    if options.isWorker {
      try Worker(options).run()
    } else {
      try Supervisor(options).run()
    }
  }
}

/// What the command line says.
struct Options {
  var minutes = 2.0
  var seed: UInt64 = 1
  var family: String?
  var format: String?
  var first = 0
  var rounds = Int.max
  var seeds = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Seeds").path
  var isWorker = false

  init(_ words: ArraySlice<String>) throws {
    var rest = words
    while let word = rest.popFirst() {
      if word == "--worker" {
        isWorker = true
        continue
      }
      guard let value = rest.popFirst() else { throw Problem("\(word) needs a value") }
      switch word {
      case "--minutes": minutes = Double(value) ?? minutes
      case "--seed": seed = UInt64(value) ?? seed
      case "--family": family = value
      case "--format": format = value
      case "--first": first = Int(value) ?? first
      case "--rounds": rounds = Int(value) ?? rounds
      case "--seeds": seeds = value
      default: throw Problem("\(word) is not known")
      }
    }
  }

  /// The words that give these options again.
  func words(first: Int, minutes: Double) -> [String] {
    ["--worker", "--minutes", "\(minutes)", "--seed", "\(seed)", "--first", "\(first)"]
      + ["--rounds", "\(rounds == Int.max ? rounds : rounds - first + self.first)"]
      + ["--seeds", seeds] + (family.map { ["--family", $0] } ?? [])
      + (format.map { ["--format", $0] } ?? [])
  }
}

/// Why the fuzzer cannot run.
struct Problem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
