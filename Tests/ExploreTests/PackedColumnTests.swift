import Foundation
import Testing

@testable import Explore

/// Columns as the page reads them: unpacked here by the rules that the script has.
struct PackedColumnTests {
  private func bytes(_ column: PackedColumn) throws -> [UInt8] {
    Array(try #require(Data(base64Encoded: column.data)))
  }

  @Test(arguments: [
    ([0, 255, 7], PackedColumn.Width.u8, 1), ([0, 256], .u16, 2), ([65_535, 1], .u16, 2),
    ([65_536, 3], .u32, 4), ([], .u8, 1),
  ])
  func `whole numbers take the fewest bytes that hold the largest`(
    values: [Int], width: PackedColumn.Width, size: Int
  ) throws {
    let column = PackedColumn(values)
    let bytes = try bytes(column)
    #expect(column.type == width)
    #expect(bytes.count == size * values.count)
    let found = values.indices.map { index in
      (0..<size).reduce(0) { $0 | Int(bytes[index * size + $1]) << (8 * $1) }
    }
    #expect(found == values)
  }

  @Test func `real numbers keep every bit`() throws {
    let values = [0.1, -0.0, 1e-300, .nan, 0.92156862745098]
    let bytes = try bytes(PackedColumn(values))
    for (index, value) in values.enumerated() {
      let pattern = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[8 * index + $1]) << (8 * $1) }
      #expect(pattern == value.bitPattern)
    }
  }

  @Test func `rising numbers are differences in seven bits a byte`() throws {
    // 0, 1 and 128 are differences of one, one and two bytes: 128 is 0x80 0x01.
    #expect(try bytes(PackedColumn(rising: [0, 1, 129, 129])) == [0, 1, 0x80, 1, 0])
    let values = [5, 300, 70_000, 70_001, 9_000_000]
    var found: [Int] = []
    var (sum, part, shift) = (0, 0, 0)
    for byte in try bytes(PackedColumn(rising: values)) {
      part |= Int(byte & 0x7F) << shift
      shift += 7
      guard byte & 0x80 == 0 else { continue }
      sum += part
      found.append(sum)
      (part, shift) = (0, 0)
    }
    #expect(found == values)
  }

  @Test func `names are told by what differs from the one before`() throws {
    let long = String(repeating: "n", count: 400)
    let names = [
      "test_00017", "test_00018", "", "😀a", "😀b", "😁", "a\u{301}", "a", long, long + "x",
    ]
    let packed = PackedNames(names)
    let shared = try bytes(packed.shared)
    var last: [UInt16] = []
    for (index, name) in names.enumerated() {
      last = last.prefix(Int(shared[index])) + Array(packed.rest[index].utf16)
      #expect(last == Array(name.utf16))
    }
    #expect(packed.rest[1] == "8")
    // A sign of two units is never taken apart: JSON has no half of one.
    #expect(packed.rest[5] == "😁")
  }

  @Test func `a score is ranked by all its digits and shown by five`() throws {
    let nan = Double.nan
    let values = [0.5, 0.2, nan, 0.5, 0.200000000001, 0.9]
    let score = PageScore(values, isHigherHarder: false, classes: [1, 1, 1, 2, 2, 0])
    // Higher is easier: .9 first, then both .5, then the two that differ in the twelfth digit.
    #expect(score.rank == PackedColumn([1, 4, 6, 1, 3, 0]))
    #expect(score.percent == PackedColumn([0, 100, 255, 0, 100, 255]))
    #expect(score.count == 5)
    #expect(score.decimals == 5)
    #expect(score.first == 90_000)
    #expect(score.values == PackedColumn(rising: [0, 40_000, 40_000, 70_000, 70_000]))
    #expect(score.falls)
  }

  @Test(arguments: [[1e300, -1e300, 3], [.infinity, 1, 2], [4, 4, 4], [.nan, .nan]])
  func `scores of any size are packed`(values: [Double]) {
    let score = PageScore(values, isHigherHarder: true, classes: values.map { _ in 1 })
    #expect(score.count == values.count { !$0.isNaN })
    #expect(score.first.isFinite)
  }

  @Test(arguments: [
    ("study.db", "study.db"), ("it's a", #"'it'\''s a'"#), ("", "''"), ("$x", "'$x'"),
  ])
  func `words are quoted as a shell reads them`(word: String, quoted: String) {
    #expect(ExploreCommandLine.quoted(word) == quoted)
  }

  @Test func `scores whose range is beyond all numbers keep their order`() {
    let largest = Double.greatestFiniteMagnitude
    let score = PageScore(
      [largest, -largest, 0, .infinity], isHigherHarder: true, classes: [1, 1, 1, 1])
    #expect(score.rank == PackedColumn([2, 0, 1, 3]))
    #expect(score.decimals == -304)
  }
}
