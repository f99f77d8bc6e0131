internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// jsPsych: a trial a row (CSV), an element (JSON) or a line (JSON Lines); also a list a line, as JATOS
  /// exports it.
  ///
  /// The answer is `response`, before version 7 `button_pressed` or `key_press`, as text or as an object
  /// of one question; the picture stands in `stimulus`, by its path or in HTML. Times are milliseconds.
  package static let jsPsych = records(
    "jspsych", title: "data of jsPsych", hasNamedColumns: true,
    matches: { head in
      if let json = head.json {
        return isTrial(json.listElement ?? json.line)
          || json.listElement?.array?.first?["trial_index"] != nil
      }
      return head.columns.map { columns in
        ["trial_type", "trial_index", "time_elapsed"].allSatisfy { columns.find($0) != nil }
      } ?? false
    },
    layout: { try .trials($0.paths, $0.options, jsPsychTrials) })

  /// Whether an object is a trial: it has the fields that jsPsych writes into every one.
  ///
  /// Two of them are enough where the object is no plain answer, since older versions and other programs
  /// leave some out.
  private static func isTrial(_ value: JSONValue?) -> Bool {
    guard let value, value["trial_type"] != nil, value["trial_index"] != nil else { return false }
    return value["time_elapsed"] != nil || value["internal_node_id"] != nil
      || !AnswerFields.areIn(value)
  }

  private static let jsPsychTrials = TrialProgram(
    title: "data of jsPsych", answers: .named(["response", "button_pressed", "key_press"]),
    times: ["rt"], timeUnit: .milliseconds, identity: ["trial_index", "time_elapsed"],
    event: { _ in nil })
}
