import Files

/// The words of a command line, looked at where the argument parser refuses them, and by the manual.
struct CommandWords {
  /// The words that name the command, for example `["study", "run"]`.
  let names: [String]
  /// The command.
  let command: CommandDescription
  /// The words after those that name the command.
  let rest: [String]

  /// Follows the words as far as they name commands.
  ///
  /// - Parameters:
  ///   - words: The command line without the program.
  ///   - program: What the program has.
  /// - Throws: ``UsageError`` for a word that must name a command and does not, with the nearest one.
  init(_ words: [String], of program: CommandDescription) throws(UsageError) {
    var command = program
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
      let before = (["avh"] + names).joined(separator: " ")
      throw UsageError(
        description: "there is no command `\(before) \(word)`; "
          + (NearestName.find(word, among: known).map { "did you mean `\(before) \($0)`?" }
            ?? "\(before) --help lists them."))
    }
    self.names = names
    self.command = command
    rest = Array(words.dropFirst(names.count))
  }

  /// The options that the words give, in order, and the number of the values that belong to none.
  private var given: (options: [CommandDescription.Argument], values: Int) {
    let arguments = command.arguments ?? []
    var options: [CommandDescription.Argument] = []
    var values = 0
    var left = rest[...]
    while let word = left.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        values += 1
        continue
      }
      guard let option = arguments.first(where: { $0.isNamed(word) }), option.kind == .option else {
        continue
      }
      options.append(option)
      if word.contains("=") { continue }
      if option.parsingStrategy == "upToNextOption" {
        while let next = left.first, !next.hasPrefix("-") { left.removeFirst() }
      } else {
        _ = left.popFirst()
      }
    }
    return (options, values)
  }

  /// The arguments that the command needs and the words do not give.
  var missing: [CommandDescription.Argument] {
    let needed = (command.arguments ?? []).filter { !$0.isOptional }
    let places = needed.filter { $0.kind == .positional }.dropFirst(given.values)
    let options = needed.filter { argument in
      argument.kind == .option && !rest.contains(where: argument.isNamed)
    }
    return places + options
  }

  /// The first option that takes one value and is given several times, of which the parser would take
  /// the last.
  var repeated: CommandDescription.Argument? {
    var seen = Set<String>()
    return given.options.first { option in
      guard !option.isRepeating, let name = option.preferredName?.word else { return false }
      return !seen.insert(name).inserted
    }
  }
}
