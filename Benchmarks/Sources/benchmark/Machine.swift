#if os(Linux)
  import CBareBLAS
#endif
import Foundation

/// What the figures were measured on.
struct Machine {
  /// The facts as a paragraph of Markdown.
  let markdown: String

  /// Asks the machine, Swift and the Python of the baselines.
  init(python: String) throws {
    let question =
      "import numpy, scipy, torch, platform as p;"
      + "print(f'Python {p.python_version()}, NumPy {numpy.__version__}, SciPy {scipy.__version__}, '"
      + "f'PyTorch {torch.__version__}')"
    let versions = try ChildProcess.run(python, ["-c", question]).output
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let swift =
      try ChildProcess.run("swift", ["--version"]).output
      .split(separator: "\n").first { $0.contains("Swift version") } ?? ""
    let date = Date().formatted(.iso8601.year().month().day())
    let process = ProcessInfo.processInfo
    markdown = """
      Measured \(date) on \(Self.processor), \(process.activeProcessorCount) processors, \
      \(process.physicalMemory / 1_000_000_000) GB of memory, \(process.operatingSystemVersionString); \
      \(swift); \(Self.blas); \(versions). Load when \
      the run began: \(String(format: "%.1f", Self.load)).
      """
  }

  /// The load over the last minute.
  static var load: Double {
    var load = 0.0
    return unsafe getloadavg(&load, 1) == 1 ? load : .nan
  }

  #if os(Linux)
    private static var processor: String {
      let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
      let line =
        text.split(separator: "\n").first { $0.hasPrefix("model name") } ?? "an unknown processor"
      return line.split(separator: ": ").last.map(String.init) ?? "an unknown processor"
    }

    private static var blas: String {
      let configuration = unsafe String(cString: openblas_get_config())
      let core = unsafe String(cString: openblas_get_corename())
      return configuration.split(separator: " ").prefix(2).joined(separator: " ") + " (\(core))"
    }
  #else
    private static var processor: String {
      var size = 256
      var text = [CChar](repeating: 0, count: size)
      guard unsafe sysctlbyname("machdep.cpu.brand_string", &text, &size, nil, 0) == 0 else {
        return "an unknown processor"
      }
      return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static let blas = "Accelerate"
  #endif
}
