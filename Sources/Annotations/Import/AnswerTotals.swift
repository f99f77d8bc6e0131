internal import StudyValues

/// What the notes of an import say about its answers as a whole.
struct AnswerTotals {
  /// The number of answers.
  private(set) var count = 0
  /// The number of answers with a time below 0.
  private(set) var negativeTimes = 0
  /// The number of answers that took more than 100 s.
  private(set) var longTimes = 0
  /// The number of answers that took less than 0.02 s, which nobody does.
  private(set) var shortTimes = 0
  /// Whether an answer names its annotator.
  private(set) var hasAnnotators = false

  /// Adds an answer.
  mutating func add(_ answer: Answer) {
    count += 1
    if answer.annotator >= 0 { hasAnnotators = true }
    let time = answer.reactionTime
    if time < 0 { negativeTimes += 1 }
    if time > 100 { longTimes += 1 }
    if time > 0, time < 0.02 { shortTimes += 1 }
  }
}
