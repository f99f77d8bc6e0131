package import StudyValues

/// Images beside each other, for example those that are hard for people and easy for a network.
package struct ImageGallery: Equatable, Sendable {
  /// One image.
  package struct Card: Equatable, Sendable {
    /// The name.
    package var image: String
    /// Where its picture lies, as far as a file told it.
    package var place: ImagePlace?
    /// The true class.
    package var targetClass: String
    /// The class that most people chose, where it is another one.
    package var majorityClass: String?
    /// The class that the network predicts.
    package var predictedClass: String?
    /// How many people chose the true class; nil where the set has shares only.
    package var selected: Int?
    /// How many people saw the image.
    package var shown: Int?
    /// Human selection frequency.
    package var hsf: Double
    /// The share of people's choices that fell on ``majorityClass``; nil where that is the true class.
    package var majorityShare: Double?
    /// Scores of the network, by their names for readers.
    package var scores: [Score] = []
  }

  /// A score of an image.
  package struct Score: Equatable, Sendable {
    /// The name for readers.
    package var name: String
    /// The value.
    package var value: Double
  }

  /// What the images have in common.
  package var title: String
  /// The images.
  package var cards: [Card]
}

extension ImageGallery {
  /// The cards as lines of a table, for pages without pictures.
  var rows: RowTable {
    RowTable(
      columns: [
        Column("image", heading: "Image", kind: .text),
        Column("class", heading: "Class", kind: .text),
        Column("majority_class", heading: "Most said", kind: .text),
        Column("predicted_class", heading: "Network", kind: .text),
        Column("selected", heading: "Chose it", kind: .integer),
        Column("shown", heading: "People", kind: .integer),
        Column("hsf", heading: "HSF", kind: .fixed(decimals: 2)),
      ]
        + (cards.first?.scores ?? []).map {
          Column($0.name, heading: $0.name, kind: .real(digits: 3))
        },
      rows: cards.map { card in
        [
          .text(card.image), .text(card.targetClass), Cell(card.majorityClass),
          Cell(card.predictedClass), Cell(card.selected), Cell(card.shown), .real(card.hsf),
        ]
          + (cards.first?.scores ?? []).map { score in
            Cell(card.scores.first { $0.name == score.name }?.value)
          }
      }
    ).withoutEmptyColumns()
  }
}
