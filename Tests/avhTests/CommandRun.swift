import ArgumentParser
import Foundation

@testable import avh

/// One command line, parsed and run as the program does, with what it printed.
struct CommandRun {
  /// What went to standard output.
  let output: String
  /// The exit code.
  let code: Int32
  /// The sentence of the error; empty without one.
  let message: String

  init(_ arguments: [String]) {
    let text = LockedText()
    do {
      try StandardOutput.$capture.withValue(text) {
        var command = try CommandParser.parse(arguments)
        try command.run()
      }
      code = 0
      message = ""
    } catch {
      code = ExitStatus.code(for: error) ?? AVHCommand.exitCode(for: error).rawValue
      message = ExitStatus.code(for: error) == nil ? AVHCommand.message(for: error) : "\(error)"
    }
    output = text.value
  }

  init(_ arguments: String...) { self.init(arguments) }

  /// The rows of JSON output.
  var rows: [[String: Any]] {
    get throws {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      guard let rows = value as? [[String: Any]] else { throw CocoaError(.coderReadCorrupt) }
      return rows
    }
  }

  /// The counts of a table of two columns, `what` and `count` or `value`.
  var counts: [String: Double] {
    get throws {
      var counts: [String: Double] = [:]
      for row in try rows {
        guard let name = row["what"] as? String else { continue }
        counts[name] = (row["count"] ?? row["value"]) as? Double
      }
      return counts
    }
  }
}
