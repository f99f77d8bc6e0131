@testable import Analyses
import RealModule
import Statistics
import StudyValues
import Testing

/// Calibration and temperature against figures computed with numpy, and against planted truth.
struct CalibrationKindsTests {
  private let decisions = AnalysisDecisions(threads: 2)

  struct Measure: CustomTestStringConvertible {
    let name: String
    var testDescription: String { name }
  }

  @Test(
    arguments: [
      "signed_gap", "ece", "mce", "ace", "brier", "brier_reliability", "brier_resolution", "nll",
      "confidence_minus_hsf",
    ].map { Measure(name: $0) })
  func `a measure agrees with its definition`(_ measure: Measure) throws {
    let reference = try KindReference()
    let output = try CalibrationAnalysis(bins: 5, resamples: 100)
      .run(id: "C", on: reference.study, decisions: decisions)
    let row = try #require(
      output.estimates.first { $0.key.quantity == measure.name && $0.key.model == "net" })
    #expect(
      try #require(row.value).isApproximatelyEqual(
        to: reference[measure.name], relativeTolerance: 1e-9))
  }

  @Test func `the reliability diagram has a point per bin, empty ones without a value`() throws {
    let reference = try KindReference()
    let output = try CalibrationAnalysis(bins: 20, temperature: false, resamples: 100)
      .run(id: "C", on: reference.study, decisions: decisions)
    let points = output.series.filter { $0.key.quantity == "reliability" }
    #expect(points.count == 20)
    #expect(points.reduce(0) { $0 + ($1.n ?? 0) } == 120)
    // Confidence of four classes is at least 1/4, so the first five bins are empty.
    #expect(points.prefix(5).allSatisfy { $0.n == 0 && $0.value == nil })
  }

  /// Three in four images have the label that the logits favour; the logits are twice too large, so the
  /// calibrated temperature is 2.
  private func overconfident() -> MadeUpStudy {
    let n = 4_000
    let logit = 2 * Double.log(3.0)
    let target = (0..<n).map { $0 % 4 == 0 ? 1 : 0 }
    let p = 1 / (1 + Double.exp(-logit))
    let table = ImageTable(
      model: "net", classNames: ["no", "yes"], target: target,
      selected: (0..<n).map { 10 + $0 % 7 }, shown: 20,
      scores: [
        .easier("max_probability", target.map { _ in p }, usesLabel: false),
        .easier("correct", target.map { $0 == 0 ? 1 : 0 }),
        .harder("loss", target.map { $0 == 0 ? -Double.log(p) : -Double.log(1 - p) }),
        .harder("avh", (0..<n).map { Double($0 % 13) }),
      ])
    return MadeUpStudy(
      classNames: ["no", "yes"], models: ["net"], tables: ["net": table],
      logitMatrices: [
        "net": LogitMatrix(
          images: table.images, classCount: 2, values: target.flatMap { _ in [logit, 0] })
      ])
  }

  @Test func `temperature is found on the other half and calibrates`() throws {
    let output = try CalibrationAnalysis(resamples: 100)
      .run(id: "C", on: overconfident(), decisions: decisions)
    func value(_ quantity: String, _ group: String) throws -> Double {
      try #require(
        output.estimates.first { $0.key.quantity == quantity && $0.key.group == group }?.value)
    }
    for half in ["1", "2"] {
      #expect(
        try value("temperature", half).isApproximatelyEqual(to: 2, relativeTolerance: 0.1))
    }
    let (given, scaled) = ("as given", "after temperature")
    #expect(try value("ece", given).isApproximatelyEqual(to: 0.15, relativeTolerance: 1e-9))
    #expect(try value("ece", scaled) < 0.02)
    #expect(try value("nll", scaled) < value("nll", given))
    #expect(try value("accuracy", scaled) == value("accuracy", given))
  }

  @Test func `without logits there is a note and no scaled row`() throws {
    var study = overconfident()
    study.logitMatrices = [:]
    let output = try CalibrationAnalysis(resamples: 100)
      .run(id: "C", on: study, decisions: decisions)
    #expect(output.notes == ["no temperature for net: its logits are not at hand"])
    #expect(!output.estimates.contains { $0.key.group == "after temperature" })
  }

  @Test func `degraded runs become curves that begin at the unaltered images`() throws {
    var study = overconfident()
    let table = try #require(study.tables["net"])
    for level in [2.0, 1.0] {
      study.degraded[RunKey(role: .degraded, condition: "noise", level: level)] = table
    }
    let output = try CalibrationAnalysis(role: .degraded, resamples: 100)
      .run(id: "C", on: study, decisions: decisions)
    let curve = output.series.filter {
      $0.key.quantity == "ece" && $0.key.condition == "noise" && $0.key.level == nil
    }
    #expect(curve.map(\.x) == [0, 1, 2])
    #expect(Set(output.estimates.map(\.key.runName)) == ["net", "net noise 1", "net noise 2"])
  }

  @Test(arguments: [(2, "2"), (0.5, "0.5"), (1e300, "1e+300"), (-9e18, "-9000000000000000000")])
  func `a level of any size is part of the name of a run`(level: Double, text: String) {
    var key = ResultKey(analysis: "C", quantity: "ece")
    (key.model, key.condition, key.level) = ("net", "noise", level)
    #expect(key.runName == "net noise \(text)")
  }

  @Test func `means have the standard error that their interval is made of`() throws {
    let reference = try KindReference()
    let output = try CalibrationAnalysis(temperature: false, resamples: 100)
      .run(id: "C", on: reference.study, decisions: decisions)
    for (quantity, quantile) in [("signed_gap", 1.980100), ("signed_gap_of_classes", 3.182446)] {
      let row = try #require(output.estimates.first { $0.key.quantity == quantity })
      let width = try #require(row.high) - (try #require(row.low))
      let error = try #require(row.standardError)
      #expect(width.isApproximatelyEqual(to: 2 * quantile * error, relativeTolerance: 1e-6))
    }
    let classes = try #require(
      output.estimates.first { $0.key.quantity == "signed_gap_of_classes" })
    #expect(classes.key.population == .classesRandom && classes.df == 3)
  }

  @Test func `scaled confidence is a line of its own`() throws {
    let settings = CalibrationAnalysis(resamples: 100)
    let output = try settings.run(id: "C", on: overconfident(), decisions: decisions)
    let tables = settings.tables(of: output)
    #expect(tables.map(\.id) == ["measures", "ambiguity", "intervals", "bins"])
    let measures = try #require(tables.first?.rows)
    #expect(measures.columns.prefix(3).map(\.name) == ["model", "group", "accuracy"])
    #expect(measures.rows.map(\.[1]) == ["as given", "after temperature"])
    #expect(tables[3].rows.rows.count == 30)
  }

  @Test func `temperature does not change the order of two classes and can that of more`() throws {
    let reference = try KindReference()
    let output = try TemperatureAnalysis(temperatures: [1, 4])
      .run(id: "T", on: reference.study, decisions: decisions)
    let plain = try #require(output.correlations.first { $0.score == "confidence" }?.statistic)
    #expect(
      plain.isApproximatelyEqual(
        to: try #require(reference.strengths["confidence"]), relativeTolerance: 1e-12))
    let curve = output.series.filter { $0.key.quantity == "strength_at_temperature" }
    #expect(curve.map(\.x) == [1, 4])
    #expect(try #require(curve[0].value).isApproximatelyEqual(to: plain, relativeTolerance: 1e-12))
    #expect(curve[1].value != curve[0].value)
    #expect(output.comparisons.map(\.scoreA).contains("avh"))
    #expect(output.comparisons.filter { $0.scoreB == "confidence_scaled" }.count == 2)
  }
}
