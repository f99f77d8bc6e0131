import ArgumentParser
import Reports
import Studies
import StudyStore

/// Records other names of images and the contents of their pictures.
struct ImportImagesCommand: WatchedCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-images",
    abstract: "Record other names of the images of a data set, and what the pictures contain.",
    discussion: """
      EXAMPLES
        avh import-images study.db --dataset photos --aliases names.csv
        avh import-images study.db --dataset imagenet --pictures val/

      A table of aliases has the columns image and alias. Pictures are joined by name,
      else by their SHA-256; both their SHA-256 and their SHA-1 then name the image in
      any file. avh check lists images that have the same content. avh report and
      avh explore --images then find the pictures by their paths below the folder.
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @Option(
    help: "The data set; needed when the study has several.",
    completion: StudyCompletion.datasets)
  var dataset: String?

  @Option(help: "A table with the columns image and alias.")
  var aliases: String?

  @Option(help: "A folder of pictures, searched with all folders below it.")
  var pictures: String?

  @Option(
    name: .customLong("unknown-images"),
    help: "Pictures that the data set does not have: create, count or refuse.")
  var unknownImages: ImagePolicy?

  @Flag(name: .shortAndLong, help: "Say nothing but errors and the table.")
  var quiet = false

  @OptionGroup var dry: DryRunOption
  @OptionGroup var progress: ProgressOption
  @OptionGroup var waiting: WaitOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard aliases != nil || pictures != nil else {
      throw ValidationError("Name a table with --aliases, or a folder with --pictures.")
    }
  }

  var isQuiet: Bool { quiet }

  func run() throws {
    let outcome = try StudyFile.change(
      database, access: waiting.access(quiet: quiet), isDry: dry.isDry
    ) { store in
      var request = ImageImport.Request(dataset: try store.chosenDataset(dataset).name)
      request.aliases = aliases
      request.pictures = pictures
      request.unknownImages = unknownImages
      request.command = CommandText.line
      return try ImageImport(store: store).run(request)
    }
    var counts: [(String, Int)] = []
    if let aliasRows = outcome.aliasRows {
      counts += [("aliases read", aliasRows), ("aliases new", outcome.newAliases)]
    }
    if let pictures = outcome.pictures {
      counts += [
        ("pictures read", pictures.pictures),
        ("pictures matched by name", pictures.matchedByName),
        ("pictures matched by content", pictures.matchedByContent),
        ("images created", pictures.created), ("pictures unknown", pictures.unknown),
      ]
      if !pictures.examples.isEmpty {
        Messages.note(
          "avh: unknown pictures, among them \(pictures.examples.joined(separator: ", "))",
          quiet: quiet)
      }
    }
    try output.write(counts: counts)
    dry.note(quiet: quiet)
  }
}
