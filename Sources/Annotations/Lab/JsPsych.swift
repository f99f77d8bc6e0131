internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// jsPsych: a trial a row (CSV) or an element (JSON); also a list a line, as JATOS exports it.
  ///
  /// The answer is `response`, before version 7 `button_pressed` or `key_press`, as text or as an object
  /// of one question; the picture stands in `stimulus`, by its path or in HTML. Times are milliseconds.
  package static let jsPsych = records(
    "jspsych", title: "data of jsPsych", hasNamedColumns: true,
    matches: { head in
      if let json = head.json {
        return json.elementHas("trial_type", "trial_index")
          || json.listElement?.array?.first?["trial_index"] != nil
      }
      return head.columns.map { columns in
        ["trial_type", "trial_index", "time_elapsed"].allSatisfy { columns.find($0) != nil }
      } ?? false
    },
    layout: { try .trials($0.paths, $0.options, jsPsychTrials) })

  private static let jsPsychTrials = TrialProgram(
    title: "data of jsPsych", answers: .named(["response", "button_pressed", "key_press"]),
    times: ["rt"], unitsPerSecond: 1_000, identity: ["trial_index", "time_elapsed"],
    event: { _ in nil })
}
