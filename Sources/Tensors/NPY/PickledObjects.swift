package import Files

/// The Python objects of an npy file whose elements are neither numbers nor text.
///
/// NumPy writes such elements as one pickle behind the header. It is read by `RestrictedPickle`,
/// which builds data and executes nothing.
package enum PickledObjects {
  /// Reads the objects of a file.
  ///
  /// - Parameter path: An npy file, for example one saved from a dictionary.
  /// - Returns: The objects in row-major order; nil when the file is no npy file of objects.
  /// - Throws: ``TensorFileError`` when the file cannot be read or its pickle does more than build
  ///   data.
  package static func read(path: String) throws(TensorFileError) -> [PickleValue]? {
    try TensorFileError.wrapping { () throws(InputFileError) in
      let file = try MappedFile(path: path)
      let content = unsafe file.withBytes { bytes -> [UInt8]? in
        let head = unsafe UnsafeRawBufferPointer(rebasing: bytes.prefix(NPYHeader.longest + 12))
        do throws(TensorFileError) {
          _ = try unsafe NPYHeader(head, source: path, loading: "")
          return nil
        } catch .objectArray {
          return unsafe Array(bytes[NPYHeader.dataOffset(head)...])
        } catch {
          return nil
        }
      }
      guard let content else { return nil }
      guard case .array(let array) = try RestrictedPickle.parse(content, name: path),
        case .objects(let objects) = array.content
      else { return nil }
      return objects
    }
  }
}
