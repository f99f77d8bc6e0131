import ArgumentParser
import Foundation
import StudyStore

/// Starts the command line and turns errors into one sentence and an exit code.
@main
enum Main {
  static func main() async {
    StandardStreams.prepare()
    StandardStreams.requireRoom()
    Interruption.listen()
    StudyAccess.listen { Messages.note("avh: \($0)", quiet: false) }
    do {
      var command = try CommandParser.parse(Array(CommandLine.arguments.dropFirst()))
      if let going = command as? any GoesOn { Interruption.advise(type(of: going).goesOn) }
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        let meter = (command as? any WatchedCommand)?.meter ?? ProgressMeter(style: .none)
        try meter.watch { try command.run() }
      }
    } catch {
      if let code = Interruption.exitCode {
        Interruption.report()
        exit(code)
      }
      guard let code = ExitStatus.code(for: error) else {
        let code = AVHCommand.exitCode(for: error)
        if code.isSuccess { AVHCommand.exit(withError: error) }
        // Whoever finds the error, the program says it.
        let text = AVHCommand.fullMessage(for: error)
        Messages.write(
          Messages.shown(text.hasPrefix("Error: ") ? "avh: \(text.dropFirst(7))" : text) + "\n")
        exit(code.rawValue)
      }
      Messages.error("\(error)")
      exit(code)
    }
  }
}
