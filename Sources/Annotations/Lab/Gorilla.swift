internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// Gorilla: one event a row, of which those of the type response are answers.
  ///
  /// Task Builder 2 says so in `Response Type`, Task Builder 1 in `Zone Type`. Of several attempts at a
  /// trial the first counts. Times are milliseconds.
  package static let gorilla = records(
    "gorilla", title: "data of Gorilla", hasNamedColumns: true,
    matches: { head in
      guard let columns = head.columns else { return false }
      return ["Event Index", "Participant Private ID", "Response", "Reaction Time"]
        .allSatisfy { columns.find($0) != nil }
    },
    layout: { try .trials($0.paths, $0.options, gorillaTrials) })

  private static let gorillaTrials = TrialProgram(
    title: "data of Gorilla", answers: .named(["Response"]), times: ["Reaction Time"],
    timeUnit: .milliseconds, identity: ["Event Index", "UTC Timestamp"],
    event: { trial in
      let type = trial.text("Response Type").lowercased()
      let zone = trial.text("Zone Type").lowercased()
      // A file that was cut down may have neither.
      let isUnknown = trial["Response Type"] == nil && trial["Zone Type"] == nil
      let isAnswer =
        isUnknown ? true : type.isEmpty ? zone.hasPrefix("response") : type == "response"
      guard isAnswer || trial.text("Timed Out") == "1" || type == "timed out" else {
        return "event that is no response"
      }
      let attempt = trial.text("Attempt")
      return attempt.isEmpty || attempt == "0" || DecimalNumber(attempt)?.whole == "1"
        ? nil : "further attempt at a trial"
    })
}
