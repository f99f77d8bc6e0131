internal import Files
package import StudyValues

extension LabelSpace {
  /// The space of a name, or of the file at a path.
  ///
  /// - Parameter nameOrPath: One of `LabelSpace.knownNames`, a JSON file in the layout of
  ///   `class_info.json` (a list of objects with `cid`, `wnid` and `synset`), a JSON list of names, or
  ///   a text file with one name a line.
  /// - Returns: The space.
  /// - Throws: ``AnnotationError/value(_:)`` when there is no such name and no such file, or
  ///   when the file has another layout.
  package static func load(_ nameOrPath: String) throws(AnnotationError) -> LabelSpace {
    if let space = known(nameOrPath) { return space }
    return try LabelSpaceFile.read(nameOrPath)
  }
}
