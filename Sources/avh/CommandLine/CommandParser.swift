import ArgumentParser

/// Parses a command line: the library's parser, with words of our own where a name is wrong or
/// arguments are missing.
enum CommandParser {
  /// The command of a line.
  ///
  /// - Parameter arguments: The words without the program.
  /// - Returns: The command, ready to run.
  /// - Throws: ``UsageError``, and the errors of the library.
  static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    do {
      return try AVHCommand.parseAsRoot(arguments)
    } catch {
      let words = try CommandWords(arguments, of: CommandDescription.program)
      guard AVHCommand.message(for: error).hasPrefix("Missing expected argument"),
        !words.missing.isEmpty
      else { throw error }
      let name = (["avh"] + words.names).joined(separator: " ")
      let list = words.missing.map(\.shown).joined(separator: ", ")
      throw UsageError(
        description: "\(name) needs also \(list); \(name) --help explains them.")
    }
  }
}
