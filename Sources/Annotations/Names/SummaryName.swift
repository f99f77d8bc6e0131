internal import StudyValues

/// What the rows and columns of a table are called that hold sums, means and the like of the others.
package enum SummaryName {
  /// The names of sums, in lower case.
  static let totals: Set<String> = [
    "total", "totals", "grand total", "subtotal", "sum", "sums", "all", "summe", "gesamt",
    "gesamtsumme", "gesamtergebnis", "somme", "total général", "suma", "total general", "totale",
    "totaal",
  ]
  /// The names of other rows below a table, in lower case.
  private static let others: Set<String> = [
    "mean", "means", "average", "averages", "avg", "median", "mode", "std", "sd", "stdev", "min",
    "max", "count", "counts", "n", "agreement", "kappa", "alpha", "mittelwert", "moyenne",
    "promedio",
  ]

  /// Whether a name is that of a row of sums or the like.
  static func isOne(_ name: String) -> Bool {
    // Most names of images are long or end in a digit, and no text is made of them.
    guard name.utf8.count <= 20, let last = name.utf8.last, !(0x30...0x39).contains(last) else {
      return false
    }
    let plain = NameText.plain(name).lowercased()
    let word = plain.last == ":" ? String(plain.dropLast()) : plain
    return totals.contains(word) || others.contains(word)
  }

  /// Whether the last of some names is that of such a row, while all before it are names of pictures.
  package static func isLast(of names: [String]) -> Bool {
    guard names.count > 1, let last = names.last, isOne(last) else { return false }
    return names.dropLast().allSatisfy { ImageName.isPicture($0) }
  }

  /// What messages expect in the place of such a name.
  package static let expectation =
    "an image (a row of sums or means below the others is none; take it away)"
}

/// Finds a class that is the total of the others, as a column or row of totals becomes one.
struct TotalClass {
  private struct Candidate {
    let index: Int32
    let name: String
    var images = 0
    var isTotal = true
  }

  private var candidates: [Candidate]

  /// Looks among classes for those that are called so.
  init(_ space: LabelSpace) {
    candidates = space.classes.compactMap { item in
      SummaryName.totals.contains(item.name.lowercased())
        ? Candidate(index: item.index, name: item.name) : nil
    }
  }

  /// Adds the votes for a class of an image.
  mutating func add(_ tally: Tally) {
    guard !candidates.isEmpty, tally.shown > 0 else { return }
    for place in candidates.indices where candidates[place].index == tally.targetClass {
      candidates[place].images += 1
      if 2 * tally.selected != Double(tally.shown) { candidates[place].isTotal = false }
    }
  }

  /// The name of the class that has half of the votes of every image, of two images at least.
  var found: String? { candidates.first { $0.images > 1 && $0.isTotal }?.name }
}
