internal import Files
internal import Foundation

/// Reads any known file of human annotations into a sink.
///
/// ```swift
/// var annotations = CollectedAnnotations()
/// let summary = try AnnotationReader.read(
///   paths: ["cifar10h-counts.npy"], options: ImportOptions(), into: &annotations)
/// ```
package enum AnnotationReader {
  /// Recognises the layout of a file by its content, never by its name.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: Declared columns and classes, which some general layouts need to be recognised.
  /// - Returns: The layout.
  /// - Throws: ``AnnotationError/unrecognized(file:lookedFor:)`` with what was looked for,
  ///   ``AnnotationError/almost(file:format:missing:)`` when only a part of a known layout is there,
  ///   ``AnnotationError/input(_:)`` when the file cannot be read.
  package static func detect(
    _ path: String, options: ImportOptions = ImportOptions()
  ) throws(AnnotationError) -> AnnotationFormat {
    try FormatDetector(path: path, options: options).format()
  }

  /// Reads the files of one set of annotations.
  ///
  /// A second thread reads while the calling one passes the parts to the sink, in order: a database
  /// stores a batch while the next one is parsed.
  ///
  /// - Parameters:
  ///   - paths: The files, all of one layout, read in this order.
  ///   - options: The layout if it is not to be recognised, and the rules.
  ///   - sink: Receives the header, the batches and the summary.
  /// - Returns: The summary that the sink received.
  /// - Throws: ``AnnotationError`` when a file cannot be used; whatever the sink throws.
  /// - Complexity: Linear in the size of the files. Memory grows with the number of different
  ///   images, annotators and (image, class) pairs, not with the number of answers.
  package static func read<Sink: AnnotationSink>(
    paths: [String], options: ImportOptions = ImportOptions(), into sink: inout Sink
  ) throws -> AnnotationSummary {
    guard let first = paths.first else {
      throw AnnotationError.incompatibleOptions("no file of annotations was named")
    }
    let channel = BatchChannel()
    let reading = Thread {
      channel.end(
        Result {
          let format = try options.format ?? detect(first, options: options)
          try checkClassColumns(format, options)
          let session = ImportSession(options: options, output: channel)
          try read(format, paths, session)
          return try session.finish(files: paths)
        })
    }
    reading.stackSize = 8 << 20
    reading.start()
    return try channel.drain(into: &sink)
  }

  /// Refuses names of columns for a format without columns of classes: they would say nothing.
  private static func checkClassColumns(
    _ format: AnnotationFormat, _ options: ImportOptions
  ) throws(AnnotationError) {
    guard !options.classColumns.isEmpty else { return }
    switch format {
    case .cifar10hCounts, .cifar10hProbabilities, .countsMatrix, .probabilitiesMatrix, .wideCounts,
      .readerTables, .cubam, .cubamTriples:
      return
    default:
      throw .incompatibleOptions(
        "--classes names the columns that are classes, but the format \(format.rawValue) has no "
          + "such columns; declare its classes with --label-space")
    }
  }

  private static func read(
    _ format: AnnotationFormat, _ paths: [String], _ session: ImportSession
  ) throws {
    if let layout = try recordLayout(format, paths, session.options) {
      return try RecordReader.read(layout, session: session, file: paths[0])
    }
    switch format {
    case .selectedTable: try SelectedTableReader.read(paths, session: session)
    case .wideCounts: try WideCountsReader.read(paths, session: session)
    case .labelArrays: try LabelArraysReader.read(paths, session: session)
    case .chaosNLI: try ChaosNLIReader.read(paths, session: session)
    case .cifar10hCounts, .cifar10hProbabilities, .countsMatrix, .probabilitiesMatrix:
      try MatrixReader.read(one(paths, format), format, session: session)
    case .realRaters: try RealRatersReader.read(one(paths, format), session: session)
    case .realLabels: try RealLabelsReader.read(one(paths, format), session: session)
    case .labelErrors:
      try LabelErrorsReader.read(one(paths, format), session: session)
    case .galaxyZoo: try GalaxyZooReader.read(one(paths, format), session: session)
    case .appenAggregated: try AppenAggregatedReader.read(one(paths, format), session: session)
    default: try readLongTable(format, paths, session)
    }
  }

  /// The layout of a format that is read record by record; nil for the others.
  private static func recordLayout(
    _ format: AnnotationFormat, _ paths: [String], _ options: ImportOptions
  ) throws -> RecordLayout? {
    switch format {
    case .longLines: try .longLines(paths, options)
    case .nestedAnswers: try .nestedAnswers(paths, options)
    case .labelStudio: .labelStudio(paths, options)
    case .labelStudioMin: .labelStudioMin(paths, options)
    case .prodigy: try .prodigy(paths)
    case .dcic: .dcic(paths)
    case .cubam: try .cubam(paths, options)
    case .cubamTriples: try .cubamTriples(one(paths, format), options)
    case .answerMatrix: try .answerMatrix(one(paths, format), options)
    case .readerTables: try .readerTables(paths, options)
    case .mturkForms: try .mturkForms(paths, options)
    case .imageNetV2: try .imageNetV2(one(paths, format))
    case .cifar10s: try .cifar10s(one(paths, format))
    case .rankings: try .rankings(one(paths, format), options)
    default: nil
    }
  }

  private static func readLongTable(
    _ format: AnnotationFormat, _ paths: [String], _ session: ImportSession
  ) throws {
    let profile = format == .longTable ? TableProfile.mapped : TableProfile.of(format)
    guard let profile else {
      preconditionFailure("the format \(format.rawValue) has no reader")
    }
    try LongTableReader.read(paths, session: session) { columns in
      let missing = profile.missing(in: columns)
      guard missing.isEmpty else {
        throw AnnotationError.almost(
          file: columns.file, format: profile.title,
          missing: "it has no column \(missing.joined(separator: ", "))")
      }
      return try profile.layout(columns, session.options)
    }
  }

  /// The only file of a format that comes in one file.
  private static func one(
    _ paths: [String], _ format: AnnotationFormat
  ) throws(AnnotationError) -> String {
    guard paths.count == 1 else {
      throw .incompatibleOptions(
        "the format \(format.rawValue) is one file, but \(paths.count) were named; import each as a "
          + "set of its own")
    }
    return paths[0]
  }
}
