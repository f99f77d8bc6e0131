#if HDF5
  internal import CHDF5
  internal import Files
  internal import Synchronization

  /// The datasets of an HDF5 file, read by the system's library.
  ///
  /// The library is not made for threads: all of its calls wait for one another.
  struct HDF5File {
    private let file: HDF5Handle

    /// Opens a file.
    ///
    /// - Throws: ``TensorFileError`` when the library does not read it.
    init(path: String) throws(TensorFileError) { file = try HDF5Handle(path: path) }

    /// The names of the datasets; those in groups have the groups' names before them.
    var names: [String] { file.names() }

    /// Opens a dataset.
    ///
    /// - Parameter key: its name; nil for the only one.
    /// - Returns: the tensor; its elements are not read yet.
    /// - Throws: ``TensorFileError`` for elements that are neither numbers nor text of fixed width.
    func tensor(_ key: String?) throws(TensorFileError) -> Tensor {
      let name = try Tensor.choose(key, among: names, path: file.path) { $0 }
      let elements = try HDF5Elements(file, name)
      return Tensor(
        shape: elements.shape, elementType: elements.type, source: "\(file.path):\(name)",
        storage: .hdf5(elements))
    }
  }

  /// An open file of the library.
  final class HDF5Handle: Sendable {
    let path: String
    let identifier: Int64

    /// Opens a file for reading.
    init(path: String) throws(TensorFileError) {
      let identifier = HDF5Library.calls.withLock { _ in
        unsafe path.withCString { unsafe avh_h5_open($0) }
      }
      guard identifier >= 0 else {
        throw .unknownFormat(
          path: path, found: "an HDF5 file that libhdf5 does not open",
          remedy: "fetch or write the file again")
      }
      self.path = path
      self.identifier = identifier
    }

    deinit {
      let identifier = identifier
      HDF5Library.calls.withLock { _ in avh_h5_close(identifier) }
    }

    /// The names of the datasets, at most 100,000 of them and eight groups deep.
    func names() -> [String] {
      var names: [String] = []
      HDF5Library.calls.withLock { _ in collect(in: "", depth: 0, &names) }
      return names
    }

    private func collect(in group: String, depth: Int, _ names: inout [String]) {
      let count = unsafe avh_h5_count(identifier, group.isEmpty ? "/" : group)
      for index in 0..<max(count, 0) where names.count < 100_000 {
        var buffer = [CChar](repeating: 0, count: 1_024)
        let kind = unsafe avh_h5_member(
          identifier, group.isEmpty ? "/" : group, index, &buffer, Int64(buffer.count))
        let name = String(
          decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // MATLAB keeps the cells of arrays in a group of its own.
        guard !name.isEmpty, !name.hasPrefix("#") else { continue }
        let path = group.isEmpty ? name : "\(group)/\(name)"
        if kind == 1 { names.append(path) }
        if kind == 2, depth < 8 { collect(in: path, depth: depth + 1, &names) }
      }
    }
  }
#endif
