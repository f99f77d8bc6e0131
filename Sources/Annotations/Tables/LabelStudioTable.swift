internal import StudyValues

extension AnnotationFormat {
  /// Label Studio, CSV: one annotation a row; several choices stand in the cell as JSON.
  ///
  /// The image is the column `image`, or the one mapped; the answer `choice`, or the one mapped.
  package static let labelStudioTable = longTable(
    "label-studio-csv", title: "an export of Label Studio as CSV",
    signature: [["annotation_id"], ["annotator"], ["lead_time"]], mapped: [.image, .label]
  ) { columns, options in
    var layout = LongLayout(
      image: try columns.require(options.map[.image] ?? "image"),
      annotator: try columns.require("annotator"),
      label: try columns.require(options.map[.label] ?? "choice"))
    layout.assignment = try columns.require("annotation_id")
    layout.reactionTime = columns.find("lead_time")
    return layout
  }
}
