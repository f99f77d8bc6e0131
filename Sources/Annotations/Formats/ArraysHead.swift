internal import Files
internal import StudyValues
internal import Tensors

/// What a file of arrays holds: npy, npz, MATLAB, HDF5, or a pickle of a dictionary of arrays.
struct ArraysHead {
  /// The dictionary that was pickled, if the file is a pickle.
  let pickle: PickleValue?
  /// The names of the arrays.
  let keys: [String]
  /// The only array, or the one that is named counts, probs or votes.
  let array: Tensor?
  /// Whether that array is a matrix of whole numbers; false also for other arrays.
  let isCounts: Bool

  /// Whether a file is a ZIP archive of npy arrays or of a torch pickle; an archive of one text file is
  /// read as that file.
  static func archive(
    _ path: String
  ) throws(AnnotationError) -> (hasArrays: Bool, isTorch: Bool) {
    try annotationInput { () throws(InputFileError) -> (Bool, Bool) in
      let file = try MappedFile(path: path)
      guard unsafe file.withBytes({ unsafe ZipArchive.isArchive($0) }) else {
        return (false, false)
      }
      let archive = try ZipArchive(path: path)
      let isTorch = RestrictedPickle.pickleMember(of: archive) != nil
      return (isTorch || archive.members.contains { $0.name.hasSuffix(".npy") }, isTorch)
    }
  }

  /// Looks at a file; nil when it holds no arrays.
  init?(
    _ path: String, _ head: [UInt8], _ archive: (hasArrays: Bool, isTorch: Bool)
  ) throws(AnnotationError) {
    let isNumPy = head.starts(with: Self.numPyMagic)
    let isPickle = head.count > 1 && head[0] == 0x80 && (2...5).contains(head[1])
    let isOther = Self.otherMagics.contains { head.starts(with: $0) }
    guard archive.hasArrays || isNumPy || isPickle || isOther else { return nil }
    if archive.isTorch || isPickle {
      pickle = try annotationInput { () throws(InputFileError) in
        try RestrictedPickle.read(path: path)
      }
    } else {
      pickle = try Self.savedDictionary(path)
    }
    guard pickle == nil else {
      (keys, array, isCounts) = ([], nil, false)
      return
    }
    keys = try annotationTensor { () throws(TensorFileError) in try Tensor.keys(in: path) }
    let hasOne = keys.count <= 1 || Self.names.contains(where: keys.contains)
    array = hasOne ? try Self.onlyMatrix(path) : nil
    guard let array, Self.isMatrix(array) else {
      isCounts = false
      return
    }
    isCounts = try Self.holdsCounts(array)
  }

  /// The matrix of numbers, if the array is one.
  var matrix: Tensor? { array.flatMap { Self.isMatrix($0) ? $0 : nil } }

  private static func isMatrix(_ array: Tensor) -> Bool {
    array.shape.count == 2 && !array.elementType.isText && array.rowCount > 0
  }

  /// The dictionary that an npy file was saved from; nil for any other file.
  static func savedDictionary(_ path: String) throws(AnnotationError) -> PickleValue? {
    let objects = try annotationTensor { () throws(TensorFileError) in
      try PickledObjects.read(path: path)
    }
    return objects?.count == 1 ? objects?.first : nil
  }

  /// Whether a matrix holds whole numbers throughout its first rows.
  private static func holdsCounts(_ tensor: Tensor) throws(AnnotationError) -> Bool {
    guard tensor.elementType.isFloatingPoint else { return true }
    let rows = min(tensor.rowCount, 1_024)
    let values = try annotationTensor { () throws(TensorFileError) in
      try tensor.read(rows: 0..<rows, as: Double.self)
    }
    // A missing count is one that is wrong, not a sign of shares.
    return values.allSatisfy { $0.isNaN || $0.rounded() == $0 } && values.contains { $0 > 1 }
  }

  /// The names of matrices that are meant where a file has several arrays.
  private static let names = ["counts", "probs", "votes"]

  /// The only array of a file, or the one of a known name.
  static func onlyMatrix(_ path: String) throws(AnnotationError) -> Tensor {
    let keys = try annotationTensor { () throws(TensorFileError) in try Tensor.keys(in: path) }
    let known = names.first { keys.contains($0) }
    let key = keys.count == 1 ? keys.first.flatMap { $0.isEmpty ? nil : $0 } : known
    return try annotationTensor { () throws(TensorFileError) in try Tensor.open(path, key: key) }
  }

  /// What files of MATLAB and HDF5 begin with.
  static let otherMagics: [[UInt8]] = [Array("MATLAB ".utf8), [0x89] + Array("HDF".utf8)]
  /// What every npy file begins with.
  static let numPyMagic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// What to do with arrays that are no matrix of votes.
  func remedy(_ path: String) -> String {
    let table = "write images, annotators and labels as a table"
    if keys.count > 1 {
      let file = "'" + path.replacing("'", with: "\\'") + "'"
      return "save the matrix of votes alone or call it counts, or \(table) (in Python "
        + "pandas.DataFrame(dict(numpy.load(\(file)))).to_csv('votes.csv', index=False))"
    }
    return array?.shape.count == 1
      ? "one value an image is a true class (--labels) or a score (import-scores); answers of people need "
        + "a row each: \(table)"
      : "name the layout with --format, or \(table)"
  }

  /// What was looked for, and what is there instead.
  func lookedFor(_ path: String) -> String {
    guard pickle == nil else {
      return "a pickled dictionary with random_label1 or noisy_label (CIFAR-10N); convert any "
        + "other pickle that you trust with \(RestrictedPickle.conversion(of: path))"
    }
    let found =
      array.map { "this is \($0.elementType) of shape \($0.shape)" }
      ?? "this holds the arrays \(keys.prefix(20).joined(separator: ", "))"
    return "a matrix of counts or probabilities, images x classes; \(found)"
  }
}
