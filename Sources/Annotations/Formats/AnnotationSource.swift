/// The files of one set, with what is asked of them.
struct AnnotationFiles: Sendable {
  /// The name of their format.
  let format: String
  /// The files, in order; at least one.
  let paths: [String]
  /// The rules.
  let options: ImportOptions

  /// The first file.
  var first: String { paths[0] }

  /// Runs a reader, and says what to do about a column that a further file lacks.
  func namingColumns<R>(_ read: () throws -> R) throws -> R {
    do {
      return try read()
    } catch let error as AnnotationError {
      guard case .missingColumn(let file, let column, let found) = error, file != first,
        paths.contains(file)
      else { throw error }
      throw AnnotationError.missingColumn(
        file: file,
        column:
          "\(column) (all files of a set are read by the same names of columns: name them as \(first) "
          + "does, or import this file as a set of its own with --set NAME)", found: found)
    }
  }
}

/// Files that are open: what they are is known, their answers are still to be read.
struct AnnotationSource {
  /// What is known before the first answer.
  var header: AnnotationHeader
  /// Sentences for the summary.
  var notes: [String]
  /// Reads all answers into a session that has begun.
  let read: (ImportSession) throws -> Void

  /// Creates a source.
  init(
    _ header: AnnotationHeader, notes: [String] = [],
    read: @escaping (ImportSession) throws -> Void
  ) {
    self.header = header
    self.notes = notes
    self.read = read
  }
}
