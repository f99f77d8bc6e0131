import ArgumentParser

/// A command that says, when it is stopped, what is kept and how it goes on.
protocol GoesOn: ParsableCommand {
  /// The words before the command line.
  static var goesOn: String { get }
}

extension StudyFetchCommand: GoesOn {
  static var goesOn: String { "the files that are complete stay; fetch the others with" }
}

extension StudyRunCommand: GoesOn {
  static var goesOn: String {
    "what was in --out before is still there, the run begins anew with"
  }
}

extension StudyRunAllCommand: GoesOn {
  static var goesOn: String {
    "the studies that are complete stay in --out; run all of them again with"
  }
}

extension ImportCommand: GoesOn {
  static var goesOn: String { "nothing of it is stored; import it with" }
}

extension ScoreCommand: GoesOn {
  static var goesOn: String { "nothing of it is stored; score it with" }
}
