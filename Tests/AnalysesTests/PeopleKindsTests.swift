@testable import Analyses
import RealModule
import Statistics
import StudyValues
import Testing

/// Reliability, agreement, whole answers, count regression and label errors against numpy, scipy and
/// statsmodels, and against planted answers.
struct PeopleKindsTests {
  private let reference: KindReference
  private let decisions = AnalysisDecisions(threads: 2)

  init() throws { reference = try KindReference() }

  private func value(
    _ output: AnalysisOutput, _ quantity: String, score: String? = nil, method: String? = nil,
    group: String? = nil, population: Population? = nil
  ) throws -> Double {
    try #require(
      output.estimates.first {
        $0.key.quantity == quantity && $0.key.group == group
          && (score == nil || $0.key.score == score) && (method == nil || $0.key.method == method)
          && (population == nil || $0.key.population == population)
      }?.value)
  }

  @Test func `the closed form and Pearson's correction agree with their formulas`() throws {
    let output = try ReliabilityAnalysis(
      scores: ["avh"], methods: [.pearson, .kendall], splits: 20, resamples: 50
    ).run(id: "R", on: reference.study, decisions: decisions)
    let reliability = try value(output, "reliability", group: "closed form")
    #expect(
      reliability.isApproximatelyEqual(to: reference["reliability"], relativeTolerance: 1e-12))
    let ceiling = try value(output, "noise_ceiling", method: "pearson")
    #expect(
      ceiling.isApproximatelyEqual(
        to: reference["reliability"].squareRoot(), relativeTolerance: 1e-12))
    let routes = output.estimates.filter {
      $0.key.quantity == "noise_ceiling" && $0.key.method == "pearson"
    }
    #expect(routes[0].key.grouping == nil && routes[0].key.annotationSet == "people")
    #expect(routes.dropFirst().allSatisfy { $0.key.grouping == "route" })
    #expect(routes[0].rangeLow == routes.compactMap(\.value).min())
    #expect(routes[0].rangeHigh == routes.compactMap(\.value).max())
    let corrected = try #require(output.correlations.first { $0.method == "pearson corrected" })
    #expect(
      try #require(corrected.statistic).isApproximatelyEqual(
        to: reference["pearson"] / reference["reliability"].squareRoot(), relativeTolerance: 1e-9))
    #expect(try #require(corrected.ciLow) < (try #require(corrected.ciHigh)))
    let kendall = try #require(output.correlations.first { $0.method == "kendall" })
    #expect(kendall.statistic != nil, "the observed coefficient needs no correction")
    #expect(!output.correlations.contains { $0.method == "kendall corrected" })
    #expect(kendall.note?.contains("not a known method") == true)
  }

  @Test func `votes hold the distribution of HSF, the ceilings and agreement`() throws {
    let settings = VotesAnalysis(agreementResamples: 20)
    let output = try settings.run(id: "V", on: reference.study, decisions: decisions)
    #expect(
      try value(output, "agreement", method: "percent-agreement")
        .isApproximatelyEqual(to: reference["percent_agreement"], relativeTolerance: 1e-12))
    #expect(
      try value(output, "reliability")
        .isApproximatelyEqual(to: reference["reliability"], relativeTolerance: 1e-12))
    let table = try reference.table
    let full = zip(table.selected, table.shown).count { $0 == $1 }
    #expect(try value(output, "hsf_is_one") == Double(full) / Double(table.count))
    let bins = output.estimates.filter { $0.key.grouping == "bin" }
    #expect(bins.map(\.key.group) == ImageGroup.binNames)
    #expect(bins.reduce(0) { $0 + ($1.n ?? 0) } == table.count)
    let mean = try #require(
      output.estimates.first { $0.key.quantity == "mean" && $0.key.human == "hsf" })
    let middle = ((try #require(mean.low)) + (try #require(mean.high))) / 2
    #expect(try #require(mean.value).isApproximatelyEqual(to: middle, relativeTolerance: 1e-12))
    let figures = settings.figures(of: output)
    #expect(figures.map(\.id) == ["histogram-1"])
    guard case .histogram(let figure) = try #require(figures.first).content else {
      Issue.record("another kind of figure")
      return
    }
    #expect(figure.bars.count == 20)
    #expect(figure.bars.reduce(0) { $0 + $1.count } == table.count)
  }

  @Test func `networks have one line each`() throws {
    let settings = NetworksAnalysis()
    let output = try settings.run(id: "N", on: reference.study, decisions: decisions)
    #expect(
      output.estimates.map(\.key.quantity)
        == ["images", "accuracy", "mean", "mean", "mean"])
    #expect(output.estimates.compactMap(\.key.score) == ["avh", "confidence", "loss"])
    let table = try #require(settings.tables(of: output).first).rows
    #expect(
      table.columns.map(\.name)
        == ["model", "accuracy", "mean_avh", "mean_confidence", "mean_loss"])
    #expect(table.rows.count == 1)
  }

  @Test func `agreement agrees with pairs of answers`() throws {
    let output = try AgreementAnalysis(resamples: 50)
      .run(id: "A", on: reference.study, decisions: decisions)
    #expect(
      try value(output, "agreement", method: "percent-agreement")
        .isApproximatelyEqual(to: reference["percent_agreement"], relativeTolerance: 1e-12))
    #expect(
      try value(output, "agreement", method: "fleiss-kappa")
        .isApproximatelyEqual(to: reference["fleiss_kappa"], relativeTolerance: 1e-12))
    #expect(output.notes.count == 1)
  }

  /// Six persons and thirty images; the last person answers at random, the others give the label.
  private func crowd() -> MadeUpStudy {
    let target = (0..<30).map { $0 % 3 }
    var (image, annotator, chosen): ([Int32], [Int32], [Int32]) = ([], [], [])
    var selected = [Int](repeating: 0, count: 30)
    for index in 0..<30 {
      for person in 0..<6 {
        // The others err once each, on images of their own.
        let errs = person < 5 ? index == 5 * person : index % 3 != 1
        let answer = errs ? (target[index] + 1 + index % 2) % 3 : target[index]
        image.append(Int32(index))
        annotator.append(Int32(person))
        chosen.append(Int32(answer))
        if answer == target[index] { selected[index] += 1 }
      }
    }
    let classNames = ["ant", "bee", "cow"]
    let table = ImageTable(
      model: "net", classNames: classNames, target: target, selected: selected, shown: 6,
      scores: [.harder("avh", (0..<30).map { Double(($0 * 7) % 30) })])
    return MadeUpStudy(
      classNames: classNames, models: ["net"], tables: ["net": table],
      triples: AnswerTriples(
        image: image, annotator: annotator, chosenClass: chosen, images: table.images,
        annotators: (0..<6).map { "person-\($0)" }, annotatorsArePersons: true))
  }

  @Test func `the person who answers at random is found`() throws {
    let output = try AgreementAnalysis(resamples: 50, crossed: true, scores: ["avh"])
      .run(id: "A", on: crowd(), decisions: decisions)
    let accuracy = try (0..<6).map {
      try value(output, "dawid_skene_accuracy", group: "person-\($0)")
    }
    let kappa = try (0..<6).map { try value(output, "rater_kappa", group: "person-\($0)") }
    #expect(accuracy.prefix(5).allSatisfy { $0 > 0.9 })
    #expect(accuracy[5] < 0.5)
    #expect(kappa[5] == kappa.min())
    let summary = try #require(
      output.estimates.first {
        $0.key.quantity == "dawid_skene_accuracy" && $0.key.grouping == nil
      })
    #expect(summary.rangeLow == accuracy.min() && summary.rangeHigh == accuracy.max())
    #expect(summary.n == 6)
    let tables = AgreementAnalysis().tables(of: output)
    #expect(tables.map(\.id) == ["estimates", "annotators", "all"])
    #expect(tables[1].rows.rows.count == 6)
  }

  /// A study of two persons who answer with one of two classes, from the table of their answers.
  private func couple(_ table: [[Int]]) -> MadeUpStudy {
    var (image, annotator, chosen): ([Int32], [Int32], [Int32]) = ([], [], [])
    var images = 0
    for (first, row) in table.enumerated() {
      for (second, count) in row.enumerated() {
        for _ in 0..<count {
          image += [Int32(images), Int32(images)]
          annotator += [0, 1]
          chosen += [Int32(first), Int32(second)]
          images += 1
        }
      }
    }
    let classNames = ["ant", "bee"]
    let table = ImageTable(
      model: "net", classNames: classNames, target: (0..<images).map { $0 % 2 },
      selected: (0..<images).map { $0 % 3 }, shown: 2,
      scores: [.harder("avh", (0..<images).map { Double($0) })])
    return MadeUpStudy(
      classNames: classNames, models: ["net"], tables: ["net": table],
      triples: AnswerTriples(
        image: image, annotator: annotator, chosenClass: chosen, images: table.images,
        annotators: ["one", "two"], annotatorsArePersons: true))
  }

  @Test func `two annotators have Cohen's kappa`() throws {
    let output = try AgreementAnalysis(resamples: 50)
      .run(id: "A", on: couple([[20, 5], [10, 15]]), decisions: decisions)
    let row = try #require(output.estimates.first { $0.key.method == "cohen-kappa" })
    // numpy 2.4.6, the formula of Fleiss, Cohen & Everitt (1969)
    for (found, expected) in [
      (row.value, 0.4), (row.standardError, 0.12699606293110033), (row.low, 0.15109229047666106),
      (row.high, 0.6489077095233388),
    ] {
      #expect(try #require(found).isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
    }
    #expect(row.n == 50)
    let same = try AgreementAnalysis(resamples: 50)
      .run(id: "A", on: couple([[20, 0], [0, 0]]), decisions: decisions)
    let none = try #require(same.estimates.first { $0.key.method == "cohen-kappa" })
    #expect(none.value == nil && none.note != nil)
    let (_, _, reasons) = PeopleTable.table(same.estimates)
    #expect(reasons.contains { $0.contains("Cohen's kappa") })
    let many = try AgreementAnalysis(resamples: 50)
      .run(id: "A", on: crowd(), decisions: decisions)
    #expect(!many.estimates.contains { $0.key.method == "cohen-kappa" })
  }

  @Test func `annotators never narrow the interval of images`() throws {
    let study = crowd()
    let output = try AgreementAnalysis(resamples: 50, crossed: true, scores: ["avh"])
      .run(id: "A", on: study, decisions: decisions)
    let crossed = try #require(output.correlations.first)
    #expect(crossed.ciMethod == "influence, images+annotators")
    let plain = try RankingAnalysis(scores: ["avh"], populations: [.images])
      .run(id: "K", on: study, decisions: decisions).correlations[0]
    let width = try #require(crossed.ciHigh) - (try #require(crossed.ciLow))
    #expect(width >= (try #require(plain.ciHigh)) - (try #require(plain.ciLow)))
    #expect(crossed.statistic == plain.statistic)
  }

  @Test func `whole answers agree with their definitions`() throws {
    let output = try WholeAnswersAnalysis(splits: 2)
      .run(id: "D", on: reference.study, decisions: decisions)
    for name in [
      "kl", "jensen_shannon", "total_variation", "human_entropy", "model_entropy", "second_choice",
    ] {
      #expect(
        try value(output, name).isApproximatelyEqual(
          to: reference[name], relativeTolerance: 1e-10), "\(name)")
    }
    #expect(output.estimates.first { $0.key.quantity == "second_choice" }?.n == 78)
    let entropy = try #require(output.correlations.first?.statistic)
    #expect(entropy.isApproximatelyEqual(to: reference["entropies"], relativeTolerance: 1e-10))
    let people = try value(output, "jensen_shannon", group: "people")
    #expect(people < (try value(output, "jensen_shannon", group: "network")))
    let line = try #require(WholeAnswersAnalysis().tables(of: output).first?.rows.rows.first)
    #expect(line.count == 14)
    #expect(line.contains(.real(people)))
  }

  @Test func `count regression agrees with statsmodels and scipy`() throws {
    let output = try CountRegressionAnalysis(
      scores: ["avh"], pairs: [["avh", "confidence"]], folds: 4
    ).run(id: "B", on: reference.study, decisions: decisions)
    #expect(
      try value(output, "dispersion", score: "avh").isApproximatelyEqual(
        to: reference["dispersion"], relativeTolerance: 1e-9))
    #expect(
      try value(output, "deviance_explained", score: "avh").isApproximatelyEqual(
        to: reference["deviance_explained"], relativeTolerance: 1e-9))
    #expect(
      try value(output, "slope", score: "avh").isApproximatelyEqual(
        to: reference["slope"], relativeTolerance: 1e-6))
    #expect(
      try value(output, "intraclass_correlation", score: "avh").isApproximatelyEqual(
        to: reference["intraclass_correlation"], relativeTolerance: 1e-5))
    let gains = try ["avh", "confidence"].map { try value(output, "held_out_gain", score: $0) }
    #expect(
      try value(output, "gain_difference", population: .images).isApproximatelyEqual(
        to: gains[0] - gains[1], relativeTolerance: 1e-9))
    let differences = output.estimates.filter { $0.key.quantity == "gain_difference" }
    #expect(differences.map(\.key.otherScore) == ["confidence", "confidence"])
    #expect(differences.map(\.key.population) == [.images, .classesRandom])
    let tables = CountRegressionAnalysis(scores: []).tables(of: output)
    #expect(tables.map(\.id) == ["regression", "gains"])
    #expect(tables.map(\.rows.rows.count) == [2, 2])
  }

  @Test func `labels that people reject are listed and left out`() throws {
    // Forty images of two classes with ten votes; people reject the label of the second, third and fourth.
    let target = (0..<40).map { $0 % 2 }
    let selected = (0..<40).map { image in
      switch image {
      case 1: 3
      case 2: 1
      case 3: 2
      default: 6 + image % 5
      }
    }
    var votes: [Int32] = []
    for (label, count) in zip(target, selected) {
      votes += [Int32(label == 0 ? count : 10 - count), Int32(label == 0 ? 10 - count : count)]
    }
    // The network gives the label everywhere but for the third image, where it sides with people.
    var predicted = target.map { Double($0) }
    predicted[2] = 1
    let table = ImageTable(
      model: "net", classNames: ["ant", "bee"], target: target, selected: selected, shown: 10,
      votes: votes,
      scores: [
        .harder("avh", (0..<40).map { Double(($0 * 17) % 41) }),
        .harder("loss", (0..<40).map { Double(($0 * 29) % 41) }),
        .easier("predicted_class", predicted),
      ])
    let study = MadeUpStudy(
      classNames: ["ant", "bee"], models: ["net"], tables: ["net": table])
    let output = try LabelErrorsAnalysis(scores: ["avh"], pairs: [["avh", "loss"]])
      .run(id: "L", on: study, decisions: decisions)
    #expect(try value(output, "doubtful_labels") == 3)
    #expect(try value(output, "accuracy_on_doubtful") == 2 / 3.0)
    #expect(try value(output, "predicts_majority") == 1 / 3.0)
    #expect(output.images.map(\.image) == ["image-2", "image-3", "image-1"])
    #expect(output.images.map(\.value) == [1, 0, 0])
    #expect(output.images.map(\.majorityClass) == ["bee", "ant", "ant"])
    let rows = output.correlations.filter { $0.score == "avh" }
    #expect(rows.map(\.n) == [40, 37])
    #expect(rows.map(\.group) == ["all", "label-agrees"])
    #expect(output.comparisons.count == 4)
  }
}
