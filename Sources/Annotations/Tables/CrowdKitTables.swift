extension AnnotationFormat {
  /// Crowd-Kit: `task,worker,label`, in older versions `performer`.
  ///
  /// A table that has a column of images beside `task` is none of it.
  package static let crowdKit = longTable(
    "crowd-kit", title: "a table of Crowd-Kit (task, worker, label)",
    signature: [["task"], ["worker", "performer"], ["label"]], without: PlainColumns.image
  ) { columns, _ in
    LongLayout(
      image: try columns.require("task"),
      annotator: try columns.require("worker", "performer"), label: try columns.require("label"))
  }

  /// The truth-inference collection of Zheng and others 2017: `question,worker,answer`.
  ///
  /// A table that has a column of images beside `question` is none of it.
  package static let truthInference = longTable(
    "truth-inference", title: "a truth-inference table (question, worker, answer)",
    signature: [["question"], ["worker"], ["answer"]], without: PlainColumns.image
  ) { columns, _ in
    LongLayout(
      image: try columns.require("question"),
      annotator: try columns.require("worker"), label: try columns.require("answer"))
  }
}
