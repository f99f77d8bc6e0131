import Files

/// How often people selected one class of one image, for the check of control images.
package struct ControlVote: Sendable, Equatable {
  /// The image.
  package let image: String
  /// The class, as an index of the label space.
  package let targetClass: Int32
  /// How often the pair was shown.
  package let shown: Int64
  /// How often the class was selected.
  package let selected: Double
}

extension AlignmentCheck {
  /// Looks for negative controls that were taken for the target class.
  ///
  /// In selection tasks an image is also shown under classes that it surely does not show. When the
  /// class joined as the target is hardly selected while another class of the same image nearly
  /// always is, for more than half of the images that have such a class, the join took the wrong
  /// rows. Single images of that kind are label errors and are not reported. Where only controls were
  /// joined there is no other class; then hardly any target is selected by half of those who saw it.
  ///
  /// - Parameters:
  ///   - votes: All pairs of image and class.
  ///   - targets: The class that is taken for the target of each image.
  ///   - controls: Pairs known to be negative controls, where the file says so.
  ///   - source: What the set is called in sentences.
  /// - Returns: A finding with the images concerned.
  package static func negativeControls(
    _ votes: [ControlVote], targets: [String: Int32], controls: [String: Set<Int32>] = [:],
    source: String
  ) -> [AlignmentFinding] {
    let declared = targets.filter { controls[$0.key]?.contains($0.value) == true }.keys.sorted()
    if !declared.isEmpty {
      return [
        AlignmentFinding(
          .error, .negativeControl,
          "\(source) takes \(declared.count) of \(targets.count, "target") from negative controls, "
            + "whose frequency says nothing about the image; join on (image, target class).",
          count: declared.count, examples: declared)
      ]
    }
    var ofTarget: [String: Double] = [:]
    var bestOther: [String: Double] = [:]
    for vote in votes where vote.shown >= 3 {
      let share = vote.selected / Double(vote.shown)
      if targets[vote.image] == vote.targetClass {
        ofTarget[vote.image] = share
      } else {
        bestOther[vote.image] = max(bestOther[vote.image] ?? 0, share)
      }
    }
    let eligible = ofTarget.filter { max($0.value, bestOther[$0.key] ?? 0) >= 0.8 }
    let suspicious = eligible.filter { $0.value <= 0.2 && (bestOther[$0.key] ?? 0) >= 0.8 }
    if eligible.count >= 10, 2 * suspicious.count > eligible.count {
      let images = suspicious.keys.sorted()
      return [
        AlignmentFinding(
          .error, .negativeControl,
          "In \(source) the class taken for the target is hardly selected while another class of the "
            + "same image nearly always is, for \(images.count) of \(eligible.count, "image"): negative "
            + "controls were taken for targets; join on (image, target class).",
          count: images.count, examples: images)
      ]
    }
    let accepted = ofTarget.values.count { $0 >= 0.5 }
    guard ofTarget.count >= 50, 50 * accepted < ofTarget.count else { return [] }
    return [
      AlignmentFinding(
        .warning, .negativeControl,
        "In \(source) only \(accepted) of \(ofTarget.count, "image") were selected for their target "
          + "class by half of those who saw them: the targets are probably negative controls, or "
          + "the labels are of other images.", count: ofTarget.count - accepted,
        examples: ofTarget.filter { $0.value < 0.5 }.keys.sorted())
    ]
  }
}
