/// Which file of annotations is imported, and where to.
public struct AnnotationImport: Sendable {
  /// The name of the data set, which must exist.
  public var dataset: String
  /// The name of the annotation set.
  public var set: String
  /// The options of the import, as JSON with sorted keys.
  public var options: String
  /// The SHA-256 of the file, or of the list of the SHA-256 of its files.
  public var sourceHash: String
  /// Whether a set of that name is replaced.
  public var replaces: Bool
  /// Whether the set becomes the data set's default; the first one does in any case.
  public var isDefault: Bool
  /// What happens to images that the data set does not have.
  public var imagePolicy: ImagePolicy

  /// Creates a description.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set, which must exist.
  ///   - set: The name of the annotation set.
  ///   - options: The options of the import, as JSON with sorted keys.
  ///   - sourceHash: The SHA-256 of the file or of its list of files.
  ///   - replaces: Whether a set of that name is replaced.
  ///   - isDefault: Whether the set becomes the data set's default.
  ///   - imagePolicy: What happens to images that the data set does not have.
  public init(
    dataset: String, set: String, options: String = "{}", sourceHash: String,
    replaces: Bool = false, isDefault: Bool = false, imagePolicy: ImagePolicy = .count
  ) {
    self.dataset = dataset
    self.set = set
    self.options = options
    self.sourceHash = sourceHash
    self.replaces = replaces
    self.isDefault = isDefault
    self.imagePolicy = imagePolicy
  }
}

/// What an import of annotations did.
public enum ImportOutcome: Equatable, Sendable {
  /// The set was stored.
  case imported(ImportCounts)
  /// The same file was imported with the same options before; nothing was done.
  case alreadyPresent
}

/// The table that an import prints.
public struct ImportCounts: Codable, Equatable, Sendable {
  /// Rows left out by one rule.
  public struct Dropped: Codable, Equatable, Sendable {
    /// The rule in words.
    public var rule: String
    /// The number of rows.
    public var count: Int
  }

  /// The rows of the file.
  public var rowsRead = 0
  /// The rows that became answers or counts.
  public var rowsUsed = 0
  /// The rows left out, by rule.
  public var dropped: [Dropped] = []
  /// The answers stored.
  public var answers = 0
  /// The counts per image and class stored.
  public var tallies = 0
  /// The annotators.
  public var annotators = 0
  /// The images of the file that the data set already had.
  public var imagesMatched = 0
  /// The images that were added to the data set.
  public var imagesCreated = 0
  /// The images of the file that the data set does not have; their rows are not stored.
  public var imagesUnknown = 0
  /// The names of the file that fit several images; their rows are not stored.
  public var imagesAmbiguous = 0
  /// Up to ten names of images that are unknown or fit several.
  public var imageExamples: [String] = []
  /// The images of the data set that the file says nothing about.
  public var imagesMissing = 0
  /// The images whose class in the file differs from the data set's; the latter is kept.
  public var labelConflicts = 0
  /// Up to ten images whose classes differ.
  public var labelConflictExamples: [String] = []
  /// What a reader of the results must know, one sentence each.
  public var notes: [String] = []

  /// The columns, in the order in which tables and files show them.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case rowsRead = "rows_read"
    case rowsUsed = "rows_used"
    case dropped, answers, tallies, annotators
    case imagesMatched = "images_matched"
    case imagesCreated = "images_created"
    case imagesUnknown = "images_unknown"
    case imagesAmbiguous = "images_ambiguous"
    case imageExamples = "image_examples"
    case imagesMissing = "images_missing"
    case labelConflicts = "label_conflicts"
    case labelConflictExamples = "label_conflict_examples"
    case notes
  }
}
