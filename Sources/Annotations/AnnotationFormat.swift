/// The layouts of annotation files that can be read.
///
/// The raw value is the word of `--format` and of a study's manifest.
public enum AnnotationFormat: String, Sendable, CaseIterable, Codable {
  /// `cifar10h-counts.npy`: 10,000 test images x 10 classes of votes.
  case cifar10hCounts = "cifar10h-counts"
  /// `cifar10h-probs.npy`: the same as shares, numbers of votes unknown.
  case cifar10hProbabilities = "cifar10h-probs"
  /// `cifar10h-raw.csv`: one row per trial of an annotator.
  case cifar10hRaw = "cifar10h-raw"
  /// A matrix of counts, images x classes.
  case countsMatrix = "counts-matrix"
  /// A matrix of shares or probabilities, images x classes.
  case probabilitiesMatrix = "probabilities-matrix"
  /// `raters.npz` of ImageNet ReaL: rater x question x (no, maybe, yes).
  case realRaters = "real-raters"
  /// `real.json` of ImageNet ReaL: the accepted classes of each validation image.
  case realLabels = "real-labels"
  /// A table with one answer a row: columns by `--map`.
  case longTable = "long-table"
  /// JSON Lines with one answer a line: fields by `--map`.
  case longLines = "long-lines"
  /// Crowd-Kit: task, worker (or performer), label.
  case crowdKit = "crowd-kit"
  /// A table with one image a row and one column of counts per class.
  case wideCounts = "wide-counts"
}
