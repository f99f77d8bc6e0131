/// Why a value of the field could not be made or used as asked.
package enum StudyValuesError: Error, Equatable, CustomStringConvertible {
  /// A label space could not be used as asked; the sentence says why.
  case labelSpace(String)
  /// The number of rows, or a list of them, does not belong to the order.
  case wrongOrder(file: String, expected: String, got: String)
  /// The order needs a list of names or a permutation that was not given.
  case missingList(file: String, order: String)
  /// A spreadsheet has rounded an identifier.
  case roundedName(file: String, name: String)
  /// A method models or resamples annotators, but the set does not say who answered.
  case needsPersons(method: String, identity: AnnotatorIdentity)

  /// One sentence: what was expected, what was found, what to do.
  package var description: String {
    switch self {
    case .labelSpace(let sentence): return sentence
    case .wrongOrder(let file, let expected, let got):
      return "\(file): expected \(expected), found \(got)"
    case .missingList(let file, let order):
      return "\(file): the order \(order) needs the list that defines it, which was not given"
    case .roundedName(let file, let name):
      return
        "\(file): expected identifiers of images with all of their digits, found '\(name)', which a "
        + "spreadsheet has rounded; export the column as text"
    case .needsPersons(let method, .position):
      return
        "\(method) needs to know which person gave which answer, but the annotators of this set "
        + "are positions in a list, a different person for every image"
    case .needsPersons(let method, _):
      return
        "\(method) needs to know which person gave which answer, but this set has only numbers "
        + "of votes"
    }
  }
}
