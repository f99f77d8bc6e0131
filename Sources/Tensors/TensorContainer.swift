internal import Files

/// The kind of a tensor file, found from its first bytes.
enum TensorContainer {
  case npy(MappedFile)
  case npz(ZipArchive)
  case safetensors(MappedFile, SafetensorsHeader)
  /// A MATLAB file of version 5.
  case mat(MATFile)
  #if HDF5
    /// An HDF5 file, also MATLAB's version 7.3.
    case hdf5(HDF5File)
  #endif
  /// A pickle, or a torch file, read by the restricted reader.
  case pickle

  /// Opens a file and recognises it.
  static func open(_ path: String) throws(TensorFileError) -> TensorContainer {
    let file = try TensorFileError.wrapping { () throws(InputFileError) in
      try MappedFile(path: path)
    }
    return try unsafe file.withBytes { (bytes) throws(TensorFileError) in
      if unsafe bytes.starts(with: NPYHeader.magic) { return .npy(file) }
      if unsafe ZipArchive.isArchive(bytes) {
        let archive = try TensorFileError.wrapping { () throws(InputFileError) in
          try ZipArchive(path: path)
        }
        return RestrictedPickle.pickleMember(of: archive) == nil ? .npz(archive) : .pickle
      }
      if unsafe SafetensorsHeader.isLikely(bytes) {
        return .safetensors(file, try unsafe SafetensorsHeader(bytes, path: path))
      }
      if unsafe HDF5Support.isLikely(bytes) {
        #if HDF5
          return .hdf5(try HDF5File(path: path))
        #else
          throw HDF5Support.unread(path, isMATLAB: unsafe MATFile.isLikely(bytes))
        #endif
      }
      if unsafe MATFile.isLikely(bytes) { return .mat(try MATFile(file)) }
      if unsafe bytes.count > 2 && bytes[0] == 0x80 && bytes[1] <= 5 { return .pickle }
      let head = unsafe Array(bytes.prefix(64))
      try TensorFileError.wrapping { () throws(InputFileError) in
        try ForeignFile.refuse(head, path: path)
      }
      throw unsafe unknown(bytes, path: path)
    }
  }

  private static func unknown(
    _ bytes: UnsafeRawBufferPointer, path: String
  ) -> TensorFileError {
    let python = "convert it once with: python -c \"import numpy as np"
    let kinds: [(magic: [UInt8], found: String, remedy: String)] = [
      (
        [0x50, 0x41, 0x52, 0x31], "a Parquet file",
        "\(python), pandas as pd; np.save('converted.npy',"
          + " pd.read_parquet('\(path)').to_numpy())\""
      ),
      ([0x1F, 0x8B], "a gzip file", "unpack it with gunzip"),
    ]
    for kind in kinds where unsafe bytes.starts(with: kind.magic) {
      return .unknownFormat(path: path, found: kind.found, remedy: kind.remedy)
    }
    let head = unsafe bytes.prefix(4).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count == 1 ? "0\(digits)" : digits
    }
    return .unknownFormat(
      path: path, found: "a file that begins with the bytes \(head.joined(separator: " "))",
      remedy: "save the array with numpy.save")
  }
}
