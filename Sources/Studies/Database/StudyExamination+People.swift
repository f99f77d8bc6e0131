internal import Annotations
import Files
internal import StudyStore
internal import StudyValues

extension StudyExamination {
  /// Compares what sets say about the images that they share with the first of them.
  func classOrderLines(
    _ sets: [(set: StudyAnnotationSet, table: HardnessTable)], space: LabelSpace
  ) -> [Line] {
    let majorities = sets.map { item in
      Dictionary(zip(item.table.images, item.table.majorityClass)) { first, _ in first }
        .compactMapValues { $0 }
    }
    let first = space.firstIndex
    return sets.indices.dropFirst().flatMap { place in
      let shared = majorities[0].keys.filter { majorities[place][$0] != nil }
      func classes(_ set: Int) -> [Int32] {
        shared.map { Int32(majorities[set][$0] ?? 0) + first }
      }
      return AlignmentCheck.classOrder(
        classes(place), of: sets[place].set.name, against: classes(0), of: sets[0].set.name,
        labelSpace: space
      ).map { line($0, sets[place].set.name) }
    }
  }

  func lines(
    of set: StudyAnnotationSet, _ table: HardnessTable, space: LabelSpace
  ) throws -> [Line] {
    let counts = set.counts
    var lines: [Line] = []
    if counts.imagesUnknown + counts.imagesAmbiguous > 0 {
      lines.append(
        line(
          .warning, .unknownImages, set.name,
          "\(counts.imagesUnknown, "image of the file is", "images of the file are") unknown and \(counts.imagesAmbiguous, "fits", "fit") "
            + "several images; their answers were left out.",
          counts.imagesUnknown + counts.imagesAmbiguous, counts.imageExamples))
    }
    if counts.labelConflicts > 0 {
      lines.append(
        line(
          .warning, .permutedClasses, set.name,
          "The file gives \(counts.labelConflicts, "image") another true class than the data set; check "
            + "the order and the label space of both.", counts.labelConflicts,
          counts.labelConflictExamples))
    }
    let answered = try answeredImages(of: set)
    let missing = try store.images(of: dataset.name).names.count - answered
    lines.append(
      Line(
        severity: missing > 0 ? "note" : "ok", check: "images", dataset: dataset.name,
        subject: set.name, count: answered,
        sentence:
          "\(answered, "image has", "images have") answers, \(missing) of the data set have none."))
    lines += majorityLines(of: set, table, space: space)
    lines += try countLines(of: set)
    return lines
  }

  /// The images that have answers now: others may have been added to the data set since.
  private func answeredImages(of set: StudyAnnotationSet) throws -> Int {
    try store.rows(
      "SELECT count(DISTINCT image_id) FROM tally WHERE set_id = :set",
      arguments: ["set": .integer(set.id)]
    ).rows.first?.first?.integer ?? 0
  }

  /// Compares the class that most people chose with the true class.
  private func majorityLines(
    of set: StudyAnnotationSet, _ table: HardnessTable, space: LabelSpace
  ) -> [Line] {
    let known = (0..<table.count).filter {
      table.targetClass[$0] != nil && table.majorityClass[$0] != nil
    }
    return agreement(
      known.map { table.majorityClass[$0] ?? 0 }, known.map { table.targetClass[$0] ?? 0 },
      space: space, subject: set.name,
      what: set.task == .presence
        ? "the class of \(set.name) that most of those asked selected"
        : "the majority of \(set.name)")
  }

  /// What the answers of a set show to be wrong with the true classes; nothing where they agree.
  static func warnings(
    about name: String, of dataset: String, in store: StudyStore
  ) throws -> [String] {
    let table = try store.hardnessTable(dataset: dataset, set: name, scores: [])
    let pairs = zip(table.targetClass, table.majorityClass).filter { $0 != nil && $1 != nil }
    guard 2 * pairs.count(where: { $0 == $1 }) < pairs.count,
      let entry = try store.datasets().first(where: { $0.name == dataset }),
      let set = try store.annotationSets(of: dataset).first(where: { $0.name == name })
    else { return [] }
    return try StudyExamination(store: store, dataset: entry)
      .majorityLines(of: set, table, space: store.labelSpace(of: dataset))
      .filter { $0.severity == "warning" || $0.severity == "error" }.map(\.sentence)
  }

  private func countLines(of set: StudyAnnotationSet) throws -> [Line] {
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
}
