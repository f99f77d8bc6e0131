/// The command line as it was given, for the record of a study.
enum CommandText {
  /// The words, without the secret that pseudonyms are made with.
  static var words: [String] {
    var words = ["avh"] + CommandLine.arguments.dropFirst()
    for (place, word) in words.enumerated() where word.hasPrefix("--salt") {
      if word.hasPrefix("--salt=") { words[place] = "--salt=…" }
      if word == "--salt", words.indices.contains(place + 1) { words[place + 1] = "…" }
    }
    return words
  }

  /// The words in one text; words with spaces stand in quotes.
  static var line: String {
    words.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(separator: " ")
  }
}
