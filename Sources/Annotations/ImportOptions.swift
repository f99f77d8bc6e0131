/// How files of annotations are to be read.
///
/// The defaults are the rules of each format's guide.
public struct ImportOptions: Sendable {
  /// The layout; nil means by content.
  public var format: AnnotationFormat?
  /// Which column has which role, for general tables.
  ///
  /// Names are matched exactly, then without case.
  public var map: [ColumnRole: String] = [:]
  /// The classes; nil means those of the format, else the names in the file in sorted order.
  public var labelSpace: LabelSpace?
  /// The order that gives rows their image names, for files without image names.
  public var order: ImageOrder?
  /// Whether the order is that of the data set and not asked for: then a table names its images.
  public var hasInheritedOrder = false
  /// The image names row by row, for the orders that a list defines.
  public var imageNames: [String]?
  /// The permutation of ``ImageOrder/cifar10TFDS``: element i is the row in the order of the Python
  /// version of the i-th image.
  public var permutation: [Int]?
  /// The reference class of images, by normalised name.
  ///
  /// A target that nobody chose then has a tally of 0 selected. Takes precedence over a reference class in the file.
  public var targets: [String: Int32] = [:]
  /// What a *maybe* is worth.
  public var maybe: MaybeRule = .zero
  /// The columns that are classes in a table of counts; empty means those that the format knows.
  public var classColumns: [String] = []
  /// Columns of counts, or answers, that are not classes (`unknown,NF`): they count as shown.
  public var otherColumns: [String] = []
  /// Whether the outer keys of nested JSON are images or annotators.
  public var orientation: NestedOrientation?
  /// Whether image names keep their folders; by default they match by base name.
  public var keepsFolders = false
  /// Whether annotators keep their identifiers; by default they get pseudonyms.
  public var keepAnnotatorIDs = false
  /// The secret that pseudonyms are made with.
  ///
  /// The same salt gives the same pseudonyms.
  public var salt = ""
  /// What the annotator column identifies; nil means what the format says, a person in general
  /// tables.
  public var annotatorIdentity: AnnotatorIdentity?
  /// What annotators were asked; nil means what the format says.
  public var task: AnnotationTask?
  /// What happens to repeated answers.
  public var duplicates: DuplicateRule = .all
  /// Whether gold items and attention checks are left out, counted.
  public var dropsGold = true
  /// Whether repeats that the experimenter planned are left out, counted.
  public var dropsReruns = true
  /// Whether rejected or tainted answers are left out, counted.
  public var dropsRejected = true
  /// A condition for every row of a file without a condition column.
  public var condition: String?
  /// A level for every row of a file without a level column.
  public var level: Double?

  /// Creates the default options.
  public init() {}
}
