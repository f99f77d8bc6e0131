import Foundation

/// What standard output can show: how wide it is and whether it knows colours.
enum Terminal {
  /// What a test says in place of the machine.
  struct Settings: Sendable {
    /// The columns; nil for any.
    var width: Int?
    /// Whether text may be coloured.
    var isColoured = false
  }

  /// Takes the place of the machine for as long as a test runs.
  @TaskLocal static var settings: Settings?

  /// The width where a terminal does not tell its own.
  static let usualWidth = 80

  /// The columns that a table may take: `COLUMNS` where it is a number, else those of the terminal, else
  /// 80; nil, which is as many as the table needs, where the output goes into a file or a pipe.
  static var width: Int? {
    if let settings { return settings.width }
    // A test that takes the output is no terminal.
    guard StandardOutput.capture == nil else { return nil }
    return width(
      environment: ProcessInfo.processInfo.environment, isTerminal: isatty(STDOUT_FILENO) == 1,
      measured: measured)
  }

  /// The rule behind ``width``.
  static func width(environment: [String: String], isTerminal: Bool, measured: Int?) -> Int? {
    if let stated = environment["COLUMNS"].flatMap(Int.init), stated > 0 { return stated }
    guard isTerminal else { return nil }
    return measured ?? usualWidth
  }

  /// Whether text is coloured: never where `NO_COLOR` is set, always where `CLICOLOR_FORCE` is and is
  /// not 0, else on a terminal that is not dumb unless `CLICOLOR` is 0.
  static var isColoured: Bool {
    if let settings { return settings.isColoured }
    guard StandardOutput.capture == nil else { return false }
    return isColoured(
      environment: ProcessInfo.processInfo.environment, isTerminal: isatty(STDOUT_FILENO) == 1)
  }

  /// The rule behind ``isColoured``.
  static func isColoured(environment: [String: String], isTerminal: Bool) -> Bool {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if value("NO_COLOR") != nil { return false }
    if let forced = value("CLICOLOR_FORCE"), forced != "0" { return true }
    return isTerminal && environment["TERM"] != "dumb" && value("CLICOLOR") != "0"
  }

  private static var measured: Int? {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }
}
