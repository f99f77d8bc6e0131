internal import Annotations
import Files
internal import StudyStore
internal import StudyValues

/// The examination of one data set.
struct StudyExamination {
  let store: StudyStore
  let dataset: StudyDataset

  typealias Line = StoredStudyCheck.Line

  func lines() throws -> [Line] {
    let space = try store.labelSpace(of: dataset.name)
    let (images, classes) = try store.images(of: dataset.name)
    let labelled = classes.count { $0 != nil }
    var lines = [
      Line(
        severity: labelled == 0 ? "note" : "ok", check: "images", dataset: dataset.name,
        subject: "", count: images.count,
        sentence:
          "\(images.count, "image"), \(labelled) with a true class, which is one of "
          + "\(space.classes.count, "class") (\(space.name))"
          + (labelled == 0
            ? "; give them with \(TrueClassCure.command(for: dataset.name, in: store))." : "."))
    ]
    lines += try contentLines()
    let people = try store.annotationSets(of: dataset.name).map { set in
      (set, try store.hardnessTable(dataset: dataset.name, set: set.name, scores: []))
    }
    for (set, table) in people { lines += try self.lines(of: set, table, space: space) }
    lines += classOrderLines(people, space: space)
    for run in try store.runs(dataset: dataset.name) where run.images > 0 {
      lines += try self.lines(of: run, space: space, images: images.count)
    }
    return lines
  }

  /// Pictures that stand under several names, where contents were recorded.
  private func contentLines() throws -> [Line] {
    let groups = try store.sameContent(in: dataset.name)
    let contradicting = groups.filter { !$0.sameClass }
    let chosen = contradicting.isEmpty ? groups : contradicting
    guard let first = chosen.first else { return [] }
    let others = chosen.count - 1
    let more = others > 0 ? " and \(others, "more picture")" : ""
    let sentence =
      contradicting.isEmpty
      ? "One picture stands under the names \(first.images.joined(separator: ", "))\(more); their "
        + "votes are about the same picture, so the images are not independent."
      : "One picture stands under the names \(first.images.joined(separator: ", "))\(more) with "
        + "different true classes; correct the labels or leave one out."
    return [
      line(
        contradicting.isEmpty ? .note : .warning, .sameContent, "", sentence, chosen.count,
        chosen.flatMap(\.images))
    ]
  }

  // MARK: - What people and networks share

  /// Compares a class per image with the true class; both are positions among the classes.
  ///
  /// Of runs on altered images, and of checkpoints, only shifted rows are reported.
  func agreement(
    _ classes: [Int], _ labels: [Int], space: LabelSpace, subject: String, what: String,
    isAltered: Bool = false
  ) -> [Line] {
    guard !labels.isEmpty else { return [] }
    let first = space.firstIndex
    let findings = AlignmentCheck.classes(
      classes.map { Int32($0) + first }, labels: labels.map { Int32($0) + first },
      labelSpace: space, hasRowOrder: true, source: what
    )
    // Altered images and early checkpoints are near chance, and attacks exchange classes.
    .filter { !isAltered || $0.code == .shiftedRows }
    let right = zip(classes, labels).count { $0 == $1 }
    let share = Double(right) / Double(labels.count)
    let percent = (share * 1000).rounded() / 10
    let chance = (1000 / Double(space.classes.count)).rounded() / 10
    let accuracy = ok(
      "accuracy", subject, right,
      "\(percent) % of \(labels.count, "image") agree with the true class by \(what); guessing gives "
        + "\(chance) %.")
    return [accuracy] + findings.map { line($0, subject) }
  }

  func ok(_ check: String, _ subject: String, _ count: Int, _ sentence: String) -> Line {
    Line(
      severity: "ok", check: check, dataset: dataset.name, subject: subject, count: count,
      sentence: sentence)
  }

  func line(_ finding: AlignmentFinding, _ subject: String) -> Line {
    line(
      finding.severity, finding.code, subject, finding.sentence, finding.count, finding.examples)
  }

  func line(
    _ severity: AlignmentSeverity, _ code: AlignmentCode, _ subject: String, _ sentence: String,
    _ count: Int, _ examples: [String]
  ) -> Line {
    Line(
      severity: severity.rawValue, check: code.rawValue, dataset: dataset.name, subject: subject,
      count: count, sentence: sentence,
      examples: examples.isEmpty ? nil : examples.joined(separator: ", "))
  }
}
