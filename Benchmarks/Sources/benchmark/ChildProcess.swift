import Dispatch
import Foundation

/// A process that has ended, with its time and its largest resident memory.
///
/// Foundation's `Process` does not tell the memory of one child. On Linux a child inherits the peak of
/// the process that started it, so the process that runs jobs does no work of its own.
struct ChildProcess {
  /// The path or name of the program.
  let program: String
  /// What it wrote to standard output.
  let output: String
  /// Seconds from start to exit.
  let seconds: Double
  /// Processor seconds, user and system.
  let processorSeconds: Double
  /// The largest resident memory in MB of 10⁶ bytes.
  let megabytes: Double

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - program: Its path, or its name when it is on the path.
  ///   - words: Its arguments.
  /// - Returns: What it printed and used.
  /// - Throws: ``BenchmarkError`` when it does not start or does not end with status 0.
  static func run(_ program: String, _ words: [String]) throws -> ChildProcess {
    let folder = try FileManager.default.url(
      for: .itemReplacementDirectory, in: .userDomainMask,
      appropriateFor: URL(fileURLWithPath: FileManager.default.currentDirectoryPath), create: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let outputPath = folder.appendingPathComponent("output").path
    let errorPath = folder.appendingPathComponent("errors").path

    #if os(Linux)
      var actions = unsafe posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let mode = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, 1, outputPath, mode, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, errorPath, mode, 0o600)
    let arguments = unsafe ([program] + words).map { unsafe strdup($0) }
    defer { unsafe arguments.forEach { unsafe free($0) } }

    let start = DispatchTime.now().uptimeNanoseconds
    var process = pid_t()
    let code = unsafe posix_spawnp(
      &process, program, &actions, nil, arguments + [nil], environ)
    guard code == 0 else { throw BenchmarkError.cannotStart(program: program, code: code) }
    var status: Int32 = 0
    var usage = rusage()
    while unsafe wait4(process, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw BenchmarkError.cannotStart(program: program, code: errno) }
    }
    let end = DispatchTime.now().uptimeNanoseconds

    guard status == 0 else {
      let errors = (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? ""
      throw BenchmarkError.failed(
        program: ([program] + words).joined(separator: " "),
        status: status & 0x7f == 0 ? status >> 8 : status, output: errors)
    }
    return ChildProcess(
      program: program, output: try String(contentsOfFile: outputPath, encoding: .utf8),
      seconds: Double(end - start) * 1e-9,
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      megabytes: Double(usage.ru_maxrss) * residentUnit * 1e-6)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
  }

  #if os(Linux)
    private static let residentUnit = 1024.0
  #else
    private static let residentUnit = 1.0
  #endif
}
