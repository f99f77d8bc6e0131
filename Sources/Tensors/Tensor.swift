internal import Files

/// A numeric or text array in a file, read by ranges of rows.
///
/// A row is one index of the first dimension with all others running, in row-major (C) order.
///
/// ```swift
/// let features = try Tensor.open("features.npy")
/// var tile = [Float](repeating: 0, count: 1024 * features.rowWidth)
/// try tile.withUnsafeMutableBufferPointer { try features.read(rows: 0..<1024, into: $0) }
/// ```
///
/// Files are mapped, not loaded: npy 1.0 to 3.0, stored members of npz and safetensors, of either
/// byte order and of C or Fortran order, and plain variables of MATLAB files. Deflated members of npz
/// are inflated as a stream, deflated variables of MATLAB into memory. Datasets of HDF5 are read by the
/// system's library in a build with the trait HDF5.
/// Object arrays and pickles are never executed.
public final class Tensor: Sendable {
  /// The sizes of the dimensions; empty for a single number.
  public let shape: [Int]
  /// The type of the elements in the file.
  public let elementType: TensorElementType
  /// The path, with `:key` if the file holds several arrays; for messages.
  public let source: String

  let storage: TensorStorage
  let isBigEndian: Bool
  /// Where this tensor begins in its storage, in elements.
  let firstElement: Int
  /// Steps between elements of each dimension in Fortran order; nil in C order.
  let strides: [Int]?

  init(
    shape: [Int], elementType: TensorElementType, source: String, storage: TensorStorage,
    isBigEndian: Bool = false, firstElement: Int = 0, strides: [Int]? = nil
  ) {
    self.shape = shape
    self.elementType = elementType
    self.source = source
    self.storage = storage
    self.isBigEndian = isBigEndian
    self.firstElement = firstElement
    self.strides = strides
  }

  /// The size of the first dimension; 1 for a single number.
  public var rowCount: Int { shape.first ?? 1 }

  /// The number of elements of a row: the product of the other dimensions.
  public var rowWidth: Int { shape.dropFirst().reduce(1, *) }

  /// The number of all elements.
  public var elementCount: Int { shape.reduce(1, *) }

  /// Whether rows can be read in any order at the same cost, and by several threads at once.
  ///
  /// It is false for deflated members of an archive: reading goes forward, and reading an earlier
  /// row inflates the member again from its beginning.
  public var allowsRandomAccess: Bool {
    switch storage {
    case .mapped, .memory: true
    case .inflated: false
    #if HDF5
      case .hdf5: false
    #endif
    case .shards(let shards, _): shards.allSatisfy(\.allowsRandomAccess)
    }
  }

  /// The tensor at one index of the first dimension.
  ///
  /// - Parameter index: the index, in `0..<rowCount`.
  /// - Returns: a tensor of the other dimensions that shares the file.
  /// - Throws: ``TensorFileError/outOfRange(source:expected:found:)`` for a single number or an
  ///   index beyond the first dimension.
  public func slice(index: Int) throws(TensorFileError) -> Tensor {
    guard !shape.isEmpty, index >= 0, index < rowCount else {
      throw .outOfRange(source: source, expected: 0..<rowCount, found: index..<index + 1)
    }
    if case .shards(let shards, let firstRows) = storage {
      let shard = Self.shard(of: index, firstRows)
      return try shards[shard].slice(index: index - firstRows[shard])
    }
    return Tensor(
      shape: Array(shape.dropFirst()), elementType: elementType, source: "\(source)[\(index)]",
      storage: storage, isBigEndian: isBigEndian,
      firstElement: firstElement + index * (strides?[0] ?? rowWidth),
      strides: strides.map { Array($0.dropFirst()) })
  }

  /// Gives the pages of rows that were read back to the system.
  ///
  /// Call it behind a reader that goes through the file, so that the resident size stays small. The
  /// rows can be read again, from the file.
  public func releaseRows(_ rows: Range<Int>) {
    switch storage {
    case .mapped(let file, let offset):
      guard strides == nil else { return }
      let size = elementType.byteCount
      let start = offset + (firstElement + rows.lowerBound * rowWidth) * size
      file.releasePages(start..<start + rows.count * rowWidth * size)
    case .shards(let shards, let firstRows):
      for (shard, first) in zip(shards, firstRows) {
        let part = rows.clamped(to: first..<first + shard.rowCount)
        if !part.isEmpty { shard.releaseRows(part.lowerBound - first..<part.upperBound - first) }
      }
    case .memory, .inflated:
      break
    #if HDF5
      case .hdf5: break
    #endif
    }
  }

  /// The shard that holds a row.
  static func shard(of row: Int, _ firstRows: [Int]) -> Int {
    // The last shard that begins at or before the row; empty shards share their first row.
    var low = 0
    var high = firstRows.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if firstRows[middle] <= row { low = middle } else { high = middle }
    }
    return low
  }
}
