import Testing

@testable import Statistics

/// The radix sort beside a comparison of the values.
struct SortedOrderTests {
  /// Numbers whose leading bits agree in runs of every length, with ties and both signs of zero.
  private static func values(_ kind: String, _ count: Int) -> [Double] {
    var random = SplitMix64(seed: 7)
    return (0..<count).map { index in
      let small = Double(random.next(below: 1 << 12))
      switch kind {
      case "one run": return 1 + small * Double.ulpOfOne
      case "two runs": return (index % 2 == 0 ? 1 : -1e300) * (1 + small * Double.ulpOfOne)
      case "short runs": return Double(random.next(below: count / 2 + 1)) + small * 1e-13
      case "zeros":
        return index % 3 == 0
          ? 0 : index % 3 == 1 ? -0.0 : (small - 2_048) * Double.leastNonzeroMagnitude
      case "equal": return 2.5
      case "infinities": return index % 5 == 0 ? .infinity : index % 5 == 1 ? -.infinity : small
      default: return (small - 2_048) * Double(bitPattern: random.next() >> 2)
      }
    }
  }

  private static let kinds = [
    "one run", "two runs", "short runs", "zeros", "equal", "infinities", "all sizes",
  ]

  @Test(arguments: kinds, [1, 2, 400, 401, 5_000, 70_000])
  func `indices and groups are those of a stable comparison`(kind: String, count: Int) throws {
    let values = Self.values(kind, count)
    let order = try SortedOrder(values, name: "x")
    let expected = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    #expect(order.indices == expected.map(Int32.init))
    let starts =
      [0]
      + expected.indices.dropFirst().filter {
        values[expected[$0]] != values[expected[$0 - 1]]
      }
    #expect(order.starts == (starts + [count]).map(Int32.init))
  }
}
