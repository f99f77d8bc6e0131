import Statistics
import StudyValues
import Testing

@testable import StudyStore

struct StudyResultsTests {
  private static func output() -> AnalysisOutput {
    var output = AnalysisOutput(analysis: "H1", kind: "correlation")
    var correlation = CorrelationResult(
      dataset: "pets", annotationSet: "panel", human: "hsf", model: "net", score: "avh",
      method: "spearman", grouping: "bin", group: "(0.2,0.4]", n: 9998, dropped: 2)
    correlation.statistic = -0.1 - 0.2
    correlation.p = 0
    correlation.log10P = -1509.0
    correlation.condition = "noise"
    correlation.level = 0.25
    correlation.familySize = 5
    output.correlations = [correlation]
    var comparison = ComparisonResult(
      dataset: "pets", annotationSet: "panel", human: "hsf", modelA: "net", scoreA: "avh",
      modelB: "net", scoreB: "confidence", method: "spearman", group: "all", n: 9998,
      test: "influence")
    comparison.difference = 1e-300
    comparison.population = .classesRandom
    output.comparisons = [comparison]
    output.estimates = [
      EstimateResult(
        ResultKey(
          analysis: "H1", quantity: "mean", model: "a | b: c", score: "avh", population: .images,
          level: 0.5, step: 3, grouping: "annotator", group: "x, y"),
        value: nil, bound: "lower", rangeLow: 0.1, note: "no data")
    ]
    output.series = [
      SeriesPoint(
        ResultKey(analysis: "H1", quantity: "loss", model: "net"), x: 195, value: 2.5, n: 10)
    ]
    output.images = [
      ExtremeImage(
        analysis: "H1", list: "hard", place: 1, image: "a.png", targetClass: "cat",
        majorityClass: nil, model: "net", predictedClass: "dog", selected: 1, shown: 10, hsf: 0.1,
        shrunkenHSF: 0.2, score: "avh", value: 0.3, discrepancy: 1.5, labelDoubtful: true)
    ]
    output.notes = ["ties: 44 %"]
    return output
  }

  @Test func `results come out as they went in`() throws {
    let store = try StudyStore.inMemory()
    try store.store(Self.output())
    #expect(try store.analyses() == [Self.output()])
    #expect(
      try store.rows(#"SELECT "group", statistic, log10_p FROM correlation"#).rows
        == [[.text("(0.2,0.4]"), .real(-0.1 - 0.2), .real(-1509)]])
  }

  @Test func `an analysis replaces what it found before`() throws {
    let store = try StudyStore.inMemory()
    try store.store(Self.output())
    var second = Self.output()
    second.correlations = []
    try store.store(second)
    #expect(try store.analyses() == [second])
  }

  @Test func `verdicts, manifest, files and commands are kept`() throws {
    let store = try StudyStore.inMemory()
    var verdict = ClaimVerdict(
      claim: "C4", text: "AVH is better", primary: "rho", outcome: .tooCloseToCall,
      sentence: "0.01 [-0.02, 0.04].")
    try store.store([verdict])
    #expect(try store.verdicts() == [verdict])
    verdict.outcome = nil
    try store.store([verdict])
    #expect(try store.verdicts() == [verdict])
    try store.storeResolvedManifest("schema: 1", study: "s")
    #expect(try store.resolvedManifest(study: "s") == "schema: 1")
    #expect(try store.resolvedManifest(study: "t") == nil)
    var file = SourceFile(path: "a.npy", purpose: "votes", bytes: 10, sha256: "aa")
    try store.record(file)
    file.rowsUsed = 3
    try store.record(file)
    #expect(try store.sourceFiles() == [file])
    try store.record(command: "avh import", version: "0.1.0", seed: .max)
    #expect(
      try store.rows("SELECT command, version, seed FROM command_log").rows
        == [[.text("avh import"), .text("0.1.0"), .integer(-1)]])
  }
}
