package import Files
package import StudyValues
package import Tensors

/// A place in a file of annotations.
package struct AnnotationPosition: Sendable, Equatable, CustomStringConvertible {
  /// The file.
  package let file: String
  /// The line or, in arrays and JSON lists, the element, both counted from 1; 0 when unknown.
  package let line: Int
  /// The column, field or key; empty when the whole line is meant.
  package let column: String

  /// Creates a position.
  package init(file: String, line: Int = 0, column: String = "") {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The position in words, such as `votes.csv, line 12, column label`.
  package var description: String {
    var text = file
    if line > 0 { text += ", line \(line)" }
    if !column.isEmpty { text += ", column \(column)" }
    return text
  }
}

/// One thing wrong with a row of annotations.
package struct BadValue: Sendable, Equatable, CustomStringConvertible {
  /// Where it is.
  package let position: AnnotationPosition
  /// What belongs there.
  package let expected: String
  /// What is there.
  package let got: String

  /// Creates a description of a wrong value.
  package init(_ position: AnnotationPosition, expected: String, got: String) {
    self.position = position
    self.expected = expected
    self.got = got
  }

  /// The position, what was expected and what was found.
  package var description: String { "\(position): expected \(expected), found \(got)" }
}

/// Why annotations could not be read.
package enum AnnotationError: Error, Equatable, CustomStringConvertible {
  /// The file cannot be opened, or breaks the rules of CSV, JSON, gzip and the like.
  case input(InputFileError)
  /// The file cannot be read as an array.
  case tensor(TensorFileError)
  /// The file matches no known layout.
  case unrecognized(file: String, lookedFor: String)
  /// The file is nearly of a known layout, but something is missing.
  case almost(file: String, format: String, missing: String)
  /// The file has no rows.
  case empty(file: String)
  /// Up to ten wrong values of the file.
  case badValues([BadValue])
  /// A column that the layout or the map needs is not in the header.
  case missingColumn(file: String, column: String, found: [String])
  /// An array has another shape or type than the layout.
  case wrongShape(file: String, expected: String, got: String)
  /// Images are rows, but nothing says in which order.
  case undeclaredOrder(file: String)
  /// Labels are numbers or columns, but nothing says of which classes.
  case undeclaredLabelSpace(file: String, reason: String)
  /// Nested JSON does not say whether its outer keys are images or annotators.
  ///
  /// `holdsNumbers` says whether the answers are numbers, which may be counts.
  case undeclaredOrientation(file: String, holdsNumbers: Bool)
  /// Two images of the set share a normalised name.
  case ambiguousImage(position: AnnotationPosition, name: String, other: String)
  /// One image is said to have two reference classes.
  case conflictingTargets(
    position: AnnotationPosition, image: String, first: String, second: String)
  /// Two options, or an option and the layout, contradict each other.
  case incompatibleOptions(String)
  /// A word of a command line or a manifest names nothing.
  case unknownWord(kind: String, word: String, known: [String], location: String)
  /// A label space, an order or an identity could not be used as asked.
  case value(StudyValuesError)

  /// Whether two images have the same folder, so that what tells them apart stands behind it.
  private static func differBehind(_ name: String, _ other: String) -> Bool {
    ImageName.parts(of: name).folder == ImageName.parts(of: other).folder
  }

  /// One sentence, then further positions, one a line.
  package var description: String {
    switch self {
    case .input(let error): return error.description
    case .tensor(let error): return error.description
    case .unrecognized(let file, let lookedFor):
      return "\(file) is not a known file of annotations: \(lookedFor)"
    case .almost(let file, let format, let missing):
      return "\(file) looks like \(format), but \(missing)"
    case .empty(let file):
      return "\(file) has no rows of annotations"
    case .badValues(let values):
      guard let first = values.first else { return "a file of annotations has a wrong value" }
      let further = values.dropFirst().map { "\n  \($0)" }.joined()
      return "\(first)\(further)"
    case .missingColumn(let file, let column, let found):
      return "\(file) has no column \(column); it has \(found.prefix(40).joined(separator: ", "))"
    case .wrongShape(let file, let expected, let got):
      return "\(file): expected \(expected), found \(got)"
    case .undeclaredOrder(let file):
      return
        "\(file) identifies images by row only; say which row is which image with --images FILE, a "
        + "name a line, or --order (\(ImageOrder.allCases.map(\.rawValue).joined(separator: ", ")))"
    case .undeclaredLabelSpace(let file, let reason):
      return "\(file): \(reason); name the classes with --label-space "
        + "(\(LabelSpace.knownNames.joined(separator: ", "))) or a class_info.json"
    case .undeclaredOrientation(let file, let holdsNumbers):
      return "\(file) nests answers two deep, which fits both {image: {annotator: label}} and its "
        + "inverse; say which with --orientation image-annotator or annotator-image"
        + (holdsNumbers
          ? ", or with --format nested-counts if it is {image: {class: count}}" : "")
    case .ambiguousImage(let position, let name, let other)
    where other.contains("?") && Self.differBehind(name, other):
      return "\(position): the addresses \(other) and \(name) end in the same picture but differ "
        + "behind it; if they are different images, name them in a column of their own, else take "
        + "away what differs"
    case .ambiguousImage(let position, let name, let other)
    where Self.differBehind(name, other):
      return "\(position): the images \(other) and \(name) differ by what stands behind their name "
        + "only; rename one, or name them in a column of their own"
    case .ambiguousImage(let position, let name, let other):
      return "\(position): the images \(other) and \(name) have the same base name; "
        + "keep their folders with --keep-folders, or rename one"
    case .conflictingTargets(let position, let image, let first, let second):
      return "\(position): image \(image) has the reference class \(second) here and \(first) "
        + "before; map another column to target, or correct the file"
    case .incompatibleOptions(let sentence): return sentence
    case .unknownWord(let kind, let word, let known, let location):
      let nearest = NearestName.find(word, among: known)
      return "\(location) names the \(kind) `\(word)`, which does not exist; "
        + (nearest.map { "did you mean `\($0)`?" }
          ?? "there are \(known.sorted().joined(separator: ", "))")
    case .value(let error): return error.description
    }
  }
}
