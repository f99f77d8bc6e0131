internal import Files
internal import Tensors
internal import StudyValues

extension AnnotationFormat {
  /// `raters.npz` of ImageNet ReaL: rater x question x (no, maybe, yes).
  package static let realRaters = AnnotationFormat(
    "real-raters", title: "raters.npz of ImageNet ReaL", isOneFile: true,
    matches: { $0.arrays.map { RealRatersReader.matches($0.keys) } ?? false },
    open: RealRatersReader.open)
}

/// Reads `raters.npz` of ImageNet ReaL (Beyer and others 2020, arXiv 2006.07159).
///
/// `tensor` is (rater, question, 3) with a 1 at no, maybe or yes, all 0 where the rater was not
/// asked; `info` is (question, 2) with the file name and the class index as text in sorted order of
/// WordNet identifiers; `ids` names the raters. The archive inflates 150-fold, so that one rater is
/// in memory at a time. HSF = (yes + w·maybe) / 5 with w from the rule for *maybe*; all three counts
/// are kept.
struct RealRatersReader {
  private let path: String

  /// Whether the arrays of an archive are those of this file.
  static func matches(_ keys: [String]) -> Bool {
    Set(["tensor", "info", "ids"]).isSubset(of: keys)
  }

  /// Opens one file.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    try RealRatersReader(path: files.first).open(files)
  }

  private func open(_ key: String) throws(AnnotationError) -> Tensor {
    try annotationTensor { () throws(TensorFileError) in try Tensor.open(path, key: key) }
  }

  private func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    let tensor = try open("tensor")
    let info = try open("info")
    let ids = try open("ids")
    guard tensor.shape.count == 3, tensor.shape[2] == 3, ids.shape == [tensor.shape[0]],
      info.shape == [tensor.shape[1], 2], info.elementType.isText, !tensor.elementType.isText
    else {
      throw AnnotationError.wrongShape(
        file: path,
        expected: "tensor (raters, questions, 3), info (questions, 2) of text and ids (raters)",
        got: "\(tensor.shape), \(info.shape) of \(info.elementType) and \(ids.shape)")
    }
    let space = files.options.labelSpace ?? .sortedWnid
    return AnnotationSource(
      AnnotationHeader(
        format: files.format, task: .presence, chance: nil, annotatorIdentity: .person,
        labelSpace: space, hasAnswers: true, hasCounts: true),
      notes: [
        "The rated images are those on which networks disagreed: not a random sample of the "
          + "validation set."
      ]
    ) { session in
      let questions = try readQuestions(info, space, session)
      let raters = try annotationTensor { () throws(TensorFileError) in
        try ids.readAll(as: Int64.self)
      }
      try readVotes(
        tensor, questions,
        raters.map {
          try session.annotator(String($0), at: AnnotationPosition(file: path, column: "ids"))
        }, session)
    }
  }

  private struct Question {
    var image: Int32
    var askedClass: Int32
  }

  private func readQuestions(
    _ info: Tensor, _ space: LabelSpace, _ session: ImportSession
  ) throws -> [Question] {
    var result: [Question] = []
    result.reserveCapacity(info.rowCount)
    let indices = LabelSpace.sortedWnid.shared(with: space)
    for start in stride(from: 0, to: info.rowCount, by: 1_024) {
      let rows = start..<min(start + 1_024, info.rowCount)
      let texts = try annotationTensor { () throws(TensorFileError) in
        try info.readText(rows: rows)
      }
      for row in rows {
        let name = texts[2 * (row - start)]
        let label = texts[2 * (row - start) + 1]
        // The numbers in the file are indices of sorted-wnid-0, whatever space is wanted.
        guard let index = LabelSpace.sortedWnid.index(of: label),
          let asked = indices[index]
        else {
          try session.bad(
            BadValue(
              AnnotationPosition(file: path, line: row + 1, column: "info"),
              expected: "the index of a class of the label space \(space.name)", got: "'\(label)'"))
          result.append(Question(image: -1, askedClass: -1))
          continue
        }
        let image = try session.image(
          name, at: AnnotationPosition(file: path, line: row + 1, column: "info"))
        result.append(Question(image: image, askedClass: asked))
      }
    }
    return result
  }

  private func readVotes(
    _ tensor: Tensor, _ questions: [Question], _ raters: [Int32], _ session: ImportSession
  ) throws {
    let responses = ["no", "maybe", "yes"].map { session.response($0) }
    var votes = [Double](repeating: 0, count: tensor.rowWidth)
    for (row, rater) in raters.enumerated() {
      try unsafe votes.withUnsafeMutableBufferPointer { buffer throws(AnnotationError) in
        try annotationTensor { () throws(TensorFileError) in
          try unsafe tensor.read(rows: row..<row + 1, into: buffer)
        }
      }
      tensor.releaseRows(row..<row + 1)
      for (number, question) in questions.enumerated() {
        let (no, maybe, yes) = (votes[3 * number], votes[3 * number + 1], votes[3 * number + 2])
        if no == 0, maybe == 0, yes == 0 { continue }
        session.read()
        guard no + maybe + yes == 1, max(no, maybe, yes) == 1, question.image >= 0 else {
          try session.bad(
            BadValue(
              AnnotationPosition(
                file: path, line: number + 1, column: "tensor of rater \(row + 1)"),
              expected: "a single 1 among no, maybe and yes", got: "\(no), \(maybe), \(yes)"))
          continue
        }
        let level = no == 1 ? 0 : maybe == 1 ? 1 : 2
        try session.submit(
          Answer(
            image: question.image, annotator: rater, askedClass: question.askedClass,
            chosenClass: level == 2 ? question.askedClass : -1, response: responses[level]),
          isPartial: level == 1)
      }
    }
  }
}
