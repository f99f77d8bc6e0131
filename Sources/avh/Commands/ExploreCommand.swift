import ArgumentParser
import Explore
import Files
import Foundation
import PageServer
import Reports
import Studies
import StudyStore
import Synchronization

/// Makes the page on which one finds who finds what hard.
struct ExploreCommand: AsyncParsableCommand, CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Make a page on which to explore who finds which image hard.",
    discussion: """
      EXAMPLES
        avh explore study.db --out page
        avh explore study.db --out page --images photos
        avh explore study.db --out page --score avh,loss --model resnet,vgg
        avh explore study.db --serve

      page/index.html opens by a double click and needs no server and no network:
      a map of people's hardness against a network's, a card for each image, where
      networks and people err together, classes, and the images on which the verdict
      hangs. For every selection the page shows the SQL and the command that give it.

      --serve makes nothing and shows the same page to browsers of this machine,
      also for studies of more than 200,000 images, until it is stopped by Ctrl-C.
      """)

  @OptionGroup var choice: StudyChoice

  @Option(help: "The folder of the page.")
  var out: String?

  @Flag(help: "Show the page to browsers of this machine, with every score.")
  var serve = false

  @Option(help: "The port of --serve; 0 for one that is free.")
  var port: UInt16 = 0

  @Option(
    name: .customLong("score"),
    help: "The scores, comma separated; as many as have room otherwise.")
  var scores: CommaList<String>?

  @Option(
    help: """
      A folder with pictures of the images, named like them or at the paths that files told; the page \
      links to them.
      """)
  var images: String?

  @OptionGroup var dry: DryRunOption
  @OptionGroup var tests: TestOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard serve != (out != nil) else {
      throw ValidationError("Give --out FOLDER for a page of files, or --serve.")
    }
    guard !serve || !dry.isDry else {
      throw ValidationError("--dry-run goes with --out: --serve writes nothing.")
    }
    guard serve || port == 0 else {
      throw ValidationError("--port goes with --serve.")
    }
  }

  func run() async throws {
    if let out { return try meter.watch { try write(to: out) } }
    let store = try StudyStore.open(path: choice.database)
    let page = try page(of: store, folder: nil)
    let made = Mutex<[String: [UInt8]]>([:])
    let server = PageServer { path in
      if path.hasPrefix("pictures/") {
        let name = String(path.dropFirst("pictures/".count))
        return try page.picture(name).map { file in
          PageServer.File(Array(try Data(contentsOf: URL(filePath: file))), name: file)
        }
      }
      // What was asked for once is kept, for the next visit.
      let kept = made.withLock { $0[path] }
      guard let bytes = try kept ?? page.bytes(of: path) else { return nil }
      made.withLock { $0[path] = bytes }
      return PageServer.File(bytes, name: path)
    }
    Interruption.advise("the page is no longer served, and nothing was written; to serve it again")
    try await server.run(port: port) { address in
      // Without standard output there is nobody to tell.
      try? OutputOptions.print("page: \(address)\n")
    }
  }

  private func write(to folder: String) throws {
    try PageFolder.check(folder)
    let bytes = try StudyFile.read(choice.database) { store in
      try PageFolder.write(try page(of: store, folder: folder), to: folder, isDry: dry.isDry)
    }
    if !dry.isDry { try OutputOptions.print("page: \(folder)/index.html\n") }
    Messages.note("avh: \(bytes, "byte"), pictures not counted", quiet: common.quiet)
    dry.note(quiet: common.quiet)
  }

  private func page(of store: StudyStore, folder: String?) throws -> StudyPage {
    var settings = ExploreSettings()
    settings.dataset = choice.dataset
    settings.set = choice.set
    settings.models = choice.models?.values ?? []
    settings.scores = scores?.values ?? []
    settings.pictures = images.map { ImagePictures(folder: $0) }
    settings.folder = folder
    settings.decisions = tests.analysisDecisions(threads: common.threads)
    let page = try StudyPage(store, settings: settings)
    for notice in page.notices { Messages.note("avh: \(notice)", quiet: common.quiet) }
    return page
  }
}
