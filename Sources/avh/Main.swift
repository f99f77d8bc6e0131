import ArgumentParser
import Foundation

/// Starts the command line and turns errors into one sentence and an exit code.
@main
enum Main {
  static func main() async {
    do {
      var command = try AVH.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      guard let code = ExitStatus.code(for: error) else { AVH.exit(withError: error) }
      Messages.error("\(error)")
      exit(code)
    }
  }
}
