import Foundation
import HardnessSQL
import StudyStore
import TestSupport
import Testing

/// What runs the extension: a program that is not ours.
enum Host: String, CaseIterable, CustomTestStringConvertible {
  case shell = "/usr/bin/sqlite3"
  case python = "/usr/bin/python3"

  var testDescription: String { rawValue }

  /// Whether the program is there and can load extensions.
  var isAvailable: Bool {
    switch self {
    case .shell: (try? run(["-batch", ":memory:", "SELECT 1"]))?.output == "1\n"
    case .python:
      (try? run([
        "-c", "import sqlite3; sqlite3.connect(':memory:').enable_load_extension(True)",
      ]))?.status == 0
    }
  }

  /// Runs the program and returns what it printed.
  func run(_ arguments: [String]) throws -> (status: Int32, output: String, error: String) {
    let process = Process()
    process.executableURL = URL(filePath: rawValue)
    process.arguments = arguments
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(
      decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text, complaint)
  }

  /// Loads the extension and runs SQL on a file; each value is printed with 17 digits.
  func query(
    _ sql: String, database: String, library: String
  ) throws -> (
    status: Int32, output: String, error: String
  ) {
    switch self {
    case .shell: try run(["-batch", database, ".load \(library)", sql])
    case .python:
      try run([
        "-c",
        """
        import sqlite3, sys
        connection = sqlite3.connect(sys.argv[1])
        connection.enable_load_extension(True)
        connection.load_extension(sys.argv[2])
        for row in connection.execute(sys.argv[3]): print('|'.join(map(str, row)))
        """, database, library, sql,
      ])
    }
  }
}

struct LoadableExtensionTests {
  /// The library that the build put beside the tests.
  private static let library: String? = {
    let names = ["libhardness_sql.so", "libhardness_sql.dylib"]
    // The test bundle is the process's own file on Linux and an argument of it on macOS.
    let candidates =
      [CommandLine.arguments[0]] + CommandLine.arguments
      + Bundle.allBundles.map(\.bundlePath)
    for candidate in candidates {
      var folder = URL(filePath: candidate)
      for _ in 0..<4 {
        folder.deleteLastPathComponent()
        for name in names {
          let path = folder.appending(path: name).path
          if FileManager.default.fileExists(atPath: path) { return path }
        }
      }
    }
    return nil
  }()

  private static let hosts = Host.allCases.filter(\.isAvailable)

  private static func study(in folder: TemporaryFolder) throws -> (path: String, store: StudyStore)
  {
    let path = folder.path("study.db")
    let store = try StudyStore.create(path: path)
    try NumbersFixture.fill(store)
    try store.close()
    return (path, try StudyStore.open(path: path))
  }

  private static let questions = [
    "spearman(avh, hsf)", "pearson(avh, hsf)", "kendall(avh, hsf)",
    "log10_p(avh, hsf, 'spearman')", "log10_p(avh, hsf, 'kendall')",
    "log10_p(avh, hsf, 'pearson')", "quantile(avh, 0.37)", "entropy(shown)",
    "spearman(avh, boundary_distance)", "pearson(loss, avh)", "pearson(hsf_low, hsf_high)",
  ]

  @Test(.enabled(if: !hosts.isEmpty, "needs the sqlite3 shell or a python3 that loads extensions"))
  func `other programs get the same values to the last bit`() throws {
    let library = try #require(Self.library, "the build must make libhardness_sql")
    let folder = try TemporaryFolder()
    let (path, store) = try Self.study(in: folder)
    for host in Self.hosts {
      for question in Self.questions {
        let sql = "SELECT printf('%.17g', \(question)) FROM image_hardness"
        let (status, output, error) = try host.query(sql, database: path, library: library)
        #expect(status == 0, "\(error)")
        let (_, rows) = try store.rows(
          "SELECT printf('%.17g', \(question)), \(question) FROM image_hardness")
        #expect(
          rows[0][0] == .text(output.trimmingCharacters(in: .newlines)), "\(host) \(question)")
      }
    }
    try store.close()
  }

  @Test(.enabled(if: !hosts.isEmpty, "needs the sqlite3 shell or a python3 that loads extensions"))
  func `each group has its own result and errors are sentences`() throws {
    let library = try #require(Self.library, "the build must make libhardness_sql")
    let folder = try TemporaryFolder()
    let (path, store) = try Self.study(in: folder)
    let grouped = """
      SELECT class, printf('%.17g', spearman(avh, hsf)) FROM image_hardness GROUP BY class
      """
    let (_, rows) = try store.rows(grouped)
    let expected = rows.map { row in
      row.map { if case .text(let text) = $0 { text } else { "?" } }.joined(separator: "|")
    }
    for host in Self.hosts {
      let (_, output, _) = try host.query(grouped, database: path, library: library)
      #expect(output.split(separator: "\n").map(String.init) == expected)
      let wrong = try host.query(
        "SELECT pearson(avh, class) FROM image_hardness", database: path, library: library)
      #expect(wrong.status != 0)
      #expect(wrong.error.contains("pearson expects a number as argument 2, got 'cat'"))
      let none = try host.query(
        "SELECT spearman(avh, hsf) IS NULL, quantile(avh, 0.5) IS NULL FROM image_hardness "
          + "WHERE image = ''", database: path, library: library)
      #expect(none.output == "1|1\n")
      let large = try host.query(
        "WITH t(x) AS (VALUES (1), (2), (9007199254740993)) SELECT spearman(x, x) FROM t",
        database: path, library: library)
      #expect(large.status != 0 && large.error.contains("got 9007199254740993"))
      let left = try host.query(
        "WITH t(x, q) AS (VALUES (1, .5), (2, .5), (NULL, .2), (3, .5)) SELECT quantile(x, q) FROM t",
        database: path, library: library)
      #expect(left.output == "2.0\n")
    }
    try store.close()
  }
}
