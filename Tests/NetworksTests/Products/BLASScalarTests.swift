import Networks
import RealModule
import Statistics
import Testing

struct BLASScalarTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    let rows: Int, columns: Int, depth: Int
    let firstIsTransposed: Bool, secondIsTransposed: Bool
    var testDescription: String {
      "(\(rows), \(depth))\(firstIsTransposed ? "ᵀ" : "") × (\(depth), \(columns))"
        + (secondIsTransposed ? "ᵀ" : "")
    }
  }

  static let shapes = [(1, 1, 1), (3, 5, 7), (64, 10, 128), (130, 33, 200)].flatMap { sizes in
    [(false, false), (false, true), (true, false), (true, true)].map {
      Shape(
        rows: sizes.0, columns: sizes.1, depth: sizes.2, firstIsTransposed: $0.0,
        secondIsTransposed: $0.1)
    }
  }

  @Test(arguments: shapes)
  func `single-precision products agree with sums written out`(_ shape: Shape) throws {
    try compare(shape, Float.self, tolerance: 1e-4)
  }

  @Test(arguments: shapes)
  func `double-precision products agree with sums written out`(_ shape: Shape) throws {
    try compare(shape, Double.self, tolerance: 1e-13)
  }

  /// Compares 2 · op(a) · op(b) + 3 · c with its definition, evaluated in double precision.
  private func compare<S: BLASScalar>(_ shape: Shape, _ type: S.Type, tolerance: Double) throws {
    try BLASLibrary.verify()
    var generator = SplitMix64(seed: 5)
    let a = AlignedStorage<S>(count: shape.rows * shape.depth, repeating: 0)
    let b = AlignedStorage<S>(count: shape.columns * shape.depth, repeating: 0)
    let c = AlignedStorage<S>(count: shape.rows * shape.columns, repeating: 0)
    for storage in [a, b, c] {
      for index in 0..<storage.count {
        unsafe storage.start[index] = S(Double.random(in: -1...1, using: &generator))
      }
    }
    var expected: [Double] = []
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        var sum = 0.0
        for k in 0..<shape.depth {
          let left = unsafe a.start[
            shape.firstIsTransposed ? k * shape.rows + row : row * shape.depth + k]
          let right = unsafe b.start[
            shape.secondIsTransposed ? column * shape.depth + k : k * shape.columns + column]
          sum += Double(left) * Double(right)
        }
        expected.append(2 * sum + 3 * Double(unsafe c.start[row * shape.columns + column]))
      }
    }
    unsafe S.multiply(
      rows: shape.rows, columns: shape.columns, depth: shape.depth, factor: 2, a.start,
      firstIsTransposed: shape.firstIsTransposed, b.start,
      secondIsTransposed: shape.secondIsTransposed, keep: 3, output: c.start)
    for (index, value) in expected.enumerated() {
      let got = Double(unsafe c.start[index])
      #expect(got.isApproximatelyEqual(to: value, absoluteTolerance: tolerance))
    }
  }
}
