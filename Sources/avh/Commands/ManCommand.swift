import ArgumentParser
import Files
import Foundation
import Reports
import Studies

/// Shows the manual, or writes its pages.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Show the manual page of a command, or write all pages.",
    discussion: """
      EXAMPLES
        avh man
        avh man study run
        avh man import > avh-import.1
        avh man --out share/man/man1

      A page is shown by man on a terminal and is mdoc text elsewhere. It says what
      --help says.
      """)

  @Argument(help: "The words of the command; none for the program.")
  var words: [String] = []

  @Option(help: "Write every page into this folder.", completion: .directory)
  var out: String?

  @OptionGroup var dry: DryRunOption

  func run() throws {
    let program = CommandDescription.program
    if let out {
      let pages = ManualPage.all(of: program)
      try ReportFolder.requireRoom(at: "\(out)/\(pages[0].name).1")
      if !dry.isDry { for page in pages { try Self.write(page, to: out) } }
      return dry.note(quiet: false)
    }
    let named = try CommandWords(words, of: program)
    guard named.rest.isEmpty else {
      throw UsageError(
        description: "`\(words.joined(separator: " "))` is no command; avh --help lists them.")
    }
    let page = ManualPage(words: ["avh"] + named.names, command: named.command)
    guard StandardOutput.capture == nil, isatty(STDOUT_FILENO) == 1 else {
      return try OutputOptions.print(page.text)
    }
    try Self.show(page)
  }

  private static func write(_ page: ManualPage, to folder: String) throws {
    let path = "\(folder)/\(page.name).1"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(page.text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw StudyError.cannotCreate(path: path, reason: error.systemReason)
    }
  }

  /// Shows a page by the program `man`, or as it is where there is none.
  private static func show(_ page: ManualPage) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(page, to: folder)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["man", "\(folder)/\(page.name).1"]
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { try OutputOptions.print(page.text) }
  }
}
