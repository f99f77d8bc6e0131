/// The answer to whether a class is present, in the order of its levels: no is 0, maybe 1, yes 2.
package enum PresenceAnswer: Int32, Sendable, CaseIterable {
  /// The class is not there.
  case no
  /// The annotator cannot tell.
  case maybe
  /// The class is there.
  case yes

  /// Reads the words that files use: yes, no and maybe, true and false, 1 and 0, selected, unsure.
  package init?(_ text: String) {
    switch text.lowercased() {
    case "yes", "y", "true", "t", "1", "1.0", "selected": self = .yes
    case "no", "n", "false", "f", "0", "0.0", "not selected": self = .no
    case "maybe", "unsure", "uncertain", "0.5": self = .maybe
    default: return nil
    }
  }
}
