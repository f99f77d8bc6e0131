/// How the header of a table shows its format, and how such a table is read.
struct TableProfile: Sendable {
  /// The format.
  let format: AnnotationFormat
  /// What messages call it.
  let title: String
  /// The columns that it must have, each by any of several names.
  let signature: [[String]]
  /// Finds the columns.
  let layout: @Sendable (ColumnNames, ImportOptions) throws -> LongLayout

  /// The columns of the signature that a header lacks.
  func missing(in columns: ColumnNames) -> [String] {
    signature.filter { columns.find($0) == nil }.map { $0.joined(separator: " or ") }
  }

  /// All formats with one answer a row, the most particular headers first.
  static let all: [TableProfile] = [
    .cifar10hRaw, .modelVsHuman, .minimumViewingTime, .imageNet16H, .mturkBatch, .appenFull,
    .tsipras, .dices, .crowdKit, .truthInference,
  ]

  /// The profile of a format.
  static func of(_ format: AnnotationFormat) -> TableProfile? {
    all.first { $0.format == format }
  }
}
