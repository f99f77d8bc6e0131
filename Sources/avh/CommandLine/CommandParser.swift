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
      // The library's help of an unknown command is that of the program.
      if arguments.first == "help" {
        _ = try CommandWords(Array(arguments.dropFirst()), of: CommandDescription.program)
      }
      let command = try AVHCommand.parseAsRoot(arguments)
      try refuseRepeated(arguments)
      return command
    } catch let error as UsageError {
      throw error
    } catch {
      if AVHCommand.message(for: error) == LibraryVersions.program {
        throw CleanExit.message(LibraryVersions.text)
      }
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

  /// Refuses an option that is given twice and takes one value.
  private static func refuseRepeated(_ arguments: [String]) throws {
    var seen = Set<Substring>()
    // Describing the program takes longer than parsing most lines.
    let areRepeated = arguments.contains { word in
      word.hasPrefix("-") && !seen.insert(word.prefix { $0 != "=" }).inserted
    }
    guard areRepeated else { return }
    let words = try CommandWords(arguments, of: CommandDescription.program)
    guard let option = words.repeated?.preferredName?.word else { return }
    throw UsageError(
      description: "\(option) takes one value and is given more than once; give it once.")
  }
}
