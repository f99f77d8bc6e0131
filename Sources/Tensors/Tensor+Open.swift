internal import Files

extension Tensor {
  /// Opens an array of a file, recognised by its content: npy, npz, safetensors, MATLAB, HDF5.
  ///
  /// Arrays in pickles and torch files are read into memory by the restricted reader of pickles.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - key: which array of a file that may hold several; it may be left out if there is one only.
  /// - Returns: the tensor; its elements are not read yet.
  /// - Throws: ``TensorFileError`` if the file is not what its header says.
  public static func open(
    _ path: String, key: String? = nil
  ) throws(TensorFileError) -> Tensor {
    switch try TensorContainer.open(path) {
    case .npy(let file):
      guard key == nil else { throw .missingKey(path: path, key: key, found: []) }
      return try npy(file)
    case .npz(let archive):
      let member = try choose(key, among: archive.members, path: path) { arrayName($0.name) }
      return try npz(archive, member, key: arrayName(member.name))
    case .safetensors(let file, let header):
      return try safetensors(file, choose(key, among: header.entries, path: path, name: \.name))
    case .mat(let file): return try file.tensor(key)
    #if HDF5
      case .hdf5(let file): return try file.tensor(key)
    #endif
    case .pickle:
      let arrays = try pickledArrays(path)
      let (name, array) = try choose(key, among: arrays, path: path, name: \.name)
      return try Tensor(pickled: array, source: name.isEmpty ? path : "\(path):\(name)")
    }
  }

  /// The names of the arrays of a file, in its order; for npy one empty name.
  ///
  /// - Parameter path: an npy, npz or safetensors file.
  /// - Returns: the names to give as `key`.
  /// - Throws: ``TensorFileError`` if the file is none of these.
  public static func keys(in path: String) throws(TensorFileError) -> [String] {
    switch try TensorContainer.open(path) {
    case .npy: [""]
    case .npz(let archive): archive.members.map { arrayName($0.name) }
    case .safetensors(_, let header): header.entries.map(\.name)
    case .mat(let file): file.names
    #if HDF5
      case .hdf5(let file): file.names
    #endif
    case .pickle: try pickledArrays(path).map(\.name)
    }
  }

  static func choose<Item>(
    _ key: String?, among items: [Item], path: String, name: (Item) -> String
  ) throws(TensorFileError) -> Item {
    let names = items.map(name)
    let found = items.indices.filter { key == nil ? items.count == 1 : names[$0] == key }
    guard found.count == 1 else { throw .missingKey(path: path, key: key, found: names) }
    return items[found[0]]
  }

  private static func arrayName(_ member: String) -> String {
    member.hasSuffix(".npy") ? String(member.dropLast(4)) : member
  }

  private static func npy(_ file: MappedFile) throws(TensorFileError) -> Tensor {
    try unsafe file.withBytes { (bytes) throws(TensorFileError) in
      let head = unsafe UnsafeRawBufferPointer(rebasing: bytes.prefix(NPYHeader.longest + 12))
      let header: NPYHeader
      do throws(TensorFileError) {
        header = try unsafe NPYHeader(
          head, source: file.path, loading: "np.load('\(file.path)', allow_pickle=True)")
      } catch {
        guard case .objectArray = error else { throw error }
        let content = unsafe Array(bytes[NPYHeader.dataOffset(head)...])
        return try texts(ofObjects: error, content, source: file.path)
      }
      return try make(
        header, source: file.path, available: bytes.count,
        storage: .mapped(file, offset: header.dataOffset))
    }
  }

  private static func npz(
    _ archive: ZipArchive, _ member: ZipMember, key: String
  ) throws(TensorFileError) -> Tensor {
    let source = "\(archive.path):\(key)"
    let loading = "np.load('\(archive.path)', allow_pickle=True)['\(key)']"
    let objects: TensorFileError
    do throws(TensorFileError) {
      return try npz(archive, member, source: source, loading: loading)
    } catch {
      guard case .objectArray = error else { throw error }
      objects = error
    }
    let content = try TensorFileError.wrapping { () throws(InputFileError) in
      try archive.content(of: member, limit: InputLimits.standard.pickleBytes)
    }
    let offset = unsafe content.span.bytes.withUnsafeBytes { unsafe NPYHeader.dataOffset($0) }
    return try texts(ofObjects: objects, Array(content[offset...]), source: source)
  }

  /// The texts of an array of Python objects, if it holds nothing else.
  private static func texts(
    ofObjects error: TensorFileError, _ pickle: [UInt8], source: String
  ) throws(TensorFileError) -> Tensor {
    guard case .objectArray = error,
      case .array(let array)? = try? RestrictedPickle.parse(pickle, name: source),
      let tensor = try? Tensor(pickled: array, source: source)
    else { throw error }
    return tensor
  }

  private static func npz(
    _ archive: ZipArchive, _ member: ZipMember, source: String, loading: String
  ) throws(TensorFileError) -> Tensor {
    guard member.isDeflated else {
      return try unsafe archive.file.withBytes { (bytes) throws(TensorFileError) in
        let content = unsafe UnsafeRawBufferPointer(rebasing: bytes[member.range])
        let header = try unsafe NPYHeader(
          UnsafeRawBufferPointer(rebasing: content.prefix(NPYHeader.longest + 12)),
          source: source, loading: loading)
        return try make(
          header, source: source, available: content.count,
          storage: .mapped(archive.file, offset: member.range.lowerBound + header.dataOffset))
      }
    }
    let head = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(NPYHeader.longest + 12, max(member.byteCount, 1)), alignment: 16)
    defer { unsafe head.deallocate() }
    let count = try TensorFileError.wrapping { () throws(InputFileError) in
      try unsafe ZipMemberStream(archive: archive, member: member).read(into: head)
    }
    let header = try unsafe NPYHeader(
      UnsafeRawBufferPointer(rebasing: head[..<count]), source: source, loading: loading)
    let stream = InflatedElements(
      archive: archive, member: member, dataOffset: header.dataOffset)
    let tensor = try make(
      header, source: source, available: member.byteCount, storage: .inflated(stream))
    guard tensor.strides != nil else { return tensor }
    // Fortran order needs every part of the data for each row, so it is inflated as a whole.
    let content = try TensorFileError.wrapping { () throws(InputFileError) in
      try archive.content(of: member, limit: 2 << 30)
    }
    return try make(
      header, source: source, available: content.count,
      storage: .memory(Array(content[header.dataOffset...])))
  }

  private static func make(
    _ header: NPYHeader, source: String, available: Int, storage: TensorStorage
  ) throws(TensorFileError) -> Tensor {
    let expected = header.dataOffset + header.elementCount * header.type.byteCount
    guard available == expected else {
      throw .sizeMismatch(source: source, expected: expected, found: available)
    }
    return Tensor(
      shape: header.shape, elementType: header.type, source: source, storage: storage,
      isBigEndian: header.isBigEndian,
      strides: header.isFortranOrder ? fortranStrides(header.shape) : nil)
  }

  /// Steps between elements when the first dimension runs fastest; nil if C order is the same.
  static func fortranStrides(_ shape: [Int]) -> [Int]? {
    guard shape.filter({ $0 > 1 }).count > 1 else { return nil }
    var strides: [Int] = []
    var step = 1
    for size in shape {
      strides.append(step)
      step *= max(size, 1)
    }
    return strides
  }
}
