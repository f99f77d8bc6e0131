internal import Files

/// Where the elements of a tensor come from.
enum TensorStorage: Sendable {
  /// A mapped file, from a byte on.
  case mapped(MappedFile, offset: Int)
  /// Bytes in memory.
  case memory([UInt8])
  /// A deflated member of an archive, from a byte of its content on.
  case inflated(InflatedElements)
  #if HDF5
    /// A dataset of an HDF5 file.
    case hdf5(HDF5Elements)
  #endif
  /// Tensors one behind another along the first dimension, and the first row of each.
  case shards([Tensor], firstRows: [Int])
}
