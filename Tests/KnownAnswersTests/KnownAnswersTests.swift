import Foundation
import KnownAnswers
import Testing

struct KnownAnswersTests {
  private static let reference =
    Bundle.module.path(forResource: "References/statistics", ofType: "json") ?? "missing"

  @Test func `computes every expected field of the reference set`() throws {
    let report = try KnownAnswers.run(path: Self.reference)
    #expect(report.cases.count == 298)
    for miss in report.misses { Issue.record("\(miss)") }
    #expect(report.count(.pass) == report.cases.count)
    #expect(report.fieldsCompared == report.fieldsExpected)
    #expect(report.fieldsExpected > 1_500)
    #expect(report.passes)
  }
}
