/// How much a finding of the alignment check matters.
package enum AlignmentSeverity: String, Sendable, CaseIterable, Codable {
  /// Results computed from this data would be wrong.
  case error
  /// Probably wrong; a person has to look.
  case warning
  /// Worth knowing, and consistent with correct data.
  case note
}

/// What kind of misalignment was found.
package enum AlignmentCode: String, Sendable, CaseIterable, Codable {
  /// Agreement with the labels is about what guessing gives.
  case nearChance = "near-chance"
  /// Rows of one file belong to other rows of the labels, a fixed distance away.
  case shiftedRows = "shifted-rows"
  /// Classes are numbered differently in two places.
  case permutedClasses = "permuted-classes"
  /// Class indices are counted from 1 in one place and from 0 in the other.
  case offByOneClasses = "off-by-one-classes"
  /// Class indices are the identifiers of the ILSVRC 2012 development kit.
  case ilsvrcIdentifiers = "ilsvrc-identifiers"
  /// Folders named by number were sorted as text (0, 1, 10, 100, …).
  case textSortedFolders = "text-sorted-folders"
  /// Two files number the same classes differently.
  case swappedClassOrder = "swapped-class-order"
  /// Shares or probabilities stand where counts were declared.
  case probabilitiesAsCounts = "probabilities-as-counts"
  /// An image occurs more than once.
  case duplicateImages = "duplicate-images"
  /// Images under different names have the same content.
  case sameContent = "same-content"
  /// An image of the data set is not in the file.
  case missingImages = "missing-images"
  /// An image of the file is not in the data set.
  case unknownImages = "unknown-images"
  /// The class taken for the target is a negative control.
  case negativeControl = "negative-control"
  /// The largest given logit is not that of features times weights plus bias.
  case logitsDisagree = "logits-disagree"
  /// A feature or weight vector has no direction.
  case zeroNorm = "zero-norm"
  /// A label is not a class of the label space.
  case labelOutOfRange = "label-out-of-range"
}

/// One thing that the alignment check found.
package struct AlignmentFinding: Sendable, Equatable, Codable {
  /// How much it matters.
  package let severity: AlignmentSeverity
  /// What kind it is.
  package let code: AlignmentCode
  /// One sentence: what was compared, what was found, what is the likely cause.
  package let sentence: String
  /// How many images, rows or classes are concerned.
  package let count: Int
  /// Up to ten of them.
  package let examples: [String]

  /// Creates a finding.
  package init(
    _ severity: AlignmentSeverity, _ code: AlignmentCode, _ sentence: String, count: Int,
    examples: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.sentence = sentence
    self.count = count
    self.examples = Array(examples.prefix(10))
  }
}
