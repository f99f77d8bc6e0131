/// The terms of the field that a page explains: as a tip over the word, and in a list at its end.
enum Glossary {
  /// One term.
  struct Term {
    /// The term as the list shows it.
    let name: String
    /// The words in a text that are the term.
    let words: [String]
    /// What it means.
    let meaning: String
  }

  /// Every term; a new one is a line here.
  static let all: [Term] = [
    Term(
      name: "HSF", words: ["HSF", "Human selection frequency", "human selection frequency"],
      meaning:
        "Human selection frequency: the share of people who chose an image's true class; higher means easier."
    ),
    Term(
      name: "AVH", words: ["AVH"],
      meaning:
        "Angular visual hardness: the angle between an image's features and the weights of its true class, divided by the sum of its angles to the weights of all classes; higher means harder."
    ),
    Term(
      name: "angular gap", words: ["angular gap"],
      meaning:
        "The angle to the true class less the smallest angle to another class; higher means harder."
    ),
    Term(
      name: "confidence", words: [],
      meaning: "The softmax probability of the true class; higher means easier."),
    Term(
      name: "strength", words: ["strength", "Strength"],
      meaning:
        "A correlation with a human measure, turned so that positive means that the score follows people."
    ),
    Term(
      name: "noise ceiling", words: ["noise ceiling"],
      meaning:
        "What a score that knew the true frequencies could be expected to reach with so few votes."),
    Term(
      name: "classes as the sample", words: ["classes as the sample"],
      meaning:
        "The interval says what other classes of this kind would give; one degree of freedom less than classes."
    ),
    Term(
      name: "images as the sample", words: ["images as the sample"],
      meaning: "The interval says what other images would give."),
    Term(
      name: "smallest detectable difference",
      words: ["smallest detectable", "Smallest detectable"],
      meaning:
        "The true difference that four of five such studies would have found at the level of the test."
    ),
    Term(
      name: "margin", words: ["within the margin"],
      meaning: "The size of a difference below which it counts as none, stated before the run."),
    Term(
      name: "too close to call", words: ["too close to call"],
      meaning: "Neither beyond chance nor shown to be within the margin."),
    Term(
      name: "equivalent", words: ["equivalent"],
      meaning: "Two one-sided tests show the difference within the margin."),
    Term(
      name: "ECE", words: ["ECE", "expected calibration error"],
      meaning:
        "Expected calibration error: the mean distance of confidence and accuracy over bins of confidence."
    ),
    Term(
      name: "Krippendorff's α", words: ["Krippendorff's α"],
      meaning:
        "Agreement beyond chance over all pairs of answers to one image; 1 is full agreement."),
  ]

  /// A text cut at its first mention of each term: pieces of text, and terms with their words.
  static func pieces(of text: String) -> [(text: String, meaning: String?)] {
    var found: [(range: Range<String.Index>, meaning: String)] = []
    for term in all {
      let ranges = term.words.compactMap { word(text, $0) }
      guard let first = ranges.min(by: { $0.lowerBound < $1.lowerBound }) else { continue }
      if !found.contains(where: { $0.range.overlaps(first) }) {
        found.append((first, term.meaning))
      }
    }
    var pieces: [(text: String, meaning: String?)] = []
    var position = text.startIndex
    for (range, meaning) in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if position < range.lowerBound {
        pieces.append((String(text[position..<range.lowerBound]), nil))
      }
      pieces.append((String(text[range]), meaning))
      position = range.upperBound
    }
    if position < text.endIndex { pieces.append((String(text[position...]), nil)) }
    return pieces
  }

  /// The first place where a word stands by itself.
  private static func word(_ text: String, _ word: String) -> Range<String.Index>? {
    var start = text.startIndex
    while let range = text[start...].firstRange(of: word) {
      let before =
        range.lowerBound == text.startIndex ? " " : text[text.index(before: range.lowerBound)]
      let after = range.upperBound == text.endIndex ? " " : text[range.upperBound]
      if !before.isLetter, !after.isLetter, !after.isNumber { return range }
      start = range.upperBound
    }
    return nil
  }
}
