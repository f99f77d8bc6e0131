import ArgumentParser
import Files

/// A command line that cannot be understood, said in one sentence.
struct UsageError: Error, CustomStringConvertible {
  let description: String
}

/// The words of a command line, looked at before and after the argument parser.
struct CommandWords {
  /// The words that name the command, for example `["study", "run"]`.
  let names: [String]
  /// The command.
  let command: CommandDescription
  /// The words after those that name the command.
  let rest: [String]

  /// Follows the words as far as they name commands.
  ///
  /// - Parameter words: The command line without the program.
  /// - Throws: ``UsageError`` for a word that must name a command and does not, with the nearest one.
  init(_ words: [String]) throws(UsageError) {
    var command = CommandDescription.program
    var names: [String] = []
    for word in words {
      guard let subcommands = command.subcommands, !word.hasPrefix("-") else { break }
      if let found = command.subcommand(word) {
        command = found
        names.append(word)
        continue
      }
      // A command with a usual subcommand takes other words for its arguments.
      guard command.defaultSubcommand == nil, word != "help" else { break }
      let known = subcommands.map(\.commandName)
      let program = (["avh"] + names).joined(separator: " ")
      throw UsageError(
        description: "there is no command `\(program) \(word)`; "
          + (NearestName.find(word, among: known).map { "did you mean `\(program) \($0)`?" }
            ?? "\(program) --help lists them."))
    }
    self.names = names
    self.command = command
    rest = Array(words.dropFirst(names.count))
  }

  /// The arguments that the command needs and the words do not give.
  var missing: [CommandDescription.Argument] {
    let arguments = command.arguments ?? []
    var values = 0
    var left = rest[...]
    while let word = left.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        values += 1
        continue
      }
      guard let option = arguments.first(where: { $0.isNamed(word) }), option.kind == .option,
        !word.contains("=")
      else { continue }
      if option.parsingStrategy == "upToNextOption" {
        while let next = left.first, !next.hasPrefix("-") { left.removeFirst() }
      } else {
        _ = left.popFirst()
      }
    }
    let needed = arguments.filter { !$0.isOptional }
    let places = needed.filter { $0.kind == .positional }.dropFirst(values)
    let options = needed.filter { argument in
      argument.kind == .option && !rest.contains(where: argument.isNamed)
    }
    return places + options
  }
}
