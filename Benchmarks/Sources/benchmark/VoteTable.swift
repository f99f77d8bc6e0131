import Foundation
import Statistics

/// A long table of votes in crowd-kit's columns.
struct VoteTable {
  /// The number of images.
  let images: Int
  /// The number of annotators who saw each image.
  let votes: Int
  /// A text in a last column; empty for no such column.
  let comment: String

  static let names = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  /// Writes the table image by image; the file has its name only when it is complete.
  func write(to path: String, _ random: inout SplitMix64) throws {
    let partial = path + ".partial"
    try Data().write(to: URL(fileURLWithPath: partial))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: partial))
    let ending = Array((comment.isEmpty ? "\n" : ",\"\(comment)\"\n").utf8)
    var bytes = Array("task,worker,label\(comment.isEmpty ? "" : ",comment")\n".utf8)
    for image in 0..<images {
      for vote in 0..<votes {
        // Steps of 50 among 50 times as many annotators as votes: nobody sees an image twice.
        let annotator = (image * 7 + vote * 50) % (50 * votes)
        let label = Self.names[Input.vote(image: image, &random)]
        bytes += Array("image\(image),worker\(annotator),\(label)".utf8)
        bytes += ending
      }
      if bytes.count > 1 << 20 {
        try file.write(contentsOf: bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: bytes)
    try file.close()
    try FileManager.default.moveItem(atPath: partial, toPath: path)
  }
}
