internal import Annotations
internal import StudyStore
internal import StudyValues

extension StudyStore {
  /// The classes of a data set as an import reads them: where they were found in answers, a number is no
  /// position among them.
  func classes(of dataset: StudyDataset) throws -> LabelSpace {
    var space = try labelSpace(of: dataset.name)
    space.readsNamesOnly = try annotationSets(of: dataset.name).contains {
      ImportOptions.haveFoundClasses($0.options)
    }
    return space
  }
}

extension LabelSpace {
  /// What to say where an array counts the classes that were found in answers; nil where nothing was
  /// found, or the classes are numbers themselves.
  ///
  /// - Parameter file: The array.
  /// - Returns: A sentence without its full stop.
  func noteOnNumbers(in file: String) -> String? {
    guard hasUnknownOrder else { return nil }
    let shown = classes.prefix(3).map { "\($0.index) is \($0.name)" }.joined(separator: ", ")
    return
      "the numbers of \(file) are taken for places among the classes of the answers, in the order of "
      + "their names: \(shown)\(classes.count > 3 ? ", …" : ""); if they count otherwise, declare the "
      + "classes in their order with --label-space FILE at the first import"
  }
}
