internal import Files
package import StudyValues

extension LabelSpace {
  /// The space of a name, or of the file at a path.
  ///
  /// - Parameter nameOrPath: One of ``LabelSpace/knownNames``, a JSON file in the layout of
  ///   `class_info.json` (a list of objects with `cid`, `wnid` and `synset`), a JSON list of names, or
  ///   a text file with one name a line.
  /// - Returns: The space.
  /// - Throws: ``AnnotationError/value(_:)`` when there is no such name and no such file, or
  ///   when the file has another layout.
  package static func load(_ nameOrPath: String) throws(AnnotationError) -> LabelSpace {
    if let space = known(nameOrPath) { return space }
    return try LabelSpaceFile.read(nameOrPath)
  }

  /// The classes of the texts found in a file, in sorted order.
  ///
  /// By number when all are whole numbers, else by their UTF-8 bytes; never by first appearance.
  static func sorted(
    _ texts: some Collection<String>, file: String
  ) throws(AnnotationError) -> LabelSpace {
    let trimmed = Set(texts.map(\.withoutOuterSpaces))
    let names =
      trimmed.allSatisfy { integer($0) != nil }
      ? trimmed.sorted { (integer($0) ?? 0, $0) < (integer($1) ?? 0, $1) } : trimmed.sorted()
    guard !names.isEmpty else {
      throw .undeclaredLabelSpace(file: file, reason: "no answer names a class")
    }
    return try annotationValue { () throws(StudyValuesError) in try named(names) }
  }
}
