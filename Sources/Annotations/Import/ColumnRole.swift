/// What a column of a table is for, as in `--map image=file,annotator=who,label=choice`.
package enum ColumnRole: String, Sendable, CaseIterable, Codable {
  /// The file name or identifier of the image.
  case image
  /// Who answered.
  case annotator
  /// The answer: the chosen class, or yes, maybe or no when a class was asked about.
  case label
  /// The class that was asked about.
  case asked
  /// The reference class of the image.
  case target
  /// How many selected the class.
  case selected
  /// How many could have selected the class.
  case total
  /// How many said maybe.
  case partial
  /// The experimental condition.
  case condition
  /// The level within the condition, a number.
  case level
  /// Identifies an answer: a row with the identifier of an earlier one is the same answer.
  case assignment
  /// The reaction time in seconds.
  case reactionTime = "reaction-time"
  /// Marks gold items and attention checks: marked rows are dropped and counted.
  case gold
  /// Marks repeats that the experimenter planned: marked rows are dropped and counted.
  case rerun
  /// Marks practice and test trials: marked rows are dropped and counted.
  case practice
}
