internal import Files
internal import StudyValues

extension ImportSession {
  /// Passes on the tallies and the summary.
  func finish(files: [String]) throws -> AnnotationSummary {
    guard badValues.isEmpty else { throw AnnotationError.badValues(badValues) }
    guard rowsRead > 0 else {
      throw AnnotationError.empty(file: files.first ?? "the import")
    }
    try releaseHeld()
    counts.settle()
    try flush()
    var tallyCount = 0
    var votes = VoteTotal()
    var totalClass = TotalClass(header.labelSpace)
    let neverShown = try counts.forEachTally(
      targets: targets, hasCounts: header.hasCounts
    ) { tally in
      if !header.hasAnswers {
        votes.add(tally, task: header.task)
        totalClass.add(tally)
      }
      batch.tallies.append(tally)
      tallyCount += 1
      if batch.tallies.count == AnnotationBatch.answerLimit { try flush() }
    }
    try attributes.forEach { annotator, json in
      batch.newAttributes.append(AnnotatorAttributes(annotator: annotator, json: json))
      if batch.newAttributes.count == AnnotationBatch.answerLimit { try flush() }
    }
    try flush()
    if votes.total > 0 {
      note("The counts are of \(votes.total, "vote") about \(images.count, "image").")
      if votes.areHundreds, !countsPeople {
        note(
          "The counts of each image sum to 100: if the numbers are percentages, the numbers of votes are "
            + "unknown, and intervals and noise ceilings are not those of 100 people; import shares "
            + "between 0 and 1 then.")
      }
    }
    if let found = totalClass.found {
      let what =
        "the class \(found.shortened) has as many votes as all others together in every image, so it is their total"
      guard options.labelSpace != nil else {
        throw AnnotationError.incompatibleOptions(
          "\(files.first ?? "the file"): \(what), not a class; leave it out of the file or of --classes, or "
            + "declare the classes with --label-space")
      }
      note("In \(files.first ?? "the file") \(what), if it is not a class.")
    }
    addNotes(neverShown: neverShown)
    let summary = AnnotationSummary(
      header: header, rowsRead: rowsRead,
      rowsUsed: rowsRead - dropped.reduce(0) { $0 + $1.count }, dropped: dropped,
      images: images.count, annotators: counts.totals.hasAnnotators ? annotators.count : 0,
      answers: counts.totals.count, tallies: tallyCount, notes: notes)
    try output.finish(summary)
    return summary
  }

  /// Decides, once all answers are known, which of several is the last.
  private func releaseHeld() throws {
    guard !held.isEmpty else { return }
    var isKept = [Bool](repeating: true, count: held.count)
    for index in held.indices.reversed() { isKept[index] = !counts.isRepeat(held[index]) }
    drop("repeated answer of an annotator", isKept.count { !$0 })
    for index in held.indices where isKept[index] {
      try deliver(held[index], isPartial: isMaybe(held[index]))
    }
    held = []
  }

  private func isMaybe(_ answer: Answer) -> Bool {
    answer.response >= 0 && PresenceAnswer(responses[Int(answer.response)]) == .maybe
  }

  /// What to say where a tenth of the rows or more name no image; nil elsewhere.
  private var namelessNote: String? {
    let nameless = dropped.first { $0.rule == ImageNames.namelessRule }?.count ?? 0
    guard nameless > 0, 10 * nameless >= rowsRead else { return nil }
    return
      "\(nameless) of \(rowsRead, "row") \(nameless == 1 ? "names" : "name") no image; where a blank cell "
      + "stands for the one above it, as below merged cells, fill it in (in pandas with ffill())."
  }

  private func addNotes(neverShown: Int) {
    let (totals, partial, repeated) = (counts.totals, counts.partial, counts.repeats.found)
    for text in [
      images.rounded.note("images"), annotators.rounded.note("annotators"), images.twinNote,
      annotators.twinNote("annotators"), images.caseNote, annotators.caseNote("annotators"),
      images.summaryNote, namelessNote,
    ] {
      if let text { note(text) }
    }
    if neverShown > 0 {
      note(
        "\(neverShown, "pair of image and class was", "pairs of image and class were") never shown: "
          + "\(neverShown == 1 ? "it is" : "they are") missing, not 0.")
    }
    if totals.negativeTimes > 0 {
      note(
        "\(totals.negativeTimes, "answer has", "answers have") a negative reaction time, kept as given."
      )
    }
    for (count, what, unit, word) in [
      (totals.longTimes, "more than 100 s", "milliseconds", "ms"),
      (totals.shortTimes, "less than 0.02 s", "seconds", "s"),
    ] where 2 * count > totals.count && options.timeUnit == nil {
      note(
        "\(count) of \(totals.count, "answer") took \(what), if their times are in the unit of the format; "
          + "if they are \(unit), say --time-unit \(word).")
    }
    if repeated > 0, options.duplicates == .all {
      note(
        "\(repeated, "answer repeats", "answers repeat") an earlier one of the same annotator to the "
          + "same question; all are kept (--duplicates first or last drops them).")
    }
    if repeatedRows > 0 {
      let pair = header.task == .presence ? "an image and class" : "an image"
      note(
        "\(repeatedRows, "row is", "rows are") of \(pair) that an earlier row had; the counts are "
          + "added.")
    }
    if partial > 0 {
      let rule =
        options.maybe == .drop ? "left out" : "counted as \(options.maybe.rawValue)"
      note(
        "\(partial, "answer is", "answers are") maybe, \(rule) (--maybe 0, 0.5, 1 or drop).")
    }
    let form = "outer blanks, Unicode form, a decimal point or an exponent"
    for (count, what, forms) in [
      (
        images.merged, "images",
        "percent-encoding, what stands behind a picture's address, the order of its parameters, "
          + form
      ),
      (annotators.merged, "annotators", form),
    ] where count > 0 {
      note(
        "\(count, "name of \(what) differs", "names of \(what) differ") from another by \(forms) "
          + "only: the same name.")
    }
    if images.credentials > 0 {
      note(
        "\(images.credentials, "address of an image has", "addresses of images have") a user name or "
          + "password before the host, which \(images.credentials == 1 ? "is" : "are") not kept.")
    }
    if attributes.conflicts > 0 {
      note(
        "\(attributes.conflicts, "value about annotators differs", "values about annotators differ") "
          + "from an earlier one of the same annotator; the first is kept.")
    }
    if let raters {
      note("\(raters.file) is about \(ratersFound) of the \(annotators.count, "annotator").")
    }
    if anonymousCount > 0 {
      note(
        "\(anonymousCount, "answer names no annotator and counts", "answers name no annotator and count") "
          + "as a vote only.")
    }
    if severalCount > 0 {
      note(
        "\(severalCount, "answer selects", "answers select") several classes, each of which counts, and "
          + "no measure of agreement takes that for one choice.")
    }
    if !counts.repeats.isComplete {
      note(
        "Repeated answers were looked for among the first \(RepeatedAnswers.defaultLimit) answers "
          + "only; --duplicates first looks at all.")
    }
    if roundedRows > 0 {
      note(
        "\(roundedRows, "row of shares sums", "rows of shares sum") to 1 only within the rounding of "
          + "their decimals, taken as given.")
    }
    if header.hasCounts == false {
      note("The file has shares, not counts: there is no interval and no noise ceiling.")
    }
  }
}

/// The votes of published counts: of a forced choice those of an image once, else those of every pair.
private struct VoteTotal {
  private(set) var total: Int64 = 0
  private var groups = 0
  private var hundreds = 0
  private var nearHundreds = 0
  /// Whether every group is of 100 votes, or most are and the others of 99 or 101, as rounded
  /// percentages sum to.
  var areHundreds: Bool { groups > 0 && groups == nearHundreds && 2 * hundreds >= groups }
  private var last = Tally(image: -1, targetClass: -1, shown: 0, selected: 0)

  /// Adds a tally; those of one image follow on each other.
  mutating func add(_ tally: Tally, task: AnnotationTask) {
    let isSame =
      tally.image == last.image && tally.condition == last.condition
      && (tally.level == last.level || tally.level.isNaN && last.level.isNaN)
    last = tally
    if task == .forcedChoice, isSame { return }
    groups += 1
    if tally.shown == 100 { hundreds += 1 }
    if (99...101).contains(tally.shown) { nearHundreds += 1 }
    // Counts are checked one by one, and their sum may be beyond any number of votes.
    total = total.addingReportingOverflow(tally.shown).overflow ? .max : total + tally.shown
  }
}
