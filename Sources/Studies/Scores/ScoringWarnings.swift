import Files
package import Networks
internal import StudyStore

extension ScoringSummary {
  /// The likely cause of an accuracy that guessing gives too; nil for any other accuracy.
  package var nearChance: String? {
    guard labelledRows > 0 else { return nil }
    return Chance.warning(
      right: Int((accuracy * Double(labelledRows)).rounded()), of: labelledRows, classes: classes)
  }
}

extension Chance {
  /// The likely cause of so few right answers, from 50 images with a label on.
  static func warning(right: Int, of labelled: Int, classes: Int) -> String? {
    guard labelled >= 50,
      Double(right) / Double(labelled) < threshold(1 / Double(classes))
    else { return nil }
    return "about chance: rows or classes may be in another order than the labels; see avh check"
  }
}

extension RunCounts {
  /// Refuses a file of which more than a tenth of the images are not in the data set.
  func refuseFewMatches(_ dataset: String, in file: String) throws(StudyError) {
    let total = images + imagesUnknown + imagesAmbiguous
    guard images < total - total / 10 else { return }
    throw .inconsistent(
      location: file,
      problem:
        "only \(images) of its \(total, "image is", "images are") in the data set \(dataset), which does not know "
        + "\(imageExamples.prefix(3).joined(separator: ", ")); if the others shall be left out, say "
        + "so with --unknown-images count (unknown_images: count in a manifest)")
  }

  /// What was not stored, or contradicts the study, one sentence each.
  func warnings(of source: String) -> [String] {
    var sentences = [note].compactMap(\.self).map { "\(source): \($0.dropLast())" }
    let examples =
      imageExamples.isEmpty ? "" : ", among them \(imageExamples.joined(separator: ", "))"
    if imagesUnknown > 0 {
      sentences.append(
        "\(source): \(imagesUnknown, "image is", "images are") not in the data set and have no scores\(examples)"
      )
    }
    if imagesAmbiguous > 0 {
      sentences.append(
        "\(source): \(imagesAmbiguous, "name fits", "names fit") several images and have no scores\(examples)"
      )
    }
    if labelConflicts > 0 {
      sentences.append(
        "\(source): the target class of \(labelConflicts, "image") is not the data set's true class"
      )
    }
    return sentences
  }
}
