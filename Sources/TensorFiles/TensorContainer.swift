internal import InputFiles

/// The kind of a tensor file, found from its first bytes.
enum TensorContainer {
  case npy(MappedFile)
  case npz(ZipArchive)

  /// Opens a file and recognises it.
  static func open(_ path: String) throws(TensorFileError) -> TensorContainer {
    do throws(InputFileError) {
      let file = try MappedFile(path: path)
      let isArchive = unsafe file.withBytes { unsafe ZipArchive.isArchive($0) }
      if isArchive { return .npz(try ZipArchive(path: path)) }
      if unsafe file.withBytes({ unsafe $0.starts(with: NPYHeader.magic) }) { return .npy(file) }
    } catch { throw .input(error) }
    throw .unknownFormat(path: path, found: "other content", remedy: "save it with numpy.save")
  }
}
