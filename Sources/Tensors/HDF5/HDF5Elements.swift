import Files

#if HDF5
  internal import CHDF5
  internal import Files
  internal import Synchronization

  /// The one lock of all calls of the library.
  enum HDF5Library {
    static let calls = Mutex(())
  }

  /// The elements of a dataset, read by ranges of rows.
  ///
  /// Integers, floating point of 16, 32 and 64 bits, truth values of h5py and text of a fixed width are
  /// read, in C order. A dataset that MATLAB wrote has its dimensions turned round.
  final class HDF5Elements: Sendable {
    /// The sizes of the dimensions.
    let shape: [Int]
    /// The type of the elements, least significant byte first.
    let type: TensorElementType
    private let file: HDF5Handle
    private let dataset: Int64
    /// The dimension of the file that runs over rows.
    private let along: Int32
    /// Whether a block of rows comes column by column.
    private let isTurned: Bool
    private let source: String

    /// Opens a dataset.
    init(_ file: HDF5Handle, _ name: String) throws(TensorFileError) {
      let source = "\(file.path):\(name)"
      var description = avh_h5_description()
      let dataset = HDF5Library.calls.withLock { _ in
        unsafe name.withCString {
          unsafe avh_h5_dataset(file.identifier, $0, &description)
        }
      }
      func refused(_ found: String, _ remedy: String) -> TensorFileError {
        HDF5Library.calls.withLock { _ in avh_h5_close(dataset) }
        return .unsupportedType(source: source, found: found, remedy: remedy)
      }
      guard dataset >= 0 else {
        throw .unknownFormat(
          path: source, found: "a dataset that libhdf5 does not open",
          remedy: "fetch or write the file again")
      }
      guard description.is_elsewhere == 0 else {
        throw refused("a dataset whose data stand in other files", "write it into one file")
      }
      guard let type = Self.elementType(description) else {
        throw refused(
          description.kind == 3 ? "text of variable length" : "elements of another kind",
          description.kind == 3
            ? "write it with h5py as np.array(names, 'S'), or list the names in a text file"
            : "write each field as a dataset of numbers")
      }
      let dimensions = unsafe withUnsafeBytes(of: description.dimensions) { bytes in
        (0..<min(Int(description.rank), 32)).map {
          Int(clamping: unsafe bytes.load(fromByteOffset: 8 * $0, as: UInt64.self))
        }
      }
      let isMATLAB = description.is_matlab != 0
      guard !isMATLAB || dimensions.count == 2 else {
        throw refused(
          "an array of MATLAB with \(dimensions.count, "dimension")", "save a matrix of two")
      }
      do {
        try TensorShape.check(dimensions, type: type, source: source, byte: 0)
      } catch {
        HDF5Library.calls.withLock { _ in avh_h5_close(dataset) }
        throw error
      }
      // MATLAB has no vectors: what has one row or one column is one.
      let isVector = isMATLAB && dimensions.contains(1)
      shape =
        isVector
        ? [dimensions.reduce(1, *)] : isMATLAB ? dimensions.reversed() : dimensions
      isTurned = isMATLAB && !isVector
      along = isTurned || (isVector && dimensions[0] == 1) ? 1 : 0
      self.type = type
      self.file = file
      self.dataset = dataset
      self.source = source
    }

    deinit {
      let dataset = dataset
      HDF5Library.calls.withLock { _ in avh_h5_close(dataset) }
    }

    /// Calls a function with the elements of rows, row-major, in blocks of about a MiB.
    func withChunks(
      rows: Range<Int>, _ body: (UnsafeRawBufferPointer, Int) throws(TensorFileError) -> Void
    ) throws(TensorFileError) {
      let width = shape.dropFirst().reduce(1, *)
      let rowBytes = width * type.byteCount
      let blockRows = max(min(rows.count, (1 << 20) / max(rowBytes, 1)), 1)
      let block = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 2 * blockRows * rowBytes, alignment: 16)
      defer { unsafe block.deallocate() }
      let halves = unsafe (
        UnsafeMutableRawBufferPointer(rebasing: block[..<(blockRows * rowBytes)]),
        UnsafeMutableRawBufferPointer(rebasing: block[(blockRows * rowBytes)...])
      )
      var next = rows.lowerBound
      while next < rows.upperBound {
        let count = min(blockRows, rows.upperBound - next)
        let status = HDF5Library.calls.withLock { _ in
          unsafe avh_h5_read(
            dataset, along, UInt64(next), UInt64(count), halves.0.baseAddress)
        }
        guard status >= 0 else {
          throw .input(
            .damaged(
              path: source, position: .file,
              reason: "libhdf5 does not read the rows from \(next) on"
            ))
        }
        var part = unsafe UnsafeRawBufferPointer(rebasing: halves.0[..<(count * rowBytes)])
        if isTurned {
          let size = type.byteCount
          for row in 0..<count {
            for column in 0..<width {
              unsafe UnsafeMutableRawBufferPointer(
                rebasing: halves.1[
                  (row * width + column) * size..<(row * width + column + 1) * size]
              ).copyMemory(
                from: UnsafeRawBufferPointer(
                  rebasing: part[(column * count + row) * size..<(column * count + row + 1) * size])
              )
            }
          }
          unsafe part = UnsafeRawBufferPointer(rebasing: halves.1[..<(count * rowBytes)])
        }
        try unsafe body(part, next * width)
        next += count
      }
    }

    private static func elementType(_ description: avh_h5_description) -> TensorElementType? {
      switch (description.kind, description.size, description.is_signed != 0) {
      case (0, 1, true): .int8
      case (0, 2, true): .int16
      case (0, 4, true): .int32
      case (0, 8, true): .int64
      case (0, 1, false): .uint8
      case (0, 2, false): .uint16
      case (0, 4, false): .uint32
      case (0, 8, false): .uint64
      case (1, 2, _): .float16
      case (1, 4, _): .float32
      case (1, 8, _): .float64
      case (2, 1...65_536, _): .bytes(width: Int(description.size))
      default: nil
      }
    }
  }
#endif
