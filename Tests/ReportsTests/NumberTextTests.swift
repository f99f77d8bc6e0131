import StudyValues
import Reports
import Testing

struct NumberTextTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let value: Double
    let digits: Int
    let text: String
    var testDescription: String { "\(value) with \(digits) digits" }
  }

  // Rounded by hand; halves are avoided since a double rarely is one.
  static let significantRows = [
    Row(value: 0, digits: 4, text: "0"),
    Row(value: -0.281234, digits: 4, text: "-0.2812"),
    Row(value: 0.5, digits: 4, text: "0.5"),
    Row(value: 3, digits: 4, text: "3"),
    Row(value: 12_345.678, digits: 4, text: "12346"),
    Row(value: 9_999_999, digits: 4, text: "9999999"),
    Row(value: 12_345_678, digits: 4, text: "1.235e7"),
    Row(value: 0.00012345, digits: 3, text: "0.000123"),
    Row(value: 0.000012345, digits: 3, text: "1.23e-5"),
    Row(value: 999.96, digits: 4, text: "1000"),
    Row(value: 0.0999999, digits: 2, text: "0.1"),
    Row(value: .infinity, digits: 4, text: "inf"),
    Row(value: -.infinity, digits: 4, text: "-inf"),
    Row(value: .nan, digits: 4, text: "nan"),
    Row(value: .leastNonzeroMagnitude, digits: 2, text: "4.9e-324"),
  ]

  @Test(arguments: significantRows)
  func `rounds to significant digits`(row: Row) {
    #expect(RoundedNumber.significant(row.value, digits: row.digits) == row.text)
  }

  @Test(
    arguments: [(0.5, 3), (0.02, 3), (0.002, 4), (0.00002, 6), (0, 3), (1e-12, 8)]
      as [(Double, Int)])
  func `shows two digits of the width of an interval, and three decimals`(
    width: Double, decimals: Int
  ) {
    #expect(RoundedNumber.decimals(width: width) == decimals)
  }

  @Test(arguments: [(0.02, 3), (1e-12, 6), (.leastNonzeroMagnitude, 3), (0, 3)] as [(Double, Int)])
  func `numbers of a page have decimals whatever the width`(width: Double, decimals: Int) {
    #expect(NumberStyle.written.decimals(width: width, least: 3) == decimals)
  }

  @Test func `drops the leading zero and the sign of what rounds to zero`() {
    #expect(RoundedNumber.fixed(0.28, decimals: 2, leadingZero: false) == ".28")
    #expect(RoundedNumber.fixed(-0.28, decimals: 2, leadingZero: false) == "-.28")
    #expect(RoundedNumber.fixed(-0.001, decimals: 2, leadingZero: false) == ".00")
    #expect(RoundedNumber.fixed(-0.001, decimals: 2) == "0.00")
    #expect(RoundedNumber.fixed(1, decimals: 2, leadingZero: false) == "1.00")
    #expect(RoundedNumber.fixed(-12.345, decimals: 1, leadingZero: false) == "-12.3")
    #expect(RoundedNumber.fixed(0.4, decimals: 0, leadingZero: false) == "0")
  }

  @Test(
    arguments: [
      0.1, 1 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.0, 123_456_789.123,
    ] as [Double])
  func `reads back as the same double`(value: Double) throws {
    let back = try #require(Double(RoundedNumber.roundTrip(value)))
    #expect(back.bitPattern == value.bitPattern)
  }
}
