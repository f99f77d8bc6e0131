internal import Annotations
internal import Files
internal import Foundation
internal import StudyStore
internal import StudyValues

extension AnnotationSetImport {
  /// The true classes of a table or of JSON, read by its own columns, else by those of the answers or the
  /// usual ones; nil for an array and for the list of ImageNetV2.
  static func labelTable(
    _ path: String, _ request: Request, _ options: ImportOptions
  ) throws -> LabelTable? {
    let isNamed = !request.labelMap.isEmpty || !request.labelColumns.isEmpty
    let table = try read(path, request, options, isNamed: isNamed)
    guard let table else {
      guard !isNamed else {
        throw AnnotationError.incompatibleOptions(
          "--labels-map and --labels-columns name columns of a table, but \(path) is none; leave them out"
        )
      }
      return nil
    }
    return table
  }

  private static func read(
    _ path: String, _ request: Request, _ options: ImportOptions, isNamed: Bool
  ) throws -> LabelTable? {
    guard !InputPath.isTensor(path) else { return nil }
    guard isNamed else {
      return try LabelTable.read(path, options, isOnly: request.paths.isEmpty)
    }
    var own = options
    (own.map, own.columns) = (request.labelMap, request.labelColumns)
    return try LabelTable.read(path, own, isOnly: true)
  }

  /// The true classes of a table that was read, or of any other file.
  static func trueClasses(
    _ source: NetworkFiles.Source, _ table: LabelTable?, options: ImportOptions
  ) throws -> TrueClasses {
    guard let space = options.labelSpace else {
      throw AnnotationError.undeclaredLabelSpace(
        file: source.path, reason: "its numbers or names belong to no declared classes")
    }
    if let table {
      return TrueClasses(space: space, images: table.images, classes: try table.classes(in: space))
    }
    let list = try DatasetSource(
      space: space,
      labels: LabelsEntry(
        reference: FileReference(file: source.path, key: source.key),
        layout: InputPath.isTensor(source.path) ? .array : .imagenetv2List,
        order: options.order?.rawValue), in: DataFolder("."),
      list: options.imageNames, permutation: options.permutation)
    return TrueClasses(
      space: space, images: list.images, classes: list.classes, order: list.order)
  }
}

/// The true classes of a file, in the label space that they were read in.
struct TrueClasses {
  var space: LabelSpace
  var images: [String]
  var classes: [Int?]
  var order: ImageOrder?

  /// The classes as indices of another space.
  func classes(in other: LabelSpace) throws -> [Int?] {
    guard space.classes != other.classes else { return classes }
    let conversion = try space.conversion(to: other)
    return classes.map { $0.map { Int(conversion[$0 - Int(space.firstIndex)]) } }
  }
}

extension LabelsEntry {
  /// Creates an entry.
  init(reference: FileReference, layout: Layout, order: String?) {
    self.reference = reference
    self.layout = layout
    self.order = order
  }
}
