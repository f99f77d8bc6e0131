internal import Foundation
internal import StudyValues

/// Reads any known file of human annotations into a sink.
///
/// ```swift
/// var annotations = CollectedAnnotations()
/// let summary = try AnnotationReader.read(
///   paths: ["cifar10h-counts.npy"], options: ImportOptions(), into: &annotations)
/// ```
package enum AnnotationReader {
  /// Opens the files of one set: recognises their layout by the content of the first, never by its
  /// name, and finds out what they are.
  ///
  /// - Parameters:
  ///   - paths: The files, all of one layout, to be read in this order.
  ///   - options: The layout if it is not to be recognised, and the rules.
  ///   - knownImages: The normalised names of the study's images, by which the columns of an unknown
  ///     table are told from each other; asked when no format reads it.
  /// - Returns: The open files; their answers are read by ``OpenAnnotations/read(into:)``.
  /// - Throws: `AnnotationError.unrecognized` with what was looked for,
  ///   `AnnotationError.almost` when only a part of a known layout is there,
  ///   and other cases when the files cannot be used.
  /// - Complexity: Linear in the size of the files where the classes have to be found in them, else
  ///   independent of it.
  package static func open(
    _ paths: [String], options: ImportOptions = ImportOptions(),
    knownImages: @escaping () -> Set<String> = { [] }
  ) throws -> OpenAnnotations {
    guard let first = paths.first else {
      throw AnnotationError.incompatibleOptions("no file of annotations was named")
    }
    let format =
      try options.format.map { try AnnotationFormat.named($0, location: first) }
      ?? Recognition(
        head: FileHead(path: first, options: options), knownImages: knownImages
      ).format()
    if format.isOneFile, paths.count > 1 {
      throw AnnotationError.incompatibleOptions(
        "the format \(format.name) is one file, but \(paths.count) were named; import each as a "
          + "set of its own")
    }
    // Names of columns would say nothing to a format without columns of classes.
    if !options.classColumns.isEmpty, !format.hasClassColumns {
      throw AnnotationError.incompatibleOptions(
        "--classes names the columns that are classes, but the format \(format.name) has no "
          + "such columns; declare its classes with --label-space")
    }
    for (columns, option) in [
      (options.attributeColumns, "--attributes"), (options.statuses, "--status"),
    ] where !columns.isEmpty && !format.hasNamedColumns {
      throw AnnotationError.incompatibleOptions(
        "\(option) names columns, but the format \(format.name) does not look for any; leave it out"
      )
    }
    let files = AnnotationFiles(format: format.name, paths: paths, options: options)
    return try OpenAnnotations(files.namingColumns { try format.open(files) }, files)
  }

  /// Reads the files of one set of annotations.
  ///
  /// - Parameters:
  ///   - paths: The files, all of one layout, read in this order.
  ///   - options: The layout if it is not to be recognised, and the rules.
  ///   - sink: Receives the header, the batches and the summary.
  /// - Returns: The summary that the sink received.
  /// - Throws: `AnnotationError` when a file cannot be used; whatever the sink throws.
  /// - Complexity: Linear in the size of the files. Memory grows with the number of different
  ///   images, annotators and (image, class) pairs, not with the number of answers.
  package static func read<Sink: AnnotationSink>(
    paths: [String], options: ImportOptions = ImportOptions(), into sink: inout Sink
  ) throws -> AnnotationSummary {
    try open(paths, options: options).read(into: &sink)
  }
}

/// Files of annotations that are open: what they are is known, their answers are still to be read.
package struct OpenAnnotations {
  /// What is known before the first answer.
  package let header: AnnotationHeader
  /// The reference class of images, by normalised name, that the import itself knows.
  package var targets: [String: Int32]

  private let source: AnnotationSource
  private let files: AnnotationFiles

  init(_ source: AnnotationSource, _ files: AnnotationFiles) throws {
    self.source = source
    self.files = files
    targets = files.options.targets
    header = try source.header.applying(files.options)
  }

  /// Reads the answers.
  ///
  /// A second thread reads while the calling one passes the parts to the sink, in order: a database
  /// stores a batch while the next one is parsed.
  ///
  /// - Parameter sink: Receives the header, the batches and the summary.
  /// - Returns: The summary that the sink received.
  /// - Throws: `AnnotationError` when a file cannot be used; whatever the sink throws.
  package func read<Sink: AnnotationSink>(into sink: inout Sink) throws -> AnnotationSummary {
    var options = files.options
    options.targets = targets
    let channel = BatchChannel()
    let session = ImportSession(
      options: options, header: header,
      hidesAnnotators: source.header.annotatorIdentity == .person
        && !options.keepsAnnotatorIDs, output: channel)
    session.raters = try options.raters.map { path throws(AnnotationError) in
      try AnnotatorTable(path: path)
    }
    // The session and the source belong to the thread alone until it ends.
    nonisolated(unsafe) let work = { [source, files] () throws -> AnnotationSummary in
      try session.begin()
      source.notes.forEach(session.note)
      try files.namingColumns { try source.read(session) }
      return try session.finish(files: files.paths)
    }
    let reading = Thread { channel.end(Result { try unsafe work() }) }
    reading.stackSize = 8 << 20
    reading.start()
    return try channel.drain(into: &sink)
  }
}
