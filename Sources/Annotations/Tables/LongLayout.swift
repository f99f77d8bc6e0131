internal import Files
internal import StudyValues

/// Where a table with one answer a row has its columns, and the rules of its format.
struct LongLayout {
  /// How the image column names an image.
  enum ImageRule {
    /// By a file name or identifier.
    case name
    /// By what follows the n-th underscore of a file name.
    case afterUnderscore(Int)
    /// By a row number of these images.
    case row([String])
    /// By a row number of these images when the first field is a number, else by name.
    case rowOrName([String])
  }

  /// The rule that leaves out an answer whose identifier an earlier one had.
  static let repeatedAssignment = "assignment that was read before"

  /// The rule that leaves out a row of the names of the columns.
  static let repeatedHeader = "header once more"

  /// What a multi-line cell means.
  enum CellRule {
    /// One answer.
    case single
    /// One selected class a line.
    case lines
  }

  /// A rule that leaves rows out.
  struct DropRule {
    /// The rule in words.
    var rule: String
    /// The column that it looks at.
    var column: Int
    /// Which values of it drop the row.
    var test: Test

    /// A test of the value of a column.
    enum Test {
      /// `true` in any case, or `1`.
      case isTrue
      /// Anything but nothing, `0`, `false`, `no`, `nan`, `none` and `null`.
      case isMarked
      /// Not empty.
      case isFilled
      /// This whole number.
      case equals(Int)
      /// One of these words in lower case, whatever the case of the value.
      case isOneOf(Set<String>)
      /// Anything but these words in lower case.
      case isNoneOf(Set<String>)

      /// Whether a text marks its row.
      static func isMark(_ text: String) -> Bool {
        !["", "0", "0.0", "false", "f", "no", "n", "na", "nan", "none", "null"]
          .contains(text.lowercased())
      }
    }

    /// Whether the rule drops the current row.
    func drops(_ reader: DelimitedReader) -> Bool {
      switch test {
      case .isTrue: reader.bool(column) == true
      case .isMarked: Test.isMark(reader.string(column))
      case .isFilled: !reader.isEmpty(column)
      case .equals(let number): reader.int(column) == number
      case .isNoneOf(let words):
        !words.contains(NameText.plain(reader.string(column)).lowercased())
      case .isOneOf(let words):
        // Every row is asked, and few cells are as short as the words: no text is made of the others.
        unsafe reader.bytes(column).count <= 8 + (words.lazy.map(\.utf8.count).max() ?? 0)
          && words.contains(NameText.plain(reader.string(column)).lowercased())
      }
    }
  }

  /// What annotators were asked.
  var task = AnnotationTask.forcedChoice
  /// What the annotator column identifies.
  var identity = AnnotatorIdentity.person
  /// The image column.
  var image: Int
  /// How it names an image.
  var imageRule = ImageRule.name
  /// The annotator column.
  var annotator: Int?
  /// The answer column.
  var label: Int
  /// How a cell of it is read.
  var cells = CellRule.single
  /// The column of the class asked about.
  var asked: Int?
  /// The class asked about when it is the same for all rows.
  var askedClass: Int32 = -1
  /// The reference class.
  var target: Int?
  /// The condition column.
  var condition: Int?
  /// The condition of all rows, when there is no column.
  var fixedCondition: String?
  /// The level column.
  var level: Int?
  /// The column that identifies an answer, whose repeats are the same answer.
  var assignment: Int?
  /// The columns that tell the answers of one assignment apart, where it holds several.
  var assignmentParts: [Int] = []
  /// The reaction time column.
  var reactionTime: Int?
  /// Its unit.
  var timeUnit = TimeUnit.seconds
  /// Answers that are not a class, in lower case.
  var noAnswer: Set<String> = []
  /// The columns about annotators that are kept with them, and their names there.
  var attributes: [(column: Int, name: String)] = []
  /// The class of every image, where there is one question only; −1 for none.
  var fixedTarget: Int32 = -1
  /// Rules that leave rows out, in this order.
  var drops: [DropRule] = []
  /// The classes, when the format fixes them.
  var labelSpace: LabelSpace?
  /// Whether a guesser is right once in as many times as there are classes.
  var hasChance = true
  /// The rows below the header that hold no answers: a survey's texts of its questions.
  var headerRows = 0
  /// What tells the names of the columns once more from answers.
  var header: HeaderRow?
  /// Sentences for the summary.
  var notes: [String] = []

  /// Creates a layout with the three columns that every format has.
  init(image: Int, annotator: Int?, label: Int) {
    self.image = image
    self.annotator = annotator
    self.label = label
  }
}
