import ArgumentParser
import Foundation
import Studies
import Testing

@testable import avh

struct CommandLineTests {
  /// The name and type of every command that does something.
  static let commands: [any ParsableCommand.Type] = leaves(of: AVHCommand.self)

  private static func leaves(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    let subcommands = command.configuration.subcommands
    return subcommands.isEmpty ? [command] : subcommands.flatMap(leaves)
  }

  @Test func `shows examples first in the help of every command`() {
    #expect(Self.commands.count >= 20)
    for command in Self.commands {
      let help = AVHCommand.helpMessage(for: command, columns: 120)
      let examples = help.firstRange(of: "EXAMPLES")
      let usage = help.firstRange(of: "USAGE")
      #expect(examples != nil, "\(command)")
      if let examples, let usage { #expect(examples.lowerBound < usage.lowerBound) }
    }
  }

  @Test func `keeps what it says of commands within eighty columns`() {
    for command in Self.commands + [AVHCommand.self, CheckCommand.self] {
      for line in command.configuration.discussion.split(separator: "\n") {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }

  @Test func `knows its version and the commands by name`() {
    #expect(CommandRun("--version").message.hasPrefix("avh 0.1.0\n"))
    #expect(CommandRun("--help").message.contains("EXIT CODES"))
    #expect(CommandRun("imprt").code == 64)
  }

  @Test(
    arguments: [
      ("features.npy", "features.npy", nil), ("a.npz:features", "a.npz", "features"),
      ("dir/a.safetensors:fc.weight", "dir/a.safetensors", "fc.weight"),
    ] as [(String, String, String?)])
  func `reads a file and the name of an array in it`(text: String, path: String, key: String?) {
    let source = ArraySource(argument: text)?.source
    #expect(source?.path == path)
    #expect(source?.key == key)
  }

  @Test func `takes a slash for a part of a name only in a file that is there`() {
    let path = URL(filePath: #filePath).path
    let source = ArraySource(argument: "\(path):net/weight")?.source
    #expect(source?.path == path && source?.key == "net/weight")
    #expect(ArraySource(argument: "nowhere:net/weight") == nil)
    #expect(ArraySource(argument: "\(path):") == nil)
  }

  @Test func `reads lists and pairs`() {
    #expect(CommaList<String>(argument: "a,b")?.values == ["a", "b"])
    #expect(CommaList<String>(argument: #"a, "b, c" ,d"#)?.values == ["a", "b, c", "d"])
    #expect(CommaList<String>(argument: #"a,"b"#) == nil)
    #expect(CommaList<Int>(argument: "1,x") == nil)
    #expect(CommaList<String>(argument: "") == nil)
    let pairs = NameValueList(argument: "image=file name,label=a=b")?.pairs ?? []
    #expect(pairs.map(\.name) == ["image", "label"])
    #expect(pairs.map(\.value) == ["file name", "a=b"])
    #expect(NameValueList(argument: "image") == nil)
    #expect(ScorePair(argument: "avh:confidence")?.names == ["avh", "confidence"])
    #expect(ScorePair(argument: "avh") == nil)
  }
}
