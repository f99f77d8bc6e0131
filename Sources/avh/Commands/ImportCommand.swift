import Annotations
import ArgumentParser
import Files
import Foundation
import Reports
import Studies
import StudyStore
import StudyValues

/// Imports people's answers into a study.
struct ImportCommand: WatchedCommand, GoesOn {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Import people's answers about images into a study.",
    discussion: """
      EXAMPLES
        avh import study.db votes.csv --dry-run
        zcat votes.csv.gz | avh import study.db - --set crowd
        avh import study.db cifar10h-counts.npy --dataset cifar10 \\
            --set cifar10h --labels labels.npy
        avh import study.db votes.csv --dataset photos --set crowd \\
            --map image=file,annotator=who,label=answer
        avh import study.db fer2013new.csv --dataset faces --set ferplus \\
            --other unknown,NF
        avh import study.db raters.npz --dataset imagenet --set real \\
            --maybe 0.5
        avh import study.db votes.csv --labels truth.csv \\
            --labels-map image=file,label=class

      The format is found from the content. The study is created when it does not
      exist. The first import of a data set decides its classes: --label-space, those
      of the format, or those in the file. An import is one transaction: when it
      fails, nothing has changed. The same file with the same options is not
      imported twice.

      Images match by name without folder and extension. A file without names needs
      --order, or --images with one name a row.
      """)

  static var goesOn: String { "nothing of it is stored; import it with" }

  @Argument(help: "The study, an SQLite file; created when it does not exist.")
  var database: String

  @Argument(
    help:
      "The files of one annotation set, or a folder of them; - for standard input; none to import --labels only."
  )
  var files: [String] = []

  @Option(help: "The data set; the only one of the study, or the name of its file, when left out.")
  var dataset: String?

  @Option(help: "The name of the annotation set; that of the first file when left out.")
  var set: String?

  @Option(help: "The format, when its content does not tell.")
  var format: AnnotationFormat?

  @Option(help: "Columns by role: image=COL,annotator=COL,label=COL,condition=COL,…")
  var map: [NameValueList] = []

  @Option(
    name: .customLong("label-space"),
    help: "How classes are numbered: cifar10, sorted-wnid-0, ilsvrc-id-1, caffe, or a file."
  )
  var labelSpace: String?

  @Option(
    help: "The columns that are classes, comma separated, in their order; \"a, b\" quotes a comma.")
  var classes: CommaList<String>?

  @Option(help: "The names of the columns of a table without a header, comma separated.")
  var columns: CommaList<String>?

  @Option(
    name: .customLong("time-unit"),
    help: "The unit of answer times, where it is not that of the format.")
  var timeUnit: TimeUnit?

  @Option(help: "The columns of counts that are not classes, comma separated.")
  var other: CommaList<String>?

  @Option(
    help:
      "The words that are no answer, comma separated, in place of the usual ones (NA, None, …); \"a, b\" quotes a comma."
  )
  var missing: CommaList<String>?

  @Option(help: "The columns about annotators that are kept with them, comma separated.")
  var attributes: CommaList<String>?

  @Option(
    help: "A table about the annotators by their ids, such as Prolific's export of demographics.")
  var raters: String?

  @Option(help: "The rows that count, as COL=WORD, such as ASSIGNMENT:status=ACCEPTED.")
  var status: CommaList<String>?

  @Option(help: "Which image each row is; labels is the data set's own order.")
  var order: ImageOrder?

  @Option(
    help:
      "The image of each row: names, one a line or a JSON list, or a table (FILE:COLUMN); for cifar10-tfds the permutation."
  )
  var images: String?

  @Option(
    help:
      "True classes: an array in --order, or a table of image and label, or of columns of --labels-map."
  )
  var labels: ArraySource?

  @Option(
    name: .customLong("labels-map"),
    help: "The columns of a --labels table given beside answers: image=COL,label=COL.")
  var labelsMap: [NameValueList] = []

  @Option(
    name: .customLong("labels-columns"),
    help: "The names of the columns of a --labels table without a header, comma separated.")
  var labelsColumns: CommaList<String>?

  @Option(help: "What a maybe counts.")
  var maybe = MaybeRule.zero

  @Option(help: "What nested JSON has outside and inside.")
  var orientation: NestedOrientation?

  @Option(help: "Which of the repeated answers of one annotator count.")
  var duplicates = DuplicateRule.all

  @Option(help: "What the annotator column is.")
  var identity: AnnotatorIdentity?

  @Option(help: "What people were asked.")
  var task: AnnotationTask?

  @Option(help: "The condition under which people saw the images.")
  var condition: String?

  @Option(parsing: .unconditional, help: "The level within the condition.")
  var level: Double?

  @Option(help: "The secret that makes pseudonyms of annotators.")
  var salt: String?

  @Flag(
    name: .customLong("keep-annotator-ids"), help: "Keep annotators' ids; pseudonyms otherwise.")
  var keepAnnotatorIDs = false

  @Flag(name: .customLong("keep-gold"), help: "Keep gold items and attention checks.")
  var keepGold = false

  @Flag(name: .customLong("keep-reruns"), help: "Keep repeats that the experimenter planned.")
  var keepReruns = false

  @Flag(name: .customLong("keep-rejected"), help: "Keep rejected answers.")
  var keepRejected = false

  @Flag(name: .customLong("keep-folders"), help: "Image names keep their folders.")
  var keepFolders = false

  @Flag(name: .customLong("default"), help: "Make this the set that image_hardness shows.")
  var isDefault = false

  @Flag(help: "Replace a set of that name.")
  var replace = false

  @Option(
    name: .customLong("unknown-images"),
    help: "Images that the data set does not have.")
  var unknownImages: ImagePolicy?

  @Flag(name: .shortAndLong, help: "Say nothing but errors and the table.")
  var quiet = false

  @OptionGroup var dry: DryRunOption
  @OptionGroup var progress: ProgressOption
  @OptionGroup var waiting: WaitOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard level?.isFinite != false else {
      throw ValidationError("--level is \(level ?? .nan) but must be a number.")
    }
    guard !files.isEmpty || labels != nil else {
      throw ValidationError("Name the files of answers, or --labels.")
    }
    guard ![dataset, set].contains(where: { $0.map { NameText.plain($0).isEmpty } ?? false })
    else { throw ValidationError("The names of --dataset and --set must not be blank.") }
    guard labels != nil || (labelsMap.isEmpty && labelsColumns == nil) else {
      throw ValidationError("--labels-map and --labels-columns need --labels.")
    }
    guard labelsMap.isEmpty || map.isEmpty || !files.isEmpty else {
      throw ValidationError(
        "Without files of answers name the columns with one of --map and --labels-map.")
    }
    try map.check(of: "--map", known: ColumnRole.allCases)
    try labelsMap.check(of: "--labels-map", known: [.image, .label, .target])
  }

  var isQuiet: Bool { quiet }

  func run() throws {
    var request = AnnotationSetImport.Request(
      dataset: dataset, set: set, paths: files.map(StandardInput.path))
    request.options = readingOptions
    request.labelSpace = try labelSpace.map { try LabelSpace.load($0) }
    request.images = images.map(StandardInput.path)
    request.labels = labels?.source
    request.labelMap = labelsMap.columns
    request.labelColumns = labelsColumns?.values ?? []
    request.replaces = replace
    request.isDefault = isDefault
    request.unknownImages = unknownImages
    request.study = database
    request.command = CommandText.line
    // A rehearsal without a study has only one in memory, which has no name.
    if dry.isDry, dataset == nil, !FileManager.default.fileExists(atPath: database) {
      request.dataset = ImageName.stem(database)
    }
    let access = waiting.access(quiet: quiet)
    let outcome =
      try dry.isDry
      ? StudyFile.rehearse(database, access: access) {
        try AnnotationSetImport(store: $0).run(request, isDry: true)
      }
      : StudyFile.change(database, creates: true, access: access) {
        try AnnotationSetImport(store: $0).run(request)
      }
    try show(outcome)
    dry.note(quiet: quiet)
  }
}
