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
  private static func isLast(of names: [String]) -> Bool {
    guard names.count > 1, let last = names.last, isOne(last) else { return false }
    return names.dropLast().allSatisfy { ImageName.isPicture($0) }
  }

  /// Refuses a column of names whose last one is that of such a row.
  ///
  /// - Parameters:
  ///   - names: The names of images, in the order of the rows.
  ///   - position: Where the last one stands.
  /// - Throws: ``AnnotationError/badValues(_:)``.
  package static func refuse(
    lastOf names: [String], at position: @autoclosure () -> AnnotationPosition
  ) throws(AnnotationError) {
    if isLast(of: names), let name = names.last { throw refusal(of: name, at: position()) }
  }

  /// What is said of such a name in the place of an image's.
  static func refusal(of name: String, at position: AnnotationPosition) -> AnnotationError {
    .badValues([
      BadValue(
        position,
        expected: "an image (a row of sums or means below the others is none; take it away)",
        got: "'\(name)'")
    ])
  }
}
