internal import Files

/// A number of votes as a file gives it.
///
/// A cell of 10⁹ or more is no number of votes but a key or a time stamp in a column that was taken for
/// counts: seconds since 1970 have been more since 2001. The study holds at most 2³¹ − 1 votes of an
/// image, so sums of what is allowed fit 64 bits.
enum VoteCount {
  /// The most votes that a cell may hold.
  static let most = 999_999_999

  /// The number where it can be one of votes; nil for negative, larger and missing ones.
  static func checked(_ number: Int?) -> Int? {
    number.flatMap { (0...most).contains($0) ? $0 : nil }
  }

  /// What was expected in place of a number that is none of votes.
  static func expected(_ what: String, got number: Int?) -> String {
    guard let number, number > most else { return what }
    // Seconds, milliseconds, microseconds and nanoseconds since 1970, from 2001 to 2096.
    let isTimeStamp = [1, 1_000, 1_000_000, 1_000_000_000].contains { unit in
      (1_000_000_000...4_000_000_000).contains(number / unit)
    }
    return what + ", at most \(most)"
      + (isTimeStamp ? " (this looks like a time stamp)" : "")
  }

  /// The error for a cell that holds no number of votes, with what to write in its place.
  static func bad(
    _ reader: DelimitedReader, _ column: Int, _ what: String = "a count of 0 or more"
  ) -> BadValue {
    let isMissing = reader.isEmpty(column) || MissingWords.isUsual(reader.string(column))
    return .number(
      reader, column,
      expected: expected(
        isMissing ? "a count (0 where nobody chose the class; in pandas fillna(0))" : what,
        got: reader.int(column)))
  }
}

extension DelimitedReader {
  /// A field of the current row as a number of votes; nil if it is none.
  func votes(_ column: Int) -> Int? {
    hasThousands(column) ? nil : VoteCount.checked(int(column))
  }

  /// Whether a cell of a table with semicolons, which has decimal commas, may have a point between its
  /// thousands: `1.000` is 1 in one country and 1,000 in another.
  func hasThousands(_ column: Int) -> Bool {
    guard delimiter == UInt8(ascii: ";") else { return false }
    let bytes = unsafe bytes(column)
    return unsafe bytes.count > 4 && bytes[bytes.count - 4] == UInt8(ascii: ".")
      && bytes.first != UInt8(ascii: "0")
  }
}
