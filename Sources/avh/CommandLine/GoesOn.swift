import ArgumentParser

/// A command that says, when it is stopped, what is kept and how it goes on.
protocol GoesOn: ParsableCommand {
  /// The words before the command line.
  static var goesOn: String { get }
}
