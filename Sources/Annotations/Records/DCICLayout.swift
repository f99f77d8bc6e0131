internal import Files

extension AnnotationFormat {
  /// DCIC: passes of annotators over images.
  package static let dcic = records(
    "dcic", title: "passes of DCIC (annotations with image_path)",
    matches: { $0.json?.listElement?["annotations"]?.array?.first?["image_path"] != nil },
    layout: { .dcic($0.paths) })
}

extension RecordLayout {
  /// DCIC (Schmarje and others 2022): a list of passes, each of one annotator over many images.
  ///
  /// Images without a label are dropped and counted. The classes are the sorted labels, because the
  /// files do not state them.
  static func dcic(_ paths: [String]) -> RecordLayout {
    RecordLayout { body in
      for path in paths {
        try JSONElements.forEachElement(path) { element in
          let annotator =
            JSONElements.text(element.value["user_mail"])
            ?? JSONElements.text(element.value["name"])
          for (index, item) in (element.value["annotations"]?.array ?? []).enumerated() {
            let position = AnnotationPosition(
              file: path, line: element.line, column: "annotations[\(index)]")
            let image = try JSONElements.require("image_path", in: item, at: position)
            guard let label = JSONElements.text(item["class_label"]) else {
              try body(.dropped("image without a label"))
              continue
            }
            try body(
              .answers([
                AnswerRecord(image: image, annotator: annotator, label: label, position: position)
              ]))
          }
        }
      }
    }
  }
}
