/// The layouts of annotation files that can be read.
///
/// The raw value is the word of `--format` and of a study's manifest.
package enum AnnotationFormat: String, Sendable, CaseIterable, Codable {
  /// `cifar10h-counts.npy`: 10,000 test images x 10 classes of votes.
  case cifar10hCounts = "cifar10h-counts"
  /// `cifar10h-probs.npy`: the same as shares, numbers of votes unknown.
  case cifar10hProbabilities = "cifar10h-probs"
  /// A matrix of counts, images x classes.
  case countsMatrix = "counts-matrix"
  /// A matrix of shares or probabilities, images x classes.
  case probabilitiesMatrix = "probabilities-matrix"
  /// `raters.npz` of ImageNet ReaL: rater x question x (no, maybe, yes).
  case realRaters = "real-raters"
  /// `cifar10h-raw.csv`: one row per trial of an annotator.
  case cifar10hRaw = "cifar10h-raw"
  /// `real.json` of ImageNet ReaL: the accepted classes of each validation image.
  case realLabels = "real-labels"
  /// JSON Lines with one answer a line: fields by `--map`, or task, worker, label.
  case longLines = "long-lines"
  /// JSON of the form `{image: {annotator: label}}` or its inverse (peerannot).
  case nestedAnswers = "nested-json"
  /// A table with one answer a row: columns by `--map`.
  case longTable = "long-table"
  /// Crowd-Kit: task, worker (or performer), label.
  case crowdKit = "crowd-kit"
  /// Truth-inference collection: question, worker, answer.
  case truthInference = "truth-inference"
  /// model-vs-human: one CSV per subject and session.
  case modelVsHuman = "model-vs-human"
  /// Minimum viewing time: response by image and duration.
  case minimumViewingTime = "minimum-viewing-time"
  /// ImageNet-16H: classification by image and noise level.
  case imageNet16H = "imagenet-16h"
  /// Batch results of Mechanical Turk.
  case mturkBatch = "mturk-batch"
  /// Full report of Appen (Figure Eight).
  case appenFull = "appen-full"
  /// Classify task of Tsipras and others 2020.
  case tsiprasClassify = "tsipras-classify"
  /// DICES: raters x items with questions as columns.
  case dices
  /// Batch results of Mechanical Turk with checkboxes or a form in one cell.
  case mturkForms = "mturk-forms"
  /// Aggregated report of Appen (Figure Eight): shares only.
  case appenAggregated = "appen-aggregated"
  /// Galaxy Zoo: a total and a count per answer for each question.
  case galaxyZoo = "galaxy-zoo"
  /// CIFAR-10N and CIFAR-100N: one array of labels per annotator, torch file or npy files.
  case labelArrays = "label-arrays"
  /// A text matrix, images x annotators, -1 for no answer (LabelMe).
  case answerMatrix = "answer-matrix"
  /// One table per reader with a column of 0 and 1 per class (CheXpert).
  case readerTables = "reader-tables"
  /// DCIC: passes of annotators over images.
  case dcic
  /// Label Studio, JSON.
  case labelStudio = "label-studio"
  /// Label Studio, JSON_MIN.
  case labelStudioMin = "label-studio-min"
  /// Prodigy, JSON Lines.
  case prodigy
  /// ChaosNLI, JSON Lines with counts.
  case chaosNLI = "chaos-nli"
  /// CUBAM, YAML of annotator, image and truth value.
  case cubam
  /// CUBAM, lines of image, annotator and label.
  case cubamTriples = "cubam-triples"
  /// Label errors: votes for the given and the guessed label.
  case labelErrors = "label-errors"
  /// ImageNetV2: tasks and assignments of Mechanical Turk as JSON.
  case imageNetV2 = "imagenetv2"
  /// CIFAR-10S: two classes with percentages per annotator.
  case cifar10s
  /// Rankings: image, reader, groups of equal rank.
  case rankings
  /// A table with one (image, class) a row: selected and total, or no, maybe and yes.
  case selectedTable = "selected-table"
  /// A table with one image a row and one column of counts per class.
  case wideCounts = "wide-counts"
}
