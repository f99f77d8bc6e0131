internal import Files
package import StudyValues

/// How files of annotations are to be read.
///
/// The defaults are the rules of each format's guide.
package struct ImportOptions: Sendable {
  /// The name of the layout; nil means by content.
  package var format: String?
  /// Which column has which role, for general tables.
  ///
  /// Names are matched exactly, then without case.
  package var map: [ColumnRole: String] = [:]
  /// The names of the columns of tables without a header; empty where the first row names them.
  package var columns: [String] = []
  /// The unit of the times of answers; nil means that of the format, seconds in general tables.
  package var timeUnit: TimeUnit?
  /// Texts that name classes beside those of the answers: those of a file of true classes.
  package var labelNames: Set<String> = []
  /// The classes; nil means those of the format, else the names in the file in sorted order.
  package var labelSpace: LabelSpace?
  /// The order that gives rows their image names, for files without image names.
  package var order: ImageOrder?
  /// Whether the order is that of the data set and not asked for: then a table names its images.
  package var hasInheritedOrder = false
  /// The image names row by row, for the orders that a list defines.
  package var imageNames: [String]?
  /// The permutation of `ImageOrder.cifar10TFDS`: element i is the row in the order of the Python
  /// version of the i-th image.
  package var permutation: [Int]?
  /// The reference class of images, by normalised name.
  ///
  /// A target that nobody chose then has a tally of 0 selected. Takes precedence over a reference class in the file.
  package var targets: [String: Int32] = [:]
  /// What a *maybe* is worth.
  package var maybe: MaybeRule = .zero
  /// The columns that are classes in a table of counts; empty means those that the format knows.
  package var classColumns: [String] = []
  /// Columns of counts, or answers, that are not classes (`unknown,NF`): they count as shown.
  package var otherColumns: [String] = []
  /// The words that are no answer; nil means the usual ones of `MissingWords`.
  package var missingWords: [String]?
  /// The columns about the annotators that are kept with them, beside those that the format knows.
  package var attributeColumns: [String] = []
  /// A table about the annotators: a column of their identifiers, the others are kept with them.
  package var raters: String?
  /// The rows that count, as `COL=WORD`: all others are left out, counted.
  package var statuses: [String] = []
  /// Whether the outer keys of nested JSON are images or annotators.
  package var orientation: NestedOrientation?
  /// Whether image names keep their folders; by default they match by base name.
  package var keepsFolders = false
  /// Whether annotators keep their identifiers; by default they get pseudonyms.
  package var keepsAnnotatorIDs = false
  /// The secret that pseudonyms are made with.
  ///
  /// The same salt gives the same pseudonyms.
  package var salt = ""
  /// What the annotator column identifies; nil means what the format says, a person in general
  /// tables.
  package var annotatorIdentity: AnnotatorIdentity?
  /// What annotators were asked; nil means what the format says.
  package var task: AnnotationTask?
  /// What happens to repeated answers.
  package var duplicates: DuplicateRule = .all
  /// Whether gold items and attention checks are kept; by default they are left out, counted.
  package var keepsGold = false
  /// Whether repeats that the experimenter planned are kept; by default they are left out, counted.
  package var keepsReruns = false
  /// Whether rejected or tainted answers are kept; by default they are left out, counted.
  package var keepsRejected = false
  /// A condition for every row of a file without a condition column.
  package var condition: String?
  /// A level for every row of a file without a level column.
  package var level: Double?

  /// Creates the default options.
  package init() {}

  /// Opens a table by the names of its columns that were given, or by its header.
  func table(_ path: String) throws(AnnotationError) -> DelimitedReader {
    var format = DelimitedFormat.automatic
    if !columns.isEmpty { format.columnNames = columns }
    return try annotationInput { () throws(InputFileError) in
      try DelimitedReader(path: path, format: format)
    }
  }
}

/// The unit in which a file gives times.
package enum TimeUnit: String, Sendable, CaseIterable, Codable {
  /// Milliseconds.
  case milliseconds = "ms"
  /// Seconds.
  case seconds = "s"
  /// Minutes.
  case minutes = "min"

  /// A time of this unit in seconds, the nearest number to it: 950 ms are .95 s.
  func seconds(_ time: Double) -> Double {
    switch self {
    case .milliseconds: time / 1_000
    case .seconds: time
    case .minutes: time * 60
    }
  }
}
