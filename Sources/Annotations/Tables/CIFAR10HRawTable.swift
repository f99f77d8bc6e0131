internal import StudyValues

extension AnnotationFormat {
  /// `cifar10h-raw.csv`: one trial of one annotator a row.
  ///
  /// Attention checks have `is_attn_check` 1 and the image index −99999, which Python would count
  /// from the end; they are dropped and counted. The README of the data calls the index column
  /// `cifar10_test_set_idx`, the file `cifar10_test_test_idx`. Reaction times are milliseconds.
  /// Counts made from this table differ from `cifar10h-counts.npy` (514,200 against 511,000).
  package static let cifar10hRaw = longTable(
    "cifar10h-raw", title: "cifar10h-raw.csv",
    signature: [
      ["annotator_id"], ["chosen_label"], ["true_label"],
      ["cifar10_test_test_idx", "cifar10_test_set_idx"],
    ]
  ) { columns, options in
    let image = try columns.require("cifar10_test_test_idx", "cifar10_test_set_idx")
    var layout = LongLayout(
      image: image, annotator: try columns.require("annotator_id"),
      label: try columns.require("chosen_label"))
    layout.imageRule = .row(
      try ImageOrder.cifar10Python.names(
        rows: 10_000, list: nil, permutation: nil, file: columns.file))
    layout.target = try columns.require("true_label")
    layout.reactionTime = columns.find("reaction_time")
    layout.timeUnit = .milliseconds
    layout.labelSpace = .cifar10
    // Without an image there is nothing that an attention check could be kept under.
    layout.drops = [
      LongLayout.DropRule(rule: "attention check", column: image, test: .equals(-99_999))
    ]
    if !options.keepsGold, let check = columns.find("is_attn_check") {
      layout.drops.append(
        LongLayout.DropRule(rule: "attention check", column: check, test: .isTrue))
    }
    return layout
  }
}
