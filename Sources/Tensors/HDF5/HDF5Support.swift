/// Recognises HDF5 files, and says what to do where the package is built without reading them.
enum HDF5Support {
  private static let magic: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Whether a file is HDF5; MATLAB has 512 bytes of its own before it.
  static func isLikely(_ bytes: UnsafeRawBufferPointer) -> Bool {
    [0, 512].contains { start in
      unsafe bytes.count >= start + magic.count && bytes[start...].starts(with: magic)
    }
  }

  /// The refusal of a file in a build without the trait HDF5.
  static func unread(_ path: String, isMATLAB: Bool) -> TensorFileError {
    .unknownFormat(
      path: path,
      found: isMATLAB
        ? "a MATLAB file of version 7.3, which is HDF5 and not read by this build"
        : "an HDF5 file, which this build does not read",
      remedy: (isMATLAB
        ? "save it in MATLAB with save('data.mat', '-v7')"
        : "convert it once with: python -c \"import numpy as np, h5py; "
          + "np.save('converted.npy', h5py.File('\(path)')['NAME'][:])\"")
        + ", or build avh with HDF5: install libhdf5-dev, then swift build -c release --product "
        + "avh --traits HDF5")
  }
}
