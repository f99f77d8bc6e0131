internal import Statistics

/// Divides images at random into parts of one size that share no image.
///
/// - Parameters:
///   - count: The number of images.
///   - parts: The number of parts.
///   - size: The images of a part; as many as possible when nil or too many.
///   - seed: The seed of the order.
/// - Returns: The images of each part, in ascending order.
func disjointParts(of count: Int, into parts: Int, size: Int?, seed: UInt64) -> [[Int]] {
  var order = Array(0..<count)
  var generator = SplitMix64(seed: seed, stream: 1 << 34)
  generator.shuffle(&order)
  let most = count / parts
  let size = min(size ?? most, most)
  return (0..<parts).map { order[$0 * size..<($0 + 1) * size].sorted() }
}
