import Foundation
import Statistics

/// Trials in the columns of CIFAR-10H's raw file: annotator by annotator, each with 200 images that lie all
/// over the data set.
struct TrialTable {
  static let columns = [
    "annotator_id", "trial_index", "is_attn_check", "true_category", "chosen_category",
    "true_label", "chosen_label", "correct_guess", "cifar10_test_test_idx", "image_filename",
    "subcategory", "reaction_time", "time_elapsed",
  ]

  /// The columns as a STRICT table of SQLite declares them.
  static let declarations = columns.map { name in
    let isText = name.hasSuffix("category") || name == "image_filename"
    let isTime = name.hasPrefix("time") || name.hasPrefix("reaction")
    return "\(name) \(isText ? "TEXT" : isTime ? "REAL" : "INTEGER") NOT NULL"
  }.joined(separator: ", ")

  /// The number of annotators.
  let annotators: Int
  /// The number of images; an annotator sees each at most once.
  static let images = 10_000
  private static let trials = 200

  /// Writes the table; the file has its name only when it is complete.
  func write(to path: String, _ random: inout SplitMix64) throws {
    var text = Self.columns.joined(separator: ",") + "\n"
    for annotator in 0..<annotators {
      var elapsed = 0.0
      for trial in 0..<Self.trials {
        // 37 and the number of images have no common factor, so no image comes twice.
        let image = (annotator * 1_009 + trial * 37) % Self.images
        let (known, chosen) = (image % 10, Input.vote(image: image, &random))
        let time = (500 + 3_000 * random.nextUnit()).rounded()
        elapsed += time
        text += """
          \(annotator),\(trial),0,\(VoteTable.names[known]),\(VoteTable.names[chosen]),\(known),\(chosen),\
          \(known == chosen ? 1 : 0),\(image),\(VoteTable.names[known])_s_\(image).png,part,\(time),\(elapsed)

          """
      }
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
