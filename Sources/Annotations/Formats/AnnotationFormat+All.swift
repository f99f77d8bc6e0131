extension AnnotationFormat {
  /// Every format, the most particular first: a file is of the first one that its head shows.
  package static let all: [AnnotationFormat] = [
    // Arrays and pickles.
    .labelArrays, .realRaters, .cifar10hCounts, .cifar10hProbabilities, .countsMatrix,
    .probabilitiesMatrix,
    // Data of experiments, JSON and tables: their fields may have the names of plain answers too.
    .jsPsych, .labJS,
    // JSON, a value a line and whole documents.
    .groundTruthManifest, .chaosNLI, .prodigy, .labelbox, .longLines, .realLabels, .rankings,
    .labelErrors,
    .labelStudio,
    .labelStudioMin, .groundTruthWorkers, .groundTruthAnswers, .dcic, .imageNetV2, .cifar10s,
    .longList,
    .nestedCounts, .nestedAnswers, .nestedLists,
    // Text without a header.
    .cubamTriples, .answerMatrix, .cubam,
    // Data of experiments that are tables.
    .psychoPy, .gorilla, .qualtrics, .imageNetAB, .cvat,
    // Tables.
    .mturkForms, .appenAggregated, .cifar10hRaw, .modelVsHuman, .minimumViewingTime, .imageNet16H,
    .mturkBatch, .appenFull, .tsiprasClassify, .dices, .crowdKit, .truthInference,
    .labelStudioTable, .zooniverse, .toloka, .irw,
    .raterColumns, .imageColumns, .selectedTable, .longCounts,
    .longTable, .readerTables, .galaxyZoo, .wideCounts,
  ]

  /// The format of a name; nil when there is none.
  package static func named(_ name: String) -> AnnotationFormat? { all.first { $0.name == name } }

  /// The format of a name that someone wrote.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - location: Where it stands, for the message.
  /// - Returns: The format.
  /// - Throws: ``AnnotationError/unknownWord(kind:word:known:location:)`` with the names that are known.
  static func named(
    _ name: String, location: String
  ) throws(AnnotationError) -> AnnotationFormat {
    guard let format = named(name) else {
      throw .unknownWord(kind: "format", word: name, known: all.map(\.name), location: location)
    }
    return format
  }
}
