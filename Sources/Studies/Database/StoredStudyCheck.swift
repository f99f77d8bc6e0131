internal import Alignment
internal import Annotations
internal import Results
internal import Scoring
public import StudyStore

/// The alignment doctor over what a study stores: ids, classes, accuracy, counts and norms.
///
/// Every line says what was compared and what came out, also when nothing speaks against it. A line
/// with the severity `error` or `warning` is a finding.
public struct StoredStudyCheck: Sendable {
  /// One thing that was looked at.
  public struct Line: Codable, Equatable, Sendable {
    /// `ok`, `note`, `warning` or `error`.
    public var severity: String
    /// What was looked at, or the kind of misalignment that was found.
    public var check: String
    /// The data set.
    public var dataset: String
    /// The annotation set or network; the data set itself when empty.
    public var subject: String
    /// How many images, rows or classes are concerned.
    public var count: Int?
    /// One sentence: what was compared, what was found, what is the likely cause.
    public var sentence: String
    /// Up to ten of them, comma separated.
    public var examples: String?

    /// Whether the line is a finding.
    public var isFinding: Bool { severity == "error" || severity == "warning" }
  }

  /// Everything that was looked at, in the order data set, annotation sets, networks.
  public let lines: [Line]

  /// The number of findings.
  public var findings: Int { lines.count(where: \.isFinding) }

  /// Checks a study.
  ///
  /// - Parameters:
  ///   - store: The study.
  ///   - dataset: One data set; nil for all.
  /// - Throws: The errors of the store.
  public init(_ store: StudyStore, dataset: String? = nil) throws {
    let chosen = try dataset.map { [try store.chosenDataset($0)] } ?? store.datasets()
    lines = try chosen.flatMap { try Examination(store: store, dataset: $0).lines() }
  }
}

/// The examination of one data set.
private struct Examination {
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
          "\(images.count) images, \(labelled) with a true class of the \(space.classes.count) of "
          + "\(space.name).")
    ]
    lines += try contentLines()
    let sets = try store.annotationSets(of: dataset.name)
    for set in sets { lines += try self.lines(of: set, space: space) }
    lines += try classOrderLines(sets, space: space)
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
    let more = others > 0 ? " and \(others) more pictures" : ""
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

  /// Compares what sets say about the images that they share with the first of them.
  private func classOrderLines(
    _ sets: [StudyAnnotationSet], space: LabelSpace
  ) throws -> [Line] {
    guard sets.count > 1 else { return [] }
    let majorities = try sets.map { set in
      let table = try store.hardnessTable(dataset: dataset.name, set: set.name, scores: [])
      return Dictionary(zip(table.images, table.majorityClass)) { first, _ in first }
        .compactMapValues { $0 }
    }
    let first = space.firstIndex
    return sets.indices.dropFirst().flatMap { place in
      let shared = majorities[0].keys.filter { majorities[place][$0] != nil }
      func classes(_ set: Int) -> [Int32] {
        shared.map { Int32(majorities[set][$0] ?? 0) + first }
      }
      return AlignmentCheck.classOrder(
        classes(place), of: sets[place].name, against: classes(0), of: sets[0].name,
        labelSpace: space
      ).map { line($0, sets[place].name) }
    }
  }

  // MARK: - People

  private func lines(of set: StudyAnnotationSet, space: LabelSpace) throws -> [Line] {
    let counts = set.counts
    var lines: [Line] = []
    if counts.imagesUnknown + counts.imagesAmbiguous > 0 {
      lines.append(
        line(
          .warning, .unknownImages, set.name,
          "\(counts.imagesUnknown) images of the file are unknown and \(counts.imagesAmbiguous) fit "
            + "several images; their answers were left out.",
          counts.imagesUnknown + counts.imagesAmbiguous, counts.imageExamples))
    }
    if counts.labelConflicts > 0 {
      lines.append(
        line(
          .warning, .permutedClasses, set.name,
          "The file gives \(counts.labelConflicts) images another true class than the data set; check "
            + "the order and the label space of both.", counts.labelConflicts,
          counts.labelConflictExamples))
    }
    lines.append(
      Line(
        severity: counts.imagesMissing > 0 ? "note" : "ok", check: "images", dataset: dataset.name,
        subject: set.name, count: counts.imagesMatched + counts.imagesCreated,
        sentence: "\(counts.imagesMatched + counts.imagesCreated) images have answers, "
          + "\(counts.imagesMissing) of the data set have none."))
    let table = try store.hardnessTable(dataset: dataset.name, set: set.name, scores: [])
    let known = (0..<table.count).filter {
      table.targetClass[$0] != nil && table.majorityClass[$0] != nil
    }
    lines += agreement(
      known.map { table.majorityClass[$0] ?? 0 }, known.map { table.targetClass[$0] ?? 0 },
      space: space, subject: set.name, what: "the majority of \(set.name)")
    lines += try countLines(of: set, space: space)
    return lines
  }

  private func countLines(of set: StudyAnnotationSet, space: LabelSpace) throws -> [Line] {
    let votes = try store.votes(dataset: dataset.name, set: set.name)
    var lines: [Line] = []
    if set.hasCounts, set.task != .graded,
      votes.selected.contains(where: { $0 != $0.rounded() })
    {
      lines += AlignmentCheck.declaredCounts(
        votes.matrix, classCount: votes.classNames.count, source: set.name
      ).map { line($0, set.name) }
    }
    guard set.task == .presence else { return lines }
    var targets: [String: Int32] = [:]
    for (image, target) in zip(votes.images, votes.targetClass) {
      targets[image] = target.map { Int32($0) }
    }
    let pairs = votes.image.indices.map { entry in
      ControlVote(
        image: votes.images[Int(votes.image[entry])], targetClass: votes.chosenClass[entry],
        shown: Int64(votes.shown[entry]), selected: votes.selected[entry])
    }
    return lines
      + AlignmentCheck.negativeControls(pairs, targets: targets, source: set.name)
      .map { line($0, set.name) }
  }

  // MARK: - Networks

  private func lines(of run: StoredRun, space: LabelSpace, images: Int) throws -> [Line] {
    let isFinal = run.run.role == .final && run.run.condition == nil
    let model = isFinal ? run.run.model : "\(run.run.model), \(run.run.summary)"
    let rows = try store.rows(
      """
      SELECT i.name, k."index", p."index", c.feature_norm FROM score c
      JOIN image i USING (image_id) LEFT JOIN class k ON k.class_id = c.class_id
      LEFT JOIN class p ON p.class_id = c.predicted_class_id
      WHERE c.run_id = :run ORDER BY c.image_id
      """, arguments: ["run": .integer(run.id)]
    ).rows
    var lines = [
      Line(
        severity: rows.count < images ? "note" : "ok", check: "images", dataset: dataset.name,
        subject: model, count: rows.count,
        sentence: "\(rows.count) of \(images) images of the data set have scores.")
    ]
    let known = rows.filter { $0[1].integer != nil && $0[2].integer != nil }
    let first = Int(space.firstIndex)
    lines += agreement(
      known.map { ($0[2].integer ?? 0) - first }, known.map { ($0[1].integer ?? 0) - first },
      space: space, subject: model, what: "the predictions of \(model)", isAltered: !isFinal)
    let measured = rows.filter { $0[3].number != nil }
    if !measured.isEmpty {
      let findings = AlignmentCheck.norms(
        measured.map { $0[3].number ?? 0 }, names: measured.map { $0[0].text ?? "" },
        source: "features of \(model)")
      lines += findings.map { line($0, model) }
      if findings.isEmpty {
        lines.append(
          ok("norms", model, measured.count, "No feature vector of \(measured.count) has norm 0."))
      }
    }
    // Scoring refuses logits that disagree, so both being among the inputs means that they agree.
    if run.run.inputs["features"] != nil, run.run.inputs["logits"] != nil {
      lines.append(
        ok(
          "logits", model, rows.count,
          "The largest logit is that of features times weights plus bias in every row."))
    }
    return lines
  }

  // MARK: - Both

  /// Compares a class per image with the true class; both are positions among the classes.
  ///
  /// Of runs on altered images, and of checkpoints, only shifted rows are reported.
  private func agreement(
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
      "\(percent) % of \(labels.count) images agree with the true class by \(what); guessing gives "
        + "\(chance) %.")
    return [accuracy] + findings.map { line($0, subject) }
  }

  private func ok(_ check: String, _ subject: String, _ count: Int, _ sentence: String) -> Line {
    Line(
      severity: "ok", check: check, dataset: dataset.name, subject: subject, count: count,
      sentence: sentence)
  }

  private func line(_ finding: AlignmentFinding, _ subject: String) -> Line {
    line(
      finding.severity, finding.code, subject, finding.sentence, finding.count, finding.examples)
  }

  private func line(
    _ severity: AlignmentSeverity, _ code: AlignmentCode, _ subject: String, _ sentence: String,
    _ count: Int, _ examples: [String]
  ) -> Line {
    Line(
      severity: severity.rawValue, check: code.rawValue, dataset: dataset.name, subject: subject,
      count: count, sentence: sentence,
      examples: examples.isEmpty ? nil : examples.joined(separator: ", "))
  }
}
