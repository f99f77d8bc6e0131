import AngularVisualHardness
import Testing

struct LibraryTests {
  @Test func `the umbrella brings the statistics`() throws {
    let found = try CorrelationMethod.spearman.correlation([1, 2, 3, 4], [1, 3, 2, 4])
    #expect(abs(found.coefficient - 0.8) < 1e-12)
  }
}
