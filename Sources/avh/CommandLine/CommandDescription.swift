import ArgumentParser
import Foundation

/// What the argument parser knows of a command: its words, arguments and subcommands.
///
/// Read from the description that the parser writes for other programs, of which only this is used.
struct CommandDescription: Decodable {
  /// One argument.
  struct Argument: Decodable {
    /// How it is written.
    enum Kind: String, Decodable {
      case positional, option, flag
    }

    /// One of the names of an option or flag.
    struct Name: Decodable {
      /// `long`, `short`, or `longWithSingleDash`.
      let kind: String
      /// The letters without dashes.
      let name: String

      /// The word on the command line.
      var word: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: Kind
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
    let parsingStrategy: String
    let names: [Name]?
    let preferredName: Name?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?

    /// The argument as help shows it: `<file>`, `--set <set>`, `--json`.
    var shown: String {
      let value = "<\(valueName ?? "value")>"
      guard kind != .positional, let name = preferredName?.word else { return value }
      return kind == .flag ? name : "\(name) \(value)"
    }

    /// Whether a word is this option, alone or with its value.
    func isNamed(_ word: String) -> Bool {
      (names ?? []).contains { word == $0.word || word.hasPrefix($0.word + "=") }
    }
  }

  let commandName: String
  let abstract: String?
  let discussion: String?
  let defaultSubcommand: String?
  let subcommands: [CommandDescription]?
  let arguments: [Argument]?

  /// The program, described once.
  static let program = CommandDescription(of: AVHCommand.self)

  /// Describes a command with all that are below it, which takes a hundredth of a second: for manuals
  /// and for lines that are wrong.
  private init(of command: any ParsableCommand.Type) {
    struct Tool: Decodable {
      let command: CommandDescription
    }
    do {
      self = try JSONDecoder().decode(Tool.self, from: Data(command._dumpHelp().utf8)).command
    } catch {
      preconditionFailure("the argument parser describes commands in another form: \(error)")
    }
  }

  /// The subcommand of a name.
  func subcommand(_ name: String) -> CommandDescription? {
    subcommands?.first { $0.commandName == name }
  }
}
