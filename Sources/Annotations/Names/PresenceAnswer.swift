/// The answer to whether a class is present.
enum PresenceAnswer: String, CaseIterable {
  case no
  case maybe
  case yes

  /// Reads the words that files use: yes, no and maybe, true and false, 1 and 0, selected, unsure.
  init?(_ text: String) {
    switch text.lowercased() {
    case "yes", "y", "true", "t", "1", "1.0", "selected": self = .yes
    case "no", "n", "false", "f", "0", "0.0", "not selected": self = .no
    case "maybe", "unsure", "uncertain", "0.5": self = .maybe
    default: return nil
    }
  }
}
