extension AnnotationFormat {
  /// Every format, the most particular first: a file is of the first one that its head shows.
  package static let all: [AnnotationFormat] = [
    // Arrays and pickles.
    .labelArrays, .realRaters, .cifar10hCounts, .cifar10hProbabilities, .countsMatrix,
    .probabilitiesMatrix,
    // JSON, a value a line and whole documents.
    .groundTruthManifest, .chaosNLI, .prodigy, .longLines, .realLabels, .rankings, .labelErrors,
    .labelStudio,
    .labelStudioMin, .groundTruthWorkers, .groundTruthAnswers, .dcic, .imageNetV2, .cifar10s,
    .longList,
    .nestedAnswers,
    // Text without a header.
    .cubamTriples, .answerMatrix, .cubam,
    // Data of experiments, tables and JSON.
    .jsPsych, .labJS, .psychoPy, .gorilla, .qualtrics, .imageNetAB,
    // Tables.
    .mturkForms, .appenAggregated, .cifar10hRaw, .modelVsHuman, .minimumViewingTime, .imageNet16H,
    .mturkBatch, .appenFull, .tsiprasClassify, .dices, .crowdKit, .truthInference,
    .labelStudioTable, .zooniverse, .toloka, .irw,
    .raterColumns, .selectedTable,
    .longTable, .readerTables, .galaxyZoo, .wideCounts,
  ]

  /// The format of a name; nil when there is none.
  package static func named(_ name: String) -> AnnotationFormat? { all.first { $0.name == name } }

  /// The format that the head of a file shows.
  ///
  /// - Throws: ``AnnotationError/almost(file:format:missing:)`` when only a part of a format is there,
  ///   ``AnnotationError/unrecognized(file:lookedFor:)`` when none is.
  static func shown(by head: FileHead) throws -> AnnotationFormat {
    if let format = try all.first(where: { try $0.matches(head) }) { return format }
    for format in all {
      guard let missing = format.lacks(head) else { continue }
      throw AnnotationError.almost(
        file: head.path, format: format.title,
        missing: missing + (head.suggestion.map { "; \($0)" } ?? ""))
    }
    throw AnnotationError.unrecognized(file: head.path, lookedFor: head.lookedFor)
  }
}
