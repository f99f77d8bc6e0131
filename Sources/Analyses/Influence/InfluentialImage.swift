package import StudyValues

/// One image on which the difference of two scores hangs: a row of `avh influence`.
package struct InfluentialImage: DescribedRow, Equatable {
  /// The network.
  package var model: String
  /// The first score.
  package var scoreA: String
  /// The second score.
  package var scoreB: String
  /// The place by the size of the change, from 1.
  package var place: Int
  /// The image.
  package var image: String
  /// The true class.
  package var targetClass: String
  /// The human measure.
  package var human: Double
  /// The value of the first score.
  package var valueA: Double
  /// The value of the second score.
  package var valueB: Double
  /// The difference of strengths without the image, less that of all images.
  package var change: Double
  /// The difference of strengths without the image.
  package var difference: Double

  package static let columns: [RowColumn<InfluentialImage>] = [
    RowColumn("model", "Network", \.model, "The network."),
    RowColumn("score_a", "First", \.scoreA, "The first score."),
    RowColumn("score_b", "Second", \.scoreB, "The second score."),
    RowColumn("place", "Place", \.place, "The place by the size of the change, from 1."),
    RowColumn("image", "Image", \.image, "The image."),
    RowColumn("class", "Class", \.targetClass, "The true class."),
    RowColumn("human", "People", .coefficient(decimals: 3), \.human, "The human measure."),
    RowColumn("value_a", "First value", .real(digits: 4), \.valueA, "The first score."),
    RowColumn("value_b", "Second value", .real(digits: 4), \.valueB, "The second score."),
    RowColumn(
      "change", "Change", .coefficient(decimals: 6), \.change,
      "The difference of strengths without the image, less that of all images."),
    RowColumn(
      "difference", "Without it", .coefficient(decimals: 6), \.difference,
      "The difference of strengths without the image."),
  ]

  /// The images with the largest influence.
  ///
  /// - Parameters:
  ///   - influence: The influence of every image of a table.
  ///   - table: That table.
  ///   - count: The most rows.
  /// - Returns: The rows, the largest change first.
  package static func rows(
    _ influence: ImageInfluence, of table: ImageTable, count: Int
  ) -> [InfluentialImage] {
    let values = influence.pair.map { table.score($0)?.values ?? [] }
    let measure = influence.human.values(table)
    return influence.order.prefix(count).enumerated().map { place, index in
      let image = influence.images[index]
      let change = influence.changes[index]
      return InfluentialImage(
        model: influence.model, scoreA: influence.pair[0], scoreB: influence.pair[1],
        place: place + 1, image: table.images[image],
        targetClass: table.classNames[table.targetClass[image]], human: measure[image],
        valueA: values[0][image], valueB: values[1][image], change: change,
        difference: influence.difference + change)
    }
  }
}
