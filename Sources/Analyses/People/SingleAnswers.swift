import Files
internal import Statistics

extension AnswerTriples {
  /// The first answer of every person to every question, a question being an image and the class asked
  /// about; nil when nobody answered one twice.
  ///
  /// Two answers of one person are no agreement between people.
  var withoutRepeats: AnswerTriples? {
    guard annotatorsArePersons else { return nil }
    var seen = Set<[Int32]>()
    let kept = image.indices.filter {
      annotator[$0] < 0 || seen.insert([image[$0], annotator[$0], askedClass[$0]]).inserted
    }
    guard kept.count < image.count else { return nil }
    return AnswerTriples(
      image: kept.map { image[$0] }, annotator: kept.map { annotator[$0] },
      askedClass: kept.map { askedClass[$0] }, chosenClass: kept.map { chosenClass[$0] },
      response: kept.map { response[$0] }, responses: responses, images: images,
      annotators: annotators, annotatorsArePersons: true)
  }
}

extension AnalysisData {
  /// The votes that measures of agreement count: those of the set, or one a person and question where
  /// persons repeated themselves, with a sentence about it.
  func agreementVotes(
    _ votes: VoteMatrix, annotationSet set: String
  ) throws -> (counts: VoteCounts, note: String?) {
    let counts = try VoteCounts(votes.counts, classCount: votes.classNames.count)
    guard let answers = try answers(annotationSet: set), let single = answers.withoutRepeats,
      // Answers under several conditions are no repeats of what the votes count.
      try RaterTable(answers).labelled(classCount: votes.classNames.count).count
        == votes.counts.reduce(0, { $0 + Int($1) })
    else { return (counts, nil) }
    let repeats = answers.image.count - single.image.count
    return (
      try RaterTable(single).labelled(classCount: votes.classNames.count).counts,
      "\(repeats, "answer of `\(set)` repeats", "answers of `\(set)` repeat") one of the same person; agreement counts the first only"
    )
  }
}
