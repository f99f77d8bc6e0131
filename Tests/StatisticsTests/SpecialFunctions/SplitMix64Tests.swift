import Testing

@testable import Statistics

struct SplitMix64Tests {
  /// The first values for seed 0, as published with the algorithm.
  @Test func `gives the published sequence for seed 0`() {
    var generator = SplitMix64(seed: 0)
    #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
    #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
    #expect(generator.next() == 0x06C4_5D18_8009_454F)
  }

  @Test func `numbers of the unit interval have 53 bits`() {
    var bits = SplitMix64(seed: 7)
    var units = SplitMix64(seed: 7)
    for _ in 0..<1000 {
      let unit = units.nextUnit()
      #expect(unit == Double(bits.next() >> 11) / 9_007_199_254_740_992)
      #expect(unit >= 0 && unit < 1)
    }
  }

  /// Chi-squared over 7 outcomes: 24.1 is exceeded by chance once in 2,000 seeds; the seed is fixed.
  @Test func `whole numbers below a bound are equally frequent`() {
    var generator = SplitMix64(seed: 11)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.next(below: 7)] += 1 }
    let statistic = counts.reduce(0.0) {
      $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000
    }
    #expect(statistic < 24.1)
  }

  /// The third draw of the last seed is 0, which a bound of 3 has drawn again.
  @Test(
    arguments: [
      (9, 1000, 1000, 1), (10, 257, 7, 0), (11, 0, 0, 0), (12, 256, 1 << 32, 0),
      (13, 600, (1 << 32) + 300, 1), (14, 5, Int.max, 3),
      (0 &- 3 &* 0x9E37_79B9_7F4A_7C15, 10, 3, 0),
    ] as [(UInt64, Int, Int, Int)])
  func `many numbers are those drawn one by one`(
    seed: UInt64, count: Int, bound: Int, fall: Int
  ) {
    var single = SplitMix64(seed: seed)
    var many = SplitMix64(seed: seed)
    let expected = (0..<count).map { single.next(below: bound - $0 * fall) }
    var drawn: [Int] = []
    many.draw(count, below: bound, fall: fall) { drawn.append($0) }
    #expect(drawn == expected)
    #expect(many.next() == single.next())
  }

  @Test(arguments: [0, 1, 2, 300])
  func `values are shuffled from the last place to the first`(count: Int) {
    var single = SplitMix64(seed: 21)
    var expected = (0..<count).map { "\($0)" }
    for last in stride(from: count - 1, to: 0, by: -1) {
      expected.swapAt(last, single.next(below: last + 1))
    }
    var generator = SplitMix64(seed: 21)
    var values = (0..<count).map { "\($0)" }
    var places: [Int] = []
    var told: [String] = []
    generator.shuffle(&values) { place, value in
      places.append(place)
      told.append(value)
    }
    #expect(values == expected)
    #expect(places == (0..<count).reversed())
    #expect(told == expected.reversed())
    #expect(generator.next() == single.next())
  }

  @Test func `streams of one seed differ and repeat`() {
    var first = SplitMix64(seed: 5, stream: 0)
    var again = SplitMix64(seed: 5, stream: 0)
    var other = SplitMix64(seed: 5, stream: 1)
    var otherSeed = SplitMix64(seed: 6, stream: 0)
    let values = (0..<4).map { _ in first.next() }
    #expect(values == (0..<4).map { _ in again.next() })
    #expect(values != (0..<4).map { _ in other.next() })
    #expect(values != (0..<4).map { _ in otherSeed.next() })
  }

  /// Neighbouring streams: the correlation of their first numbers is within 4 standard errors of 0.
  @Test func `neighbouring streams are unrelated`() throws {
    let first = (0..<4000).map { index in
      var generator = SplitMix64(seed: 3, stream: index)
      return generator.nextUnit()
    }
    let next = Array(first.dropFirst()) + [first[0]]
    let r = try PearsonCorrelation(first, next).coefficient
    #expect(abs(r) < 4 / 4000.squareRoot())
  }

  @Test func `loops give the same results on any number of threads`() {
    let expected = (0..<1000).map { index in
      var generator = SplitMix64(seed: 1, stream: index)
      return generator.next()
    }
    for threads in [1, 2, 3, 8] {
      let got = Parallel.map(count: 1000, threads: threads) { index in
        var generator = SplitMix64(seed: 1, stream: index)
        return generator.next()
      }
      #expect(got == expected)
    }
    #expect(Parallel.map(count: 0) { $0 } == [])
    #expect(Parallel.mapRanges(count: 10, threads: 3) { Array($0) } == Array(0..<10))
  }
}
