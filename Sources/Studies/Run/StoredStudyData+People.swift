package import Analyses
internal import Annotations
internal import StudyStore
internal import StudyValues

extension StoredStudyData {
  /// How often each class was chosen for each image; nil for a set that asked about single classes.
  package func votes(annotationSet: String) throws -> VoteMatrix? {
    guard let set = sets.first(where: { $0.name == annotationSet }), set.task == .forcedChoice,
      set.hasCounts
    else { return nil }
    let table = try store.votes(dataset: dataset, set: annotationSet, human: .unaltered)
    guard table.hasSingleChoices else { return nil }
    return VoteMatrix(
      images: table.images, classNames: table.classNames,
      counts: table.matrix.map { Int32($0.rounded()) }, targetClass: table.targetClass)
  }

  /// The answers for the true class of each image, whatever networks there are.
  package func selections(annotationSet: String) throws -> TargetSelections {
    guard let set = sets.first(where: { $0.name == annotationSet }) else {
      throw StudyError.unknownName(
        kind: "annotation set", name: annotationSet, known: annotationSets, location: "the analysis"
      )
    }
    let table = try store.hardnessTable(
      dataset: dataset, set: annotationSet, scores: [], human: .unaltered)
    return TargetSelections(
      judged(table).map { table.selections[$0] }, task: set.task.rawValue,
      annotators: set.counts.annotators > 0 ? set.counts.annotators : nil,
      areCounts: set.hasCounts)
  }

  /// Every answer of a worker-level set; nil where only counts are known.
  package func answers(annotationSet: String) throws -> AnswerTriples? {
    let dataset = try owner(of: annotationSet)
    guard let table = try store.answers(dataset: dataset, set: annotationSet) else { return nil }
    let first = Int(try store.labelSpace(of: dataset).firstIndex)
    var conditions: [AnsweredCondition] = []
    var places: [AnsweredCondition: Int32] = [:]
    let condition = zip(table.condition, table.level).map { code, level -> Int32 in
      let own = AnsweredCondition(
        condition: code < 0 ? nil : table.conditions[Int(code)], level: level.isNaN ? nil : level)
      if let place = places[own] { return place }
      let place = Int32(conditions.count)
      places[own] = place
      conditions.append(own)
      return place
    }
    return AnswerTriples(
      image: table.image, annotator: table.annotator, askedClass: table.askedClass,
      chosenClass: table.chosenClass, response: table.response, responses: table.responses,
      images: table.images, annotators: table.annotators,
      annotatorsArePersons: table.annotatorIdentity == .person,
      targetClass: try store.classes(of: table.images, dataset: dataset).map { index in
        index.map { Int($0) - first }
      }, condition: condition, conditions: conditions)
  }

  /// The answers under each condition of a set, also one whose images are not those of the study.
  package func conditions(annotationSet: String) throws -> [ConditionCounts] {
    let owner = try owner(of: annotationSet)
    let found = try store.rows(
      """
      SELECT condition, level, sum(selected), sum(shown), count(*) FROM human_hardness
      WHERE dataset = :dataset AND annotation_set = :set GROUP BY condition, level
      ORDER BY condition, level
      """, arguments: ["dataset": .text(owner), "set": .text(annotationSet)])
    return found.rows.map { row in
      ConditionCounts(
        condition: row[0].text, level: row[1].number, selected: Int((row[2].number ?? 0).rounded()),
        shown: Int(row[3].number ?? 0), images: Int(row[4].number ?? 0))
    }
  }

  /// The data set that an annotation set belongs to, this one first.
  private func owner(of annotationSet: String) throws -> String {
    guard !annotationSets.contains(annotationSet) else { return dataset }
    let owner = try store.datasets().map(\.name).first { name in
      try store.annotationSets(of: name).contains { $0.name == annotationSet }
    }
    guard let owner else {
      throw StudyError.unknownName(
        kind: "annotation set", name: annotationSet, known: annotationSets, location: "the analysis"
      )
    }
    return owner
  }
}
