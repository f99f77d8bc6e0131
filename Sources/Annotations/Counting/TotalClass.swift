internal import StudyValues

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
