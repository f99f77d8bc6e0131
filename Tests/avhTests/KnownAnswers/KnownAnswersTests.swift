import Foundation
import Testing
import avh

struct KnownAnswersTests {
  private static let reference =
    Bundle.module.path(forResource: "References/statistics", ofType: "json") ?? "missing"

  @Test func `computes every expected field of the reference set`() throws {
    let report = try KnownAnswers.run(path: Self.reference)
    for miss in report.misses { Issue.record("\(miss)") }
    let (passed, compared, expected) =
      (report.count(.pass), report.fieldsCompared, report.fieldsExpected)
    #expect(passed == 298)
    #expect(compared == expected)
    #expect(expected > 1_500)
    let passes = report.passes
    #expect(passes)
  }
}
