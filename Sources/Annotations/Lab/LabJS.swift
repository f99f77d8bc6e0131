internal import StudyValues

extension AnnotationFormat {
  /// lab.js: one component a row, of which those that a response ended are answers.
  ///
  /// The time is the `duration` of the component, in milliseconds.
  package static let labJS = records(
    "labjs", title: "data of lab.js", hasNamedColumns: true,
    matches: { head in
      if let json = head.json {
        return json.elementHas("sender", "sender_id") || json.elementHas("sender", "meta")
          || json.elementHas("sender", "sender_type", "timestamp")
      }
      return head.columns.map { columns in
        columns.find("sender") != nil && columns.find("ended_on") != nil
          && columns.find("sender_id", "sender_type", "timestamp") != nil
      } ?? false
    },
    layout: { try .trials($0.paths, $0.options, labJSTrials) })

  private static let labJSTrials = TrialProgram(
    title: "data of lab.js", answers: .named(["response"]), times: ["duration"],
    timeUnit: .milliseconds, identity: ["sender_id", "timestamp"],
    event: { trial in
      switch trial.text("ended_on") {
      case "response", "form submission", "": trial.text("response").isEmpty ? noResponse : nil
      case "timeout": nil
      default: noResponse
      }
    })

  private static let noResponse = "event that is no response"
}
