/// A layout of annotation files that can be read.
///
/// A format is a value: how it is called, how the head of a file shows it, and how such files are
/// opened. ``all`` is the list that recognition, help, documentation and reading are derived from, so a
/// new format is one value in a file of its own and one line of the list.
package struct AnnotationFormat: Sendable {
  /// The word of `--format` and of a study's manifest.
  package let name: String
  /// What messages call a file of it.
  package let title: String
  /// Whether a set is one file.
  let isOneFile: Bool
  /// Whether `--classes` can name its columns.
  let hasClassColumns: Bool
  /// Whether `--attributes` and `--status` can name its columns.
  let hasNamedColumns: Bool
  /// The columns that a table of it must have, each by any of several names; empty for other layouts.
  let signature: [[String]]
  /// Whether the head of a file shows it.
  let matches: @Sendable (FileHead) throws -> Bool
  /// What a file lacks that is nearly of the format; nil when it is far from it.
  let lacks: @Sendable (FileHead) -> String?
  /// Opens files: says what they are and how their answers are read.
  let open: @Sendable (AnnotationFiles) throws -> AnnotationSource

  /// Creates a format.
  init(
    _ name: String, title: String, isOneFile: Bool = false, hasClassColumns: Bool = false,
    hasNamedColumns: Bool = false,
    signature: [[String]] = [],
    matches: @escaping @Sendable (FileHead) throws -> Bool,
    lacks: @escaping @Sendable (FileHead) -> String? = { _ in nil },
    open: @escaping @Sendable (AnnotationFiles) throws -> AnnotationSource
  ) {
    self.name = name
    self.title = title
    self.isOneFile = isOneFile
    self.hasClassColumns = hasClassColumns
    self.hasNamedColumns = hasNamedColumns
    self.signature = signature
    self.matches = matches
    self.lacks = lacks
    self.open = open
  }

  /// Creates a format that is read record by record.
  static func records(
    _ name: String, title: String, isOneFile: Bool = false, hasClassColumns: Bool = false,
    hasNamedColumns: Bool = false,
    matches: @escaping @Sendable (FileHead) throws -> Bool,
    lacks: @escaping @Sendable (FileHead) -> String? = { _ in nil },
    layout: @escaping @Sendable (AnnotationFiles) throws -> RecordLayout
  ) -> AnnotationFormat {
    AnnotationFormat(
      name, title: title, isOneFile: isOneFile, hasClassColumns: hasClassColumns,
      hasNamedColumns: hasNamedColumns, matches: matches, lacks: lacks
    ) { files in try RecordReader.open(layout(files), files) }
  }

  /// Creates a format of tables with one answer a row.
  ///
  /// - Parameters:
  ///   - name: The word of `--format`.
  ///   - title: What messages call it.
  ///   - signature: The columns that it must have, each by any of several names.
  ///   - without: The columns none of which it may have to be recognised.
  ///   - mapped: The roles whose columns `layout` itself takes from `--map`; those of the others are taken in
  ///     place of what it found.
  ///   - layout: Finds the columns.
  /// - Returns: The format.
  static func longTable(
    _ name: String, title: String, signature: [[String]], without: [String] = [],
    mapped: Set<ColumnRole> = [],
    layout: @escaping @Sendable (ColumnNames, ImportOptions) throws -> LongLayout
  ) -> AnnotationFormat {
    @Sendable func missing(_ columns: ColumnNames) -> [String] {
      signature.filter { columns.find($0) == nil }.map { $0.joined(separator: " or ") }
    }
    return AnnotationFormat(
      name, title: title, hasNamedColumns: true, signature: signature,
      matches: { head in
        head.columns.map { missing($0).isEmpty && $0.find(without) == nil } ?? false
      },
      // A header with at least half of a signature, and at least two of its columns, is a near miss, unless
      // they are what columns of any table are called.
      lacks: { head in
        guard let columns = head.columns else { return nil }
        let absent = missing(columns)
        let isCommon = signature.allSatisfy { names in
          columns.find(names) == nil || names.allSatisfy(PlainColumns.areCommon.contains)
        }
        guard !isCommon, signature.count - absent.count >= 2,
          signature.count - absent.count >= absent.count
        else { return nil }
        return "it has no column \(absent.joined(separator: ", "))"
      },
      open: { files in
        try LongTableReader.open(files) { columns in
          let absent = missing(columns)
          guard absent.isEmpty else {
            throw AnnotationError.almost(
              file: columns.file, format: title,
              missing: "it has no column \(absent.joined(separator: ", "))")
          }
          var found = try layout(columns, files.options)
          try found.take(files.options, from: columns, title: title, except: mapped)
          found.notes +=
            [UnreadColumns.note(columns, found, files.options, onlyTimes: true)].compactMap(\.self)
          return found
        }
      })
  }
}

extension AnnotationFormat: Equatable, CustomStringConvertible {
  /// Formats are the same when their names are.
  package static func == (left: AnnotationFormat, right: AnnotationFormat) -> Bool {
    left.name == right.name
  }

  /// The name.
  package var description: String { name }
}
