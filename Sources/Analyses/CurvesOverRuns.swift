internal import StudyValues

extension FigureSpecification {
  /// A figure of curves.
  ///
  /// - Parameters:
  ///   - suffix: The end of the identifier, any name.
  ///   - title: The title.
  ///   - caption: What is shown.
  ///   - x: The horizontal axis.
  ///   - y: The name of the vertical axis.
  ///   - series: The points of all curves.
  ///   - isOrdered: Whether the curves have an order.
  ///   - name: The name of a point's curve.
  /// - Returns: The figure; none where no point has a value.
  static func curves(
    _ suffix: String, title: String, caption: Prose, x: String, y: String, _ series: [SeriesPoint],
    isOrdered: Bool = false, name: (ResultKey) -> String
  ) -> [FigureSpecification] {
    let known = series.filter { $0.value != nil }
    guard !known.isEmpty else { return [] }
    return [
      FigureSpecification(
        id: Identifier.made(from: suffix), title: title, caption: caption,
        content: .curves(
          CurveFigure(
            x: FigureAxis(x), y: FigureAxis(y), series: known, name: name, isOrdered: isOrdered)))
    ]
  }

  /// The curves of one quantity over all images, one for each score.
  static func allScores(
    _ quantity: String, _ words: String, x: String, _ series: [SeriesPoint]
  ) -> [FigureSpecification] {
    curves(
      quantity, title: words.prefix(1).uppercased() + words.dropFirst(),
      caption: Prose(plain: "The \(words) of each score, with 95 % intervals."), x: x, y: words,
      series.filter { $0.key.quantity == quantity && $0.key.grouping == nil },
      name: { $0.score ?? quantity })
  }
}

extension [FigureSpecification] {
  /// The same figures with a number behind an identifier that an earlier one has.
  var withUniqueIdentifiers: [FigureSpecification] {
    var counts: [String: Int] = [:]
    return map { figure in
      var figure = figure
      counts[figure.id, default: 0] += 1
      if let count = counts[figure.id], count > 1 { figure.id += "-\(count)" }
      return figure
    }
  }
}

extension [SeriesPoint] {
  /// The different values that a part of the key takes, in the order in which they come.
  func distinct(_ part: (ResultKey) -> String?) -> [String] {
    var found: [String] = []
    for point in self {
      if let value = part(point.key), !found.contains(value) { found.append(value) }
    }
    return found
  }
}
