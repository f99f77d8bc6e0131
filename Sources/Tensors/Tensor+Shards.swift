internal import Files

extension Tensor {
  /// Opens files that hold one tensor piece by piece along the first dimension.
  ///
  /// - Parameters:
  ///   - paths: the files in the order of their rows.
  ///   - key: the array of each file, as for ``open(_:key:)``.
  /// - Returns: one tensor with the rows of all files.
  /// - Throws: ``TensorFileError/shardMismatch(source:expected:found:)`` if the other dimensions or
  ///   the types differ, and what ``open(_:key:)`` throws.
  public static func open(
    shards paths: [String], key: String? = nil
  ) throws(TensorFileError) -> Tensor {
    var shards: [Tensor] = []
    for path in paths { shards.append(try open(path, key: key)) }
    return try join(shards)
  }

  /// Puts tensors one behind another along the first dimension.
  ///
  /// - Parameter shards: the tensors in the order of their rows.
  /// - Returns: one tensor with the rows of all.
  /// - Throws: ``TensorFileError/shardMismatch(source:expected:found:)`` if the other dimensions or
  ///   the types differ.
  public static func join(_ shards: [Tensor]) throws(TensorFileError) -> Tensor {
    guard let head = shards.first else { throw .noMatch(pattern: "an empty list of shards") }
    if shards.count == 1 { return head }
    var firstRows: [Int] = []
    var rowCount = 0
    for shard in shards {
      guard !shard.shape.isEmpty, shard.shape.dropFirst() == head.shape.dropFirst(),
        shard.elementType.isText == head.elementType.isText
      else {
        throw .shardMismatch(
          source: shard.source,
          expected: "\(head.elementType) rows of shape \(Array(head.shape.dropFirst()))"
            + " as in '\(head.source)'",
          found: "\(shard.elementType) of shape \(shard.shape)")
      }
      firstRows.append(rowCount)
      rowCount += shard.rowCount
    }
    return Tensor(
      shape: [rowCount] + head.shape.dropFirst(), elementType: head.elementType,
      source: "\(head.source) and \(shards.count - 1) more",
      storage: .shards(shards, firstRows: firstRows))
  }

  /// Opens a file, the files that match a pattern, or the tensor files of a folder.
  ///
  /// Several files are one tensor in natural numeric order: `emb_0`, `emb_1`, …, `emb_10`.
  ///
  /// - Parameters:
  ///   - pathOrGlobOrDirectory: a path; or a pattern with `*`, `?` or `[…]`; or a folder.
  ///   - key: the array of each file, as for ``open(_:key:)``.
  /// - Returns: the tensor.
  /// - Throws: ``TensorFileError/noMatch(pattern:)`` if nothing is found,
  ///   ``TensorFileError/shardMismatch(source:expected:found:)`` if a number is missing between
  ///   others, and what ``open(shards:key:)`` throws.
  public static func open(
    pathOrGlobOrDirectory: String, key: String? = nil
  ) throws(TensorFileError) -> Tensor {
    let paths = try ShardList.paths(pathOrGlobOrDirectory)
    return try open(shards: paths, key: key)
  }
}
