internal import Files
internal import StudyValues

/// Reads a label space from a file.
enum LabelSpaceFile {
  /// Reads `class_info.json`, a JSON list of names, or one name a line.
  static func read(_ path: String) throws(AnnotationError) -> LabelSpace {
    let bytes: [UInt8]
    do {
      bytes = try ByteSource(path: path).readAll(limit: 16 << 20)
    } catch .notFound {
      throw .value(
        .labelSpace(
          "there is no label space and no file \(path); the known spaces are "
            + LabelSpace.knownNames.joined(separator: ", ")))
    } catch {
      throw .input(error)
    }
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") else {
      let text = String(decoding: bytes, as: UTF8.self)
      let names = text.split(whereSeparator: \.isNewline).map { line in
        String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }
      return try annotationValue { () throws(StudyValuesError) in
        try LabelSpace.named(names.filter { !$0.isEmpty })
      }
    }
    let value = try annotationInput { () throws(InputFileError) in
      try JSONValue.parse(bytes, name: path)
    }
    var classes: [ClassName] = []
    for (offset, item) in (value.array ?? []).enumerated() {
      classes.append(try read(item, offset: offset, path: path))
    }
    classes = distinguished(classes)
    let hasWnids = classes.contains { $0.wnid != nil }
    let isImageNet =
      hasWnids && classes.compactMap(\.wnid) == LabelSpace.sortedWnid.classes.compactMap(\.wnid)
    let name = isImageNet ? LabelSpace.sortedWnid.name : hasWnids ? path : "names"
    return try annotationValue { () throws(StudyValuesError) in
      try LabelSpace(name: name, classes: classes)
    }
  }

  /// Adds the WordNet identifier to names that several classes share: ImageNet has two each of
  /// crane, cardigan and maillot.
  private static func distinguished(_ classes: [ClassName]) -> [ClassName] {
    var counts: [String: Int] = [:]
    for item in classes { counts[LabelSpace.key(item.name), default: 0] += 1 }
    return classes.map { item in
      guard let wnid = item.wnid, counts[LabelSpace.key(item.name)] ?? 0 > 1 else { return item }
      return ClassName(index: item.index, name: "\(item.name) (\(wnid))", wnid: wnid)
    }
  }

  /// One class: a name, or an object with `cid`, `wnid` and `synset`.
  private static func read(
    _ item: JSONValue, offset: Int, path: String
  ) throws(AnnotationError) -> ClassName {
    if let name = item.string { return ClassName(index: Int32(offset), name: name) }
    guard let wnid = item["wnid"]?.string, let index = item["cid"]?.int,
      let index = Int32(exactly: index)
    else {
      throw .badValues([
        BadValue(
          AnnotationPosition(file: path, line: offset + 1),
          expected: "the name of a class, or an object with cid, wnid and synset",
          got: item.kind)
      ])
    }
    let first = item["synset"]?.array?.first?.string ?? wnid
    return ClassName(index: index, name: first, wnid: wnid)
  }
}
