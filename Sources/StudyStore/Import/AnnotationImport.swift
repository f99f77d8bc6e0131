/// Which file of annotations is imported, and where to.
package struct AnnotationImport: Sendable {
  /// The name of the data set, which must exist.
  package var dataset: String
  /// The name of the annotation set.
  package var set: String
  /// The options of the import, as JSON with sorted keys.
  package var options: String
  /// The SHA-256 of the file, or of the list of the SHA-256 of its files, asked for when it is needed: it
  /// may be computed while answers are stored.
  package var sourceHash: @Sendable () throws -> String
  /// Whether a set of that name is replaced.
  package var replaces: Bool
  /// Whether the set becomes the data set's default; the first one does in any case.
  package var isDefault: Bool
  /// What happens to images that the data set does not have.
  package var imagePolicy: ImagePolicy

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
  package init(
    dataset: String, set: String, options: String = "{}",
    sourceHash: @autoclosure @escaping @Sendable () throws -> String,
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
package enum ImportOutcome: Equatable, Sendable {
  /// The set was stored.
  case imported(ImportCounts)
  /// The same file was imported with the same options before; nothing was done.
  case alreadyPresent
}

/// The table that an import prints.
package struct ImportCounts: Codable, Equatable, Sendable {
  /// Rows left out by one rule.
  package struct Dropped: Codable, Equatable, Sendable {
    /// The rule in words.
    package var rule: String
    /// The number of rows.
    package var count: Int
  }

  /// The rows of the file.
  package var rowsRead = 0
  /// The rows that became answers or counts.
  package var rowsUsed = 0
  /// The rows left out, by rule.
  package var dropped: [Dropped] = []
  /// The answers stored.
  package var answers = 0
  /// The counts per image and class stored.
  package var tallies = 0
  /// The annotators.
  package var annotators = 0
  /// The images of the file that the data set already had.
  package var imagesMatched = 0
  /// The images that were added to the data set.
  package var imagesCreated = 0
  /// The images of the file that the data set does not have; their rows are not stored.
  package var imagesUnknown = 0
  /// The names of the file that fit several images; their rows are not stored.
  package var imagesAmbiguous = 0
  /// Up to ten names of images that are unknown or fit several.
  package var imageExamples: [String] = []
  /// The images of the data set that the file says nothing about.
  package var imagesMissing = 0
  /// The images whose class in the file differs from the data set's; the latter is kept.
  package var labelConflicts = 0
  /// Up to ten images whose classes differ.
  package var labelConflictExamples: [String] = []
  /// What a reader of the results must know, one sentence each.
  package var notes: [String] = []

  /// The columns, in the order in which tables and files show them.
  package enum CodingKeys: String, CodingKey, CaseIterable {
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
