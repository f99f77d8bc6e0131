internal import Files
import StudyStore

extension ImportCounts {
  /// Refuses an import that leaves no answer.
  ///
  /// - Parameters:
  ///   - paths: The files of answers.
  ///   - dataset: The data set.
  /// - Throws: ``StudyError/inconsistent(location:problem:)`` with the reason: images that the data set does
  ///   not have, or the rules that left the rows out.
  func refuseNothing(of paths: [String], dataset: String) throws(StudyError) {
    guard answers == 0, tallies == 0 else { return }
    let images = imagesUnknown + imagesAmbiguous
    let rules = dropped.filter { $0.count > 0 }.map(\.rule).joined(separator: ", ")
    let problem =
      if images > 0, imagesMatched + imagesCreated == 0 {
        "no answer is left, since none of its \(images, "image is", "images is") in the data set "
          + "\(dataset), among them \(imageExamples.prefix(3).joined(separator: ", ")); check the names, "
          + "or add the images with --unknown-images create"
      } else {
        "no answer is left" + (rules.isEmpty ? "" : ", since rules leave every row out (\(rules))")
          + "; check the columns and the options"
      }
    throw .inconsistent(location: paths.first ?? dataset, problem: problem)
  }
}
