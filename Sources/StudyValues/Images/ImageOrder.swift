/// A named order of the images of a data set, for files that identify images by row.
///
/// A row number means nothing without its order: a file that has only row numbers is refused unless
/// its format defines the order or the import declares one. The names that an order gives are
///
/// | order | row *i* is named |
/// | --- | --- |
/// | `cifar10-python` | `test_00000` … `test_09999` for 10,000 rows, `train_00000` … for 50,000 |
/// | `cifar10-tfds` | the same names, through the published permutation |
/// | `imagenet-by-file-number` | `ILSVRC2012_val_00000001` … |
/// | `imagenet-by-wnid` | the *i*-th of a list of names sorted by (wnid, file name) |
/// | `listed` | the *i*-th of a list of names |
package enum ImageOrder: String, Sendable, CaseIterable, Codable {
  /// The batches of the Python version of CIFAR-10, in order.
  case cifar10Python = "cifar10-python"
  /// The order of TensorFlow Datasets, which needs its permutation (`image_order_c10.npy`).
  case cifar10TFDS = "cifar10-tfds"
  /// ImageNet validation images sorted by WordNet identifier, then by file name.
  case imagenetByWnid = "imagenet-by-wnid"
  /// ImageNet validation images by the number in the file name.
  case imagenetByFileNumber = "imagenet-by-file-number"
  /// Any other list of names that stands beside the file.
  case listed

  /// The names of all rows.
  ///
  /// - Parameters:
  ///   - rows: The number of rows of the file.
  ///   - list: Names row by row, for `imagenetByWnid` and `listed`.
  ///   - permutation: For `cifar10TFDS`, the row in the Python order of each row.
  ///   - file: The file of annotations, for the error.
  /// - Returns: One normalised name a row.
  /// - Throws: ``StudyValuesError/wrongOrder(file:expected:got:)`` when the number of rows does not
  ///   belong to the order, ``StudyValuesError/missingList(file:order:)`` without the list it needs.
  package func names(
    rows: Int, list: [String]?, permutation: [Int]?, file: String
  ) throws(StudyValuesError) -> [String] {
    switch self {
    case .cifar10Python:
      return try ImageOrder.cifarNames(rows: rows, file: file)
    case .cifar10TFDS:
      let names = try ImageOrder.cifarNames(rows: rows, file: file)
      guard let permutation else { throw .missingList(file: file, order: rawValue) }
      guard permutation.count == rows, Set(permutation) == Set(0..<rows) else {
        throw .wrongOrder(
          file: file, expected: "a permutation of \(rows) rows for the order \(rawValue)",
          got: "\(permutation.count) numbers")
      }
      return permutation.map { names[$0] }
    case .imagenetByFileNumber:
      guard rows <= 50_000 else {
        throw .wrongOrder(
          file: file, expected: "at most 50,000 rows in the order \(rawValue)", got: "\(rows)")
      }
      return (1...max(1, rows)).prefix(rows).map { ImageOrder.numbered("ILSVRC2012_val_", $0, 8) }
    case .imagenetByWnid, .listed:
      guard let list else { throw .missingList(file: file, order: rawValue) }
      guard list.count == rows else {
        throw .wrongOrder(
          file: file, expected: "as many rows as the list of images has, \(list.count)",
          got: "\(rows) rows")
      }
      return list.map { ImageName.normalized($0) }
    }
  }

  private static func cifarNames(
    rows: Int, file: String
  ) throws(StudyValuesError) -> [String] {
    switch rows {
    case 10_000: return (0..<rows).map { numbered("test_", $0, 5) }
    case 50_000: return (0..<rows).map { numbered("train_", $0, 5) }
    default:
      throw .wrongOrder(
        file: file, expected: "10,000 test images or 50,000 training images of CIFAR-10",
        got: "\(rows) rows")
    }
  }

  /// A prefix and a number padded with zeros to a number of digits.
  package static func numbered(_ prefix: String, _ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return prefix + String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
