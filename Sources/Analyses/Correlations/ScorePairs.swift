/// Pairs of scores in a manifest.
enum ScorePairs {
  /// Reads a list of lists of two names.
  ///
  /// - Throws: `DecodingError` when a list has another length.
  static func read<Key: CodingKey>(
    _ fields: KeyedDecodingContainer<Key>, _ key: Key, optional: Bool = false
  ) throws -> [[String]] {
    let pairs =
      optional
      ? try fields.decodeIfPresent([[String]].self, forKey: key) ?? []
      : try fields.decode([[String]].self, forKey: key)
    for pair in pairs where pair.count != 2 {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: fields.codingPath + [key],
          debugDescription: "pairs of two scores, such as [avh, confidence]"))
    }
    return pairs
  }
}
