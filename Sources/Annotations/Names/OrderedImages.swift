internal import StudyValues

/// The image names of files that identify images by row.
enum OrderedImages {
  /// The names of all rows of a matrix or list.
  static func names(
    rows: Int, order: ImageOrder?, options: ImportOptions, file: String
  ) throws(AnnotationError) -> [String] {
    guard let order = options.order ?? order else { throw .undeclaredOrder(file: file) }
    return try annotationValue { () throws(StudyValuesError) in
      try order.names(
        rows: rows, list: options.imageNames, permutation: options.permutation, file: file)
    }
  }

  /// The names of an order whose length the file does not show.
  static func names(
    _ order: ImageOrder, options: ImportOptions, file: String
  ) throws(AnnotationError) -> [String] {
    let rows: Int
    switch order {
    case .cifar10Python: rows = 10_000
    case .cifar10TFDS: rows = options.permutation?.count ?? 10_000
    case .imagenetByFileNumber: rows = 50_000
    case .imagenetByWnid, .listed: rows = options.imageNames?.count ?? 0
    }
    return try annotationValue { () throws(StudyValuesError) in
      try order.names(
        rows: rows, list: options.imageNames, permutation: options.permutation, file: file)
    }
  }
}
