extension JSONValue {
  /// Reads a file that holds one JSON value.
  ///
  /// For a large array or object of which one element at a time suffices, use
  /// ``JSONElementReader``.
  ///
  /// - Parameters:
  ///   - path: a JSON file, plain or gzip.
  ///   - limits: bounds on size, depth and number of values.
  /// - Returns: the value.
  /// - Throws: ``InputFileError`` naming line and column.
  package static func read(
    path: String, limits: InputLimits = .standard
  ) throws(InputFileError) -> JSONValue {
    let bytes = try ByteSource(path: path, limits: limits).readAll(limit: limits.jsonBytes)
    return try parse(bytes, name: path, limits: limits)
  }

  /// Parses bytes that hold one JSON value.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 text, with or without a byte order mark.
  ///   - name: what messages call it.
  ///   - limits: bounds on depth and number of values.
  /// - Returns: the value.
  /// - Throws: ``InputFileError`` naming line and column.
  package static func parse(
    _ bytes: [UInt8], name: String, limits: InputLimits = .standard
  ) throws(InputFileError) -> JSONValue {
    let text = try CheckedText(bytes, name: name)
    return try unsafe text.withBytes { (buffer) throws(InputFileError) in
      var parser = unsafe JSONParser(buffer, path: name, limits: limits)
      return try parser.document()
    }
  }
}
