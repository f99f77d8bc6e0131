/// One image of a list of extremes: a row of a report's gallery tables.
package struct ExtremeImage: KeyedRow {
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
  /// The difference of places (0 for the easiest image, 1 for the hardest), network less people.
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

  package static let table = "extreme_image"
  package static let meaning = "One image of a list of extremes."
  package static let blank = ExtremeImage(
    analysis: "", list: "", place: 0, image: "", targetClass: "", majorityClass: nil, model: "",
    predictedClass: nil, selected: 0, shown: 0, hsf: 0, shrunkenHSF: 0, score: "", value: 0,
    discrepancy: 0, labelDoubtful: false)
  package static let columns: [RowColumn<ExtremeImage>] = [
    RowColumn("analysis", "Analysis", \.analysis, "The analysis's name.").detail,
    RowColumn("list", "List", \.list, "The list.").detail,
    RowColumn("place", "Place", \.place, "The place in the list, from 1."),
    RowColumn("image", "Image", \.image, "The image's name."),
    RowColumn("class", "Class", \.targetClass, "The image's true class."),
    RowColumn("majority_class", "Majority", \.majorityClass, "The class most people chose."),
    RowColumn("model", "Network", \.model, "The model.").detail,
    RowColumn("predicted_class", "Predicted", \.predictedClass, "The class the model predicts."),
    RowColumn("selected", "Chosen", \.selected, "How many chose the true class."),
    RowColumn("shown", "Shown", \.shown, "How many saw the image."),
    RowColumn("hsf", "HSF", .fixed(decimals: 3), \.hsf, "Human selection frequency."),
    RowColumn(
      "shrunken_hsf", "Shrunken HSF", .fixed(decimals: 3), \.shrunkenHSF,
      "HSF shrunken towards the mean."),
    RowColumn("score", "Score", \.score, "The score that sorts the list."),
    RowColumn("value", "Value", .real(digits: 4), \.value, "The value of the score."),
    RowColumn(
      "discrepancy", "Difference", .fixed(decimals: 3), \.discrepancy,
      "The difference of places, 0 for the easiest image and 1 for the hardest, model minus people."
    ),
    RowColumn(
      "label_doubtful", "Label doubtful", \.labelDoubtful,
      "1 if the people's majority rejects the label."),
  ]
}
