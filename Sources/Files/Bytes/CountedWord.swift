extension DefaultStringInterpolation {
  /// Writes a count with its noun: `"\(1, "image")"` is "1 image", `"\(2, "image")"` is "2 images".
  ///
  /// Where other words change with the number, or the plural is no noun with s, both forms are given:
  /// `"\(count, "answer repeats", "answers repeat") an earlier one"`.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - one: What stands behind 1.
  ///   - several: What stands behind every other number, 0 too; `one` with es after s, else s, if nil.
  package mutating func appendInterpolation(
    _ count: some BinaryInteger, _ one: String, _ several: String? = nil
  ) {
    appendLiteral("\(count) ")
    appendLiteral(count == 1 ? one : several ?? one + (one.hasSuffix("s") ? "es" : "s"))
  }
}
