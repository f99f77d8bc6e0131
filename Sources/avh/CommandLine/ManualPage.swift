/// The manual page of a command in mdoc, made of what the command says of itself.
struct ManualPage {
  /// The words of the command: `["avh", "study", "run"]`.
  let words: [String]
  /// The command.
  let command: CommandDescription

  /// The pages of the program and of every command below it.
  static func all(of program: CommandDescription) -> [ManualPage] {
    func pages(_ words: [String], _ command: CommandDescription) -> [ManualPage] {
      let below = (command.subcommands ?? []).filter { $0.commandName != "help" }
      return [ManualPage(words: words, command: command)]
        + below.flatMap { pages(words + [$0.commandName], $0) }
    }
    return pages(["avh"], program)
  }

  /// The name of the page: `avh-study-run`.
  var name: String { words.joined(separator: "-") }

  /// The page.
  var text: String {
    var lines = [
      ".\\\" Made by avh man from the command itself.", ".Dd \(ManualPage.date)",
      ".Dt \(name.uppercased()) 1", ".Os", ".Sh NAME", ".Nm \(name)",
      ".Nd \(Self.escaped((command.abstract ?? "").trimmedStop))", ".Sh SYNOPSIS",
      ".Nm \(words.joined(separator: " "))",
    ]
    lines += command.visibleArguments.map(Self.synopsis)
    if command.subcommands != nil { lines += [".Ar command", ".Op Ar ..."] }
    lines += [".Sh DESCRIPTION"] + description
    lines += options + subcommands + [".Sh SEE ALSO"] + others
    return lines.joined(separator: "\n") + "\n"
  }

  /// The day that the pages name; the texts change with the version only.
  private static let date = "January 1, 2026"

  private static func synopsis(_ argument: CommandDescription.Argument) -> String {
    let value = "Ar \(escaped(argument.valueName ?? "value"))"
    let word =
      switch argument.kind {
      case .positional: value
      case .flag: "Fl \(flag(argument))"
      case .option: "Fl \(flag(argument)) \(value)"
      }
    return (argument.isOptional ? ".Op " : ".") + word + (argument.isRepeating ? " ..." : "")
  }

  private static func flag(_ argument: CommandDescription.Argument) -> String {
    let word = argument.preferredName?.word ?? "--"
    return escaped(String(word.dropFirst()))
  }

  /// The discussion, whose parts begin with a line of capitals; what is indented stays as it is.
  private var description: [String] {
    var lines: [String] = []
    var isLiteral = false
    var needsParagraph = false
    for line in (command.discussion ?? command.abstract ?? "").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      let isIndented = line.hasPrefix("  ")
      if isLiteral, !isIndented {
        lines.append(".Ed")
        isLiteral = false
        needsParagraph = true
      }
      if line.allSatisfy({ $0 == " " }) {
        needsParagraph = !lines.isEmpty
      } else if line == line.uppercased(), line.contains(where: \.isLetter), !isIndented {
        lines.append(".Ss \(line.capitalizedWords)")
        needsParagraph = false
      } else if isIndented, let last = lines.last, isLiteral || last.hasPrefix(".Ss") {
        if !isLiteral { lines.append(".Bd -literal -offset indent") }
        isLiteral = true
        lines.append(Self.escaped(String(line.drop { $0 == " " })))
      } else {
        if needsParagraph { lines.append(".Pp") }
        needsParagraph = false
        lines += Self.sentences(String(line.drop { $0 == " " }))
      }
    }
    if isLiteral { lines.append(".Ed") }
    return lines
  }

  private var options: [String] {
    let arguments = command.visibleArguments
    guard !arguments.isEmpty else { return [] }
    var lines = [".Sh OPTIONS", ".Bl -tag -width Ds"]
    for argument in arguments {
      let value = Self.escaped(argument.valueName ?? "value")
      let names = (argument.names ?? []).map { Self.escaped(String($0.word.dropFirst())) }
      switch argument.kind {
      case .positional: lines.append(".It Ar \(value)")
      case .flag: lines.append(".It " + names.map { "Fl \($0)" }.joined(separator: " , "))
      case .option:
        lines.append(".It " + names.map { "Fl \($0) Ar \(value)" }.joined(separator: " , "))
      }
      lines += Self.sentences(argument.abstract ?? "")
      if let values = argument.allValues, !values.isEmpty {
        lines += Self.wrapped("Values: \(values.joined(separator: ", ")).")
      }
      if let usual = argument.defaultValue, argument.kind != .flag {
        lines += Self.wrapped("The default is \(usual).")
      }
    }
    return lines + [".El"]
  }

  private var subcommands: [String] {
    let below = (command.subcommands ?? []).filter { $0.commandName != "help" }
    guard !below.isEmpty else { return [] }
    return [".Sh COMMANDS", ".Bl -tag -width Ds"]
      + below.flatMap { [".It Cm \($0.commandName)"] + Self.sentences($0.abstract ?? "") }
      + [".El"]
  }

  private var others: [String] {
    var names: [String] = []
    if words.count > 1 { names.append(words.dropLast().joined(separator: "-")) }
    names += (command.subcommands ?? []).filter { $0.commandName != "help" }
      .map { (words + [$0.commandName]).joined(separator: "-") }.sorted()
    if names.isEmpty { names = ["avh"] }
    return names.enumerated().map { index, name in
      ".Xr \(name) 1" + (index < names.count - 1 ? " ," : "")
    }
  }

  /// A text with one line for each sentence, as mdoc wants it.
  private static func sentences(_ text: String) -> [String] {
    text.replacing(". ", with: ".\n").split(separator: "\n").flatMap { wrapped(String($0)) }
  }

  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > 76 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map(escaped)
  }

  /// A text of which no part is taken for a command of the page.
  private static func escaped(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("…", with: "...")
    return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
  }
}

extension CommandDescription {
  /// The arguments that help shows, without those that every command has from the library.
  fileprivate var visibleArguments: [Argument] {
    (arguments ?? []).filter { $0.shouldDisplay && $0.preferredName?.name != "version" }
  }
}

extension StringProtocol {
  /// The text without a full stop at its end.
  fileprivate var trimmedStop: String { hasSuffix(".") ? String(dropLast()) : String(self) }

  /// Capitals only at the beginning.
  fileprivate var capitalizedWords: String { prefix(1) + dropFirst().lowercased() }
}
