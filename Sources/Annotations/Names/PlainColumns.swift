/// What the columns of a table are usually called where nobody maps them, the plainest name first.
package enum PlainColumns {
  /// The image of a row.
  package static let image = [
    "image", "image_id", "image_name", "file_name", "filename", "image_file", "image_path",
    "file_path", "file", "img", "image_url",
  ]
  /// Who answered.
  package static let annotator = [
    "annotator", "annotator_id", "worker", "worker_id", "rater", "participant", "user",
    "performer",
  ]
  /// The answer.
  package static let label = ["label", "answer", "choice", "response"]
  /// The piece of work that an answer was given in, or the answer itself, by its identifier.
  package static let assignment = [
    "assignment_id", "assignmentId", "AssignmentId", "annotation_id", "judgment_id",
    "classification_id", "answer_id",
  ]
  /// The true class of an image.
  package static let trueClass = [
    "label", "true_label", "class", "true_class", "target", "category", "wnid",
  ]

  /// What is computed from answers or said beside them, in lower case: neither a rater nor a class.
  static let summaries: Set<String> = [
    "agreement", "consensus", "majority", "majority_vote", "majority vote", "mode", "mean",
    "median", "total", "sum", "n", "count", "votes", "n_votes", "num_votes", "entropy", "kappa",
    "confidence",
    "comment", "comments", "notes", "date", "time", "timestamp",
  ]

  /// What columns of any table may be called.
  static let areCommon = Set(image + annotator + label)

  /// The names of the columns that every table of answers has.
  static let byRole: [ColumnRole: [String]] = [
    .image: image, .annotator: annotator, .label: label,
  ]
}
