internal import Files
internal import StudyValues

/// Reads a label space from a file.
enum LabelSpaceFile {
  /// Reads `class_info.json`, a JSON list of names, a JSON object of names by index (also with WordNet
  /// identifiers, `{"0": ["n01440764", "tench"], …}`), or one name a line, numbered or not.
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
    guard let first = bytes.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    else {
      let names = try names(String(decoding: bytes, as: UTF8.self), path: path)
      return try annotationValue { () throws(StudyValuesError) in try LabelSpace.named(names) }
    }
    let value = try annotationInput { () throws(InputFileError) in
      try JSONValue.parse(bytes, name: path)
    }
    var classes: [ClassName] = []
    for (offset, item) in (value.array ?? []).enumerated() {
      classes.append(try read(item, offset: offset, path: path))
    }
    if let object = value.object {
      for key in object.keys {
        if let item = object[key] { classes.append(try read(item, key: key, path: path)) }
      }
      classes.sort { $0.index < $1.index }
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

  /// The first words of lists of classes that are no class but the name of a column.
  private static let headers: Set<String> = [
    "class", "classes", "class name", "class names", "classname", "name", "names", "label",
    "labels", "category", "categories", "wnid", "synset", "index,name", "id,name", "index,class",
    "id,class", "id,label", "index,label", "class,name", "label,name", "name,index",
    "class id,class name",
  ]

  /// The names of the lines of a text.
  private static func names(_ text: String, path: String) throws(AnnotationError) -> [String] {
    let lines = text.split(whereSeparator: \.isNewline).map { NameText.plain(String($0)) }
      .filter { !$0.isEmpty }
    if let first = lines.first, lines.count > 1, headers.contains(LabelSpace.key(first)) {
      throw .value(
        .labelSpace(
          "the first line of \(path) is `\(first)`, which looks like the name of a column and would "
            + "count as the first class; leave only the names of the classes, one a line"))
    }
    return numbered(lines) ?? lines
  }

  /// The names behind numbers that count the lines from 0 or 1, as in `0 cat`, `0,cat` and `0: cat`.
  private static func numbered(_ lines: [String]) -> [String]? {
    var names: [String] = []
    var start = 0
    for (line, text) in lines.enumerated() {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let rest = text[digits.endIndex...]
      guard let number = Int(digits), let separator = rest.first, " ,;:\t".contains(separator)
      else {
        return nil
      }
      if line == 0 { start = number }
      let name = NameText.plain(String(rest.drop { " ,;:\t".contains($0) }))
      guard start <= 1, number == start + line, !name.isEmpty else { return nil }
      names.append(name)
    }
    return lines.count > 1 ? names : nil
  }

  /// One class of an object of names by index.
  private static func read(
    _ item: JSONValue, key: String, path: String
  ) throws(AnnotationError) -> ClassName {
    let pair = item.array?.compactMap(\.string) ?? []
    guard let index = Int32(key), index >= 0, let name = item.string ?? pair.last else {
      throw .value(
        .labelSpace(
          "\(path): expected an object of names by index, such as {\"0\": \"cat\"}, found "
            + "\"\(key)\" with \(item.kind)"))
    }
    return ClassName(index: index, name: name, wnid: pair.count == 2 ? pair[0] : nil)
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
