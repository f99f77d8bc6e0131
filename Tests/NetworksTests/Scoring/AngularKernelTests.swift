import CAngularKernels
import Foundation
import RealModule
import Testing

/// The vector functions against the C library, whose own error is below one unit in the last place.
struct AngularKernelTests {
  @Test func `the arccosine agrees with the C library`() {
    let count = 200_001
    let inputs = (0..<count).map { -1 + 2 * Double($0) / Double(count - 1) }
    var outputs = [Double](repeating: 0, count: count)
    unsafe avh_arccos(inputs, count, &outputs)
    for (x, got) in zip(inputs, outputs)
    where !got.isApproximatelyEqual(
      to: acos(x), absoluteTolerance: 0, relativeTolerance: 1e-15)
    {
      Issue.record("arccos(\(x)) gave \(got) in place of \(acos(x))")
    }
  }

  @Test func `the exponential agrees with the C library`() {
    let count = 200_001
    let inputs = (0..<count).map { -708 * Double($0) / Double(count - 1) }
    var outputs = [Double](repeating: 0, count: count)
    unsafe avh_exp(inputs, count, &outputs)
    for (x, got) in zip(inputs, outputs)
    where !got.isApproximatelyEqual(
      to: exp(x), absoluteTolerance: 0, relativeTolerance: 1e-15)
    {
      Issue.record("exp(\(x)) gave \(got) in place of \(exp(x))")
    }
  }

  @Test func `the exponential ends at zero and one`() {
    var outputs = [Double](repeating: 7, count: 3)
    unsafe avh_exp([0, -800, -.infinity], 3, &outputs)
    #expect(outputs == [1, 0, 0])
  }

  @Test func `rows are scaled by powers of two and measured`() {
    var row: [Float] = [3e-30, -4e-30, 0]
    let measured = unsafe avh_prepare_row_f(&row, 3)
    #expect(measured.first_not_finite == -1)
    #expect((0.5..<1).contains(abs(row[1])))
    let norm = Double(sign: .plus, exponent: Int(measured.exponent), significand: measured.norm)
    #expect(norm.isApproximatelyEqual(to: 5e-30, relativeTolerance: 1e-7))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `the first element that is not finite is found`(_ value: Double) {
    var row = [1, 2, 3, value, 4, value]
    #expect(unsafe avh_prepare_row_d(&row, 6).first_not_finite == 3)
    var narrow = row.map { Float($0) }
    #expect(unsafe avh_prepare_row_f(&narrow, 6).first_not_finite == 3)
  }

  @Test func `subnormal rows are scaled without loss`() {
    var row: [Float] = [0x1p-149, -0x1p-148]
    let measured = unsafe avh_prepare_row_f(&row, 2)
    #expect(row[1] == -0.5 && row[0] == 0.25)
    #expect(measured.exponent == -147)
  }
}
