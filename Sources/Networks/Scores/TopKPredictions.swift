public import Tensors

/// The most likely classes of each image, best first, as published for many networks.
///
/// The rank of the true class is known when it is among the listed classes; else it is only known
/// to be larger than their number, which counts as rank *k* + 1 and is flagged as censored.
public struct TopKPredictions: Equatable, Sendable {
  /// The number of images.
  public let count: Int
  /// The number of classes listed for each image.
  public let k: Int
  /// The listed classes, one image after the other, best first: (count, k).
  public let classes: [Int32]

  /// The rank of a true class.
  public struct Rank: Equatable, Sendable {
    /// The rank, from 1; *k* + 1 when the class is not listed.
    public let rank: Int
    /// Whether the true rank may be larger.
    public let isCensored: Bool
  }

  /// Reads predictions from a tensor of class indices.
  ///
  /// - Parameters:
  ///   - tensor: Whole numbers of shape (images, k), or (images) for the first class only.
  ///   - classCount: The number of classes; indices are 0 to `classCount` - 1.
  /// - Throws: ``NetworksError`` when the shape is another, a number is not a class (row and column
  ///   named), or a row lists a class twice.
  /// - Complexity: O(images · k²).
  public init(_ tensor: Tensor, classCount: Int) throws(NetworksError) {
    guard (1...2).contains(tensor.shape.count), tensor.rowWidth > 0 else {
      throw .wrongShape(
        what: "predictions in \(tensor.source)", expected: "(images, k)", got: tensor.shape)
    }
    let values: [Int64]
    do throws(TensorFileError) {
      values = try tensor.readAll(as: Int64.self)
    } catch {
      throw .tensor(error)
    }
    try self.init(values, k: tensor.rowWidth, classCount: classCount)
  }

  /// Takes class indices, one image after the other.
  ///
  /// - Parameters:
  ///   - values: The listed classes of each image, best first; a multiple of `k`.
  ///   - k: The number of classes listed for each image; 1 for the first class only.
  ///   - classCount: The number of classes; indices are 0 to `classCount` - 1.
  /// - Throws: ``NetworksError`` when a number is not a class (row and column named), or a row lists a
  ///   class twice.
  /// - Complexity: O(images · k²).
  public init(_ values: [Int64], k: Int, classCount: Int) throws(NetworksError) {
    precondition(k > 0 && values.count.isMultiple(of: k), "rows of predictions are equally long")
    for row in 0..<values.count / k {
      for column in 0..<k {
        let index = values[row * k + column]
        guard index >= 0, index < Int64(classCount) else {
          throw .predictionOutOfRange(
            row: row, column: column, class: Int(index), classes: classCount)
        }
        if values[row * k..<row * k + column].contains(index) {
          throw .repeatedPrediction(row: row, class: Int(index))
        }
      }
    }
    count = values.count / k
    self.k = k
    classes = values.map { Int32($0) }
  }

  /// The most likely class of each image.
  public var predictedClasses: [Int32] {
    stride(from: 0, to: classes.count, by: k).map { classes[$0] }
  }

  /// Returns the rank of a class in one image.
  ///
  /// - Parameters:
  ///   - target: The class.
  ///   - row: The image.
  /// - Returns: Its place in the list, or *k* + 1, censored.
  public func rank(of target: Int32, row: Int) -> Rank {
    let listed = classes[row * k..<(row + 1) * k]
    guard let place = listed.firstIndex(of: target) else {
      return Rank(rank: k + 1, isCensored: true)
    }
    return Rank(rank: place - listed.startIndex + 1, isCensored: false)
  }

  /// Returns whether the most likely class of an image is a given class.
  ///
  /// - Parameters:
  ///   - target: The class.
  ///   - row: The image.
  /// - Returns: Whether it is first in the list.
  public func isCorrect(_ target: Int32, row: Int) -> Bool { classes[row * k] == target }
}
