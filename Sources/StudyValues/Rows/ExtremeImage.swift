/// One image of a list of extremes: a row of a report's gallery tables.
package struct ExtremeImage: Codable, Equatable, Sendable {
  /// The analysis that made the list.
  package var analysis: String
  /// The list, for example `hard for people, easy for resnet`.
  package var list: String
  /// The place in the list, 1 for the most extreme image.
  package var place: Int
  /// The image's name.
  package var image: String
  /// The image's true class.
  package var targetClass: String
  /// The class most people chose.
  package var majorityClass: String?
  /// The network.
  package var model: String
  /// The class the network predicts.
  package var predictedClass: String?
  /// The number of annotators who chose the true class.
  package var selected: Int
  /// The number of annotators who saw the image.
  package var shown: Int
  /// Human selection frequency, selected / shown.
  package var hsf: Double
  /// Human selection frequency shrunken towards the mean by the number of votes.
  package var shrunkenHSF: Double
  /// The score the list is sorted by.
  package var score: String
  /// The value of that score.
  package var value: Double
  /// The difference of normal scores, network minus people, that ranks the list.
  package var discrepancy: Double
  /// Whether the people's majority rejects the label, which makes a label error likely.
  package var labelDoubtful: Bool

  /// Creates a row.
  package init(
    analysis: String, list: String, place: Int, image: String, targetClass: String,
    majorityClass: String?, model: String, predictedClass: String?, selected: Int, shown: Int,
    hsf: Double, shrunkenHSF: Double, score: String, value: Double, discrepancy: Double,
    labelDoubtful: Bool
  ) {
    self.analysis = analysis
    self.list = list
    self.place = place
    self.image = image
    self.targetClass = targetClass
    self.majorityClass = majorityClass
    self.model = model
    self.predictedClass = predictedClass
    self.selected = selected
    self.shown = shown
    self.hsf = hsf
    self.shrunkenHSF = shrunkenHSF
    self.score = score
    self.value = value
    self.discrepancy = discrepancy
    self.labelDoubtful = labelDoubtful
  }

  /// The columns, in the order in which tables and files show them.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case analysis, list, place, image
    case targetClass = "class"
    case majorityClass = "majority_class"
    case model
    case predictedClass = "predicted_class"
    case selected, shown, hsf
    case shrunkenHSF = "shrunken_hsf"
    case score, value, discrepancy
    case labelDoubtful = "label_doubtful"
  }
}
