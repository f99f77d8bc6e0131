internal import InputFiles

/// Reads a label space from a file.
enum LabelSpaceFile {
  /// Reads `class_info.json`, a JSON list of names, or one name a line.
  static func read(_ path: String) throws(AnnotationError) -> LabelSpace {
    let bytes: [UInt8]
    do {
      bytes = try ByteSource(path: path).readAll(limit: 16 << 20)
    } catch .notFound {
      throw .labelSpace(
        "there is no label space and no file \(path); the known spaces are "
          + LabelSpace.knownNames.joined(separator: ", "))
    } catch {
      throw .input(error)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let names = text.split(whereSeparator: \.isNewline).map(String.init)
    return try LabelSpace.named(names)
  }
}
