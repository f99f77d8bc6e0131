internal import StudyValues

extension AnnotationFormat {
  /// PsychoPy and Pavlovia: a table a participant, whose columns stand in any order.
  ///
  /// The answer is the only column of a keyboard, a mouse, a slider or a text box that has values beside
  /// pictures; its time stands in `.rt`, in seconds. Rows of other routines have no picture.
  package static let psychoPy = records(
    "psychopy", title: "data of PsychoPy", hasNamedColumns: true,
    matches: { head in
      guard let columns = head.columns else { return false }
      // A loop of the experiment, or a response of it where somebody has cut the file down.
      let endings = [".thisN", ".thisTrialN", ".thisRepN", ".keys", ".clicked_name"]
      return columns.names.contains { name in endings.contains { name.hasSuffix($0) } }
        && columns.find("expName", "psychopyVersion", "frameRate", "participant") != nil
    },
    layout: { try .trials($0.paths, $0.options, psychoPyTrials) })

  private static let psychoPyTrials = TrialProgram(
    title: "data of PsychoPy",
    answers: .ending([".keys", ".clicked_name", ".response", ".rating", ".text"]),
    times: [".rt", ".time"],
    timeUnit: .seconds, identity: [], event: { _ in nil })
}
