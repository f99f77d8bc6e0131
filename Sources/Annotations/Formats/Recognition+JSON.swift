internal import Files
internal import StudyValues

extension Recognition {
  /// What stands in JSON of no known layout, and what would read it.
  func lookedFor(in json: JSONHead) -> String {
    if let other = json.otherProgram { return other }
    let record = json.listElement ?? (json.isLines ? json.line : nil)
    if let nested = Self.nestedFields(record) { return nested }
    let value = json.wrapped ?? json.listElement ?? json.line
    let fields = value?.object.map {
      " with the fields " + $0.keys.prefix(20).joined(separator: ", ")
    }
    let what =
      json.isLines
      ? "the first line is \(value?.kind ?? "nothing")"
      : json.isList
        ? "the first element of the list is \(json.element?.kind ?? "nothing")"
        : json.wrapped != nil
          ? "the object holds a list of objects"
          : "the first member of the object is \(json.element?.kind ?? "nothing")"
    let usual =
      json.wrapped != nil
      ? "write that list alone if it is the export of a program, else " + Self.remedy
      : fields == nil ? "name the layout with --format" : Self.remedy
    return
      "\(what)\(fields ?? ""); \(suggestion ?? usual); the nearest formats are long-list (objects of "
      + "image, annotator and label), nested-json ({image: {annotator: label}}), nested-counts ({image: "
      + "{class: count}}), label-studio (data, annotations)"
  }

  /// How to write records whose answers stand in a list or an object of a field; nil for others.
  private static func nestedFields(_ value: JSONValue?) -> String? {
    if let list = value?.array, !list.isEmpty, list.allSatisfy(\.isScalar) {
      return "its elements are lists without names; write objects, as in {\"image\": \"a.jpg\", "
        + "\"annotator\": \"w1\", \"label\": \"cat\"}, or a CSV table with names of columns"
    }
    guard let object = value?.object else { return nil }
    let image =
      object.keys.first { ColumnWords($0).isImage && JSONElements.text(object[$0]) != nil }
      ?? "IMAGE"
    for (key, inner) in object.members {
      if inner.array?.first?.object != nil {
        return
          "its answers stand in lists below `\(key)`; write one object for each of them (in pandas "
          + "json_normalize(json.load(open(FILE)), '\(key)', ['\(image)']).to_csv(…))"
      }
      if let list = inner.array, !list.isEmpty, list.allSatisfy(\.isScalar) {
        return "its field `\(key)` holds lists; if each is the choices of one person, say --map "
          + "image=\(image),label=\(key), if it has the answers of several people, write {image: [label, "
          + "label]}"
      }
      if let inner = inner.object, inner.count > 0, inner.values.allSatisfy(\.isScalar) {
        return
          "its field `\(key)` holds an object of each image; write {image: {annotator: label}} with "
          + "--orientation image-annotator, or {image: {class: count}} with --format nested-counts"
      }
    }
    return nil
  }
}

extension JSONHead {
  /// What a file of a program is that is not read, and the way out; nil for any other.
  fileprivate var otherProgram: String? {
    let fields = Set((line ?? listElement)?.object?.keys ?? members.compactMap(\.key))
    if fields.contains("data_row") || fields.isSuperset(of: ["DataRow ID", "Label"]) {
      return "this is an export of Labelbox in another form than the one that is read; export it "
        + "anew as NDJSON (export v2: data_row, projects with labels and their classifications)"
    }
    if fields.contains("images"), !fields.isDisjoint(with: ["annotations", "info", "licenses"]) {
      return "this is an export in the form of COCO, whose annotations are regions; write "
        + "the category of each as a row of image, annotator and label"
    }
    if !isList, line == nil || element != nil,
      members.contains(where: { AnswerFields.areOne($0.value) })
    {
      return "this is a table written row by row under the names of its rows; write it with "
        + "df.to_json(FILE, orient=\"records\"), or as CSV"
    }
    for member in members {
      guard let key = member.key, let inner = member.value.object,
        let list = inner.members.first(where: { $0.1.array?.first?.object != nil })
      else { continue }
      return
        "its answers stand in a list below `\(key)` and `\(list.0)`; write that list alone (in Python "
        + "json.dump(json.load(open(FILE))['\(key)']['\(list.0)'], open('answers.json', 'w')))"
    }
    if members.contains(where: { member in
      member.value.object?.values.first?.object?.values.allSatisfy(\.isScalar) ?? false
    }) {
      return
        "its objects are three deep; keep the label alone, {image: {annotator: label}}, and say "
        + "--orientation image-annotator"
    }
    if fields.isSuperset(of: ["columns", "data"]) {
      return "this is a table written as lists below `columns` and `data`; write it with "
        + "df.to_json(FILE, orient=\"records\"), or as CSV"
    }
    if members.contains(where: {
      let words = ColumnWords($0.key ?? "")
      return JSONElements.text($0.value) == nil && $0.value.array?.first?.object == nil
        && !ImageName.isPicture($0.key ?? "")
        && (TurnedTable.isColumn($0.key ?? "") || words.isPerson || words.isAnswer)
    }) {
      return "this is a table written column by column; write it with "
        + "df.to_json(FILE, orient=\"records\"), or as CSV"
    }
    if !members.isEmpty, members.allSatisfy({ $0.value.array?.allSatisfy(\.isScalar) ?? false }) {
      return
        "its members are lists of names; if each is an image with the answers of people, say --format "
        + "nested-lists; the list of a person names no images, so write {annotator: {image: label}}"
    }
    return nil
  }
}
