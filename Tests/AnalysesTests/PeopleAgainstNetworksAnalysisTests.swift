@testable import Analyses
import Foundation
import Networks
import Statistics
import StudyValues
import Testing

struct PeopleAgainstNetworksAnalysisTests {
  // Six rated images of two classes, answers of five people: yes, maybe, no.
  static let classes = [0, 0, 0, 1, 1, 1]
  static let yes = [0, 1, 4, 2, 3, 5]
  static let maybe = [4, 0, 1, 3, 0, 0]
  static let share = [0.1, 0.4, 0.8, 0.5, 0.3, 0.9]
  static let ranks = [[6.0, 2, 1, 2, 3, 1], [4.0, 5, 1, 1, 2, 2]]
  static let models = ["first", "second"]

  static func table(_ model: Int, classes: [Int] = Self.classes) -> ImageTable {
    .drawn(
      model: models[model], classes: classes, selected: yes,
      shown: [Int](repeating: 5, count: 6), partial: maybe,
      scores: [
        .drawn("rank", ranks[model]),
        .drawn("share_correct", share, .higherIsEasier, isShared: true),
      ])
  }

  /// The rated images are the last six of eight; the first two were rated by nobody.
  static var study: MemoryStudy {
    var study = MemoryStudy()
    study.models = models
    for (index, model) in models.enumerated() {
      study.finals[model] = table(index)
      study.everything[model] = ScoredImages(
        images: ["easy0", "easy1"] + table(index).images, targetClass: [0, 1] + classes,
        scores: [
          .drawn("rank", [1, 1] + ranks[index]),
          .drawn("share_correct", [1.0, 0.95] + share, .higherIsEasier, isShared: true),
        ])
    }
    study.triples["people"] = answers
    return study
  }

  /// Five people answered every question; the first `yes` of them said yes, the next ones maybe.
  static var answers: AnswerTriples { answers(to: classes) }

  /// The same to images of any classes.
  static func answers(to classes: [Int]) -> AnswerTriples {
    var (image, annotator, asked, chosen, response) = (
      [Int32](), [Int32](), [Int32](), [Int32](), [Int32]()
    )
    for number in classes.indices {
      for place in 0..<5 {
        // Turned by one person from image to image, so that everybody has answers of every kind.
        let person = (place + number) % 5
        image.append(Int32(number))
        annotator.append(Int32(person))
        asked.append(Int32(classes[number]))
        let isYes = place < yes[number]
        chosen.append(isYes ? Int32(classes[number]) : -1)
        response.append(isYes ? 2 : place < yes[number] + maybe[number] ? 1 : 0)
      }
      // A question about the other class, which says nothing about HSF.
      image.append(Int32(number))
      annotator.append(Int32(number % 5))
      let other: Int32 = classes[number] == 0 ? 1 : 0
      asked.append(other)
      chosen.append(other)
      response.append(2)
    }
    return AnswerTriples(
      image: image, annotator: annotator, askedClass: asked, chosenClass: chosen,
      response: response, responses: ["no", "maybe", "yes"],
      images: classes.indices.map { "image\($0)" }, annotators: (0..<5).map { "person\($0)" },
      annotatorsArePersons: true)
  }

  @Test func `agreement over no, maybe and yes knows their order`() throws {
    let rows = try AgreementAnalysis(sets: ["people"], resamples: 20)
      .run(id: "G", on: Self.study, decisions: .init(threads: 1)).estimates
    // Krippendorff's coincidences in numpy 2.4.6; the question with one answer drops out.
    for (scale, expected) in [
      ("nominal", 0.3807829181494662), ("ordinal", 0.34313790074659645),
      ("interval", 0.3431208053691276),
    ] {
      let row = try #require(rows.first { $0.key.method == "krippendorff-alpha-\(scale)" })
      #expect(isNear(row.value, expected, 1e-9), "\(scale)")
    }
  }

  private func output() throws -> AnalysisOutput {
    try PeopleAgainstNetworksAnalysis(selected: ["people"]).run(
      id: "S", on: Self.study, decisions: .init(threads: 1))
  }

  private func value(
    _ output: AnalysisOutput, _ rule: String, images: String = "rated", isWithin: Bool = false
  ) -> Double? {
    output.estimates.first { row in
      row.key.quantity == (isWithin ? "sensitivity_within_class" : "sensitivity")
        && row.key.score == "share_correct" && row.key.condition == images
        && row.key.grouping == "maybe" && row.key.group == rule
    }?.value
  }

  private func spearman(_ x: [Double], _ y: [Double]) -> Double {
    TrainingDynamicsAnalysisTests.spearman(x, y)
  }

  @Test func `moves the coefficient with the rule for half answers`() throws {
    let output = try output()
    #expect(output.estimates.first?.key.quantity == "sensitivity")
    let rules: [(String, [Double])] = [
      ("0", zip(Self.yes, Self.maybe).map { yes, _ in Double(yes) / 5 }),
      ("1", zip(Self.yes, Self.maybe).map { Double($0 + $1) / 5 }),
      ("1/2", zip(Self.yes, Self.maybe).map { (Double($0) + Double($1) / 2) / 5 }),
      ("left-out", zip(Self.yes, Self.maybe).map { Double($0) / Double(5 - $1) }),
    ]
    for (rule, hsf) in rules {
      #expect(
        isNear(
          value(output, rule), spearman(hsf, Self.share), 1e-12),
        "\(rule)")
      #expect(
        isNear(
          value(output, rule, images: "all"),
          spearman([1, 1] + hsf, [1.0, 0.95] + Self.share), 1e-12), "\(rule)")
    }
  }

  @Test func `takes differences between classes out`() throws {
    let output = try output()
    // Ranks of HSF 1 2 5 3 4 6 and of the share 1 3 5 4 2 6, less the means of their classes 8/3, 13/3
    // and 3, 4: products 10/3 + 0 + 14/3 and 0 + 2/3 + 10/3.
    let x = [1.0, 2, 5, 3, 4, 6].enumerated().map { $1 - ($0 < 3 ? 8.0 / 3 : 13.0 / 3) }
    let y = [1.0, 3, 5, 4, 2, 6].enumerated().map { $1 - ($0 < 3 ? 3.0 : 4.0) }
    let product = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    let sizes = [x, y].map { $0.reduce(0) { $0 + $1 * $1 } }
    #expect(
      isNear(
        value(output, "0", isWithin: true),
        product
          / (sizes[0] * sizes[1]).squareRoot(), 1e-12))
  }

  @Test func `gives the median and the range over networks`() throws {
    let output = try output()
    let row = try #require(
      output.estimates.first {
        $0.key.quantity == "sensitivity" && $0.key.score == "rank" && $0.key.condition == "rated"
          && $0.key.group == "0"
      })
    let each = Self.ranks.map { spearman(Self.yes.map(Double.init), $0) }.sorted()
    #expect(isNear(row.rangeLow, each[0], 1e-12))
    #expect(isNear(row.rangeHigh, each[1], 1e-12))
    #expect(isNear(row.value, (each[0] + each[1]) / 2, 1e-12))
  }

  @Test func `adds the variance of the choice of annotators`() throws {
    let output = try output()
    let row = try #require(
      output.estimates.first { $0.key.quantity == "strength" && $0.key.score == "share_correct" })
    #expect(row.key.model == "networks")
    #expect(row.key.annotationSet == "people")
    #expect(row.key.population == .ratersRandom)
    let hsf = Self.yes.map { Double($0) / 5 }
    #expect(isNear(row.value, spearman(hsf, Self.share), 1e-12))
    // What Statistics says of the same answers; it has references of its own.
    let count = Self.classes.count
    let people = (0..<5).flatMap { person in [Int32](repeating: Int32(person), count: count) }
    let images = (0..<5).flatMap { _ in (0..<count).map { Int32($0) } }
    let selected = zip(people, images).map { person, image -> Int32 in
      let place = ((Int(person) - Int(image)) % 5 + 5) % 5
      return place < Self.yes[Int(image)] ? 1 : 0
    }
    let raters = try RaterSelections(
      raters: people, images: images, selected: selected, shown: selected.map { _ in 1 },
      raterCount: 5, imageCount: count)
    let joint = try JointCorrelations(
      .spearman, scores: [Self.share], directions: [.higherIsEasier], human: hsf,
      humanDirection: .higherIsEasier)
    let source = try joint.raterCovariance(raters)
    let both = try joint.covariance(.images).adding(source)
    let interval = try joint.strength(0, both).interval()
    // Answers are dealt in the order of the images, which is another one here.
    #expect(isNear(row.low, interval.low, 0.03))
    #expect(isNear(row.high, interval.high, 0.001))
    // The note gives the share of the variance in per cent.
    let note = try #require(row.note)
    let percent = try #require(Double(note.split(separator: " ")[0]))
    #expect(abs(percent - 100 * source.matrix[0] / both.matrix[0]) < 5)
  }

  @Test func `puts the networks beside another panel of people on the images of both`() throws {
    var study = Self.study
    // Leaving out classes takes three of them.
    let classes = [0, 0, 1, 1, 2, 2]
    for (index, model) in Self.models.enumerated() {
      study.finals[model] = Self.table(index, classes: classes)
    }
    study.triples["people"] = Self.answers(to: classes)
    // The other panel judged the same images in another order, and one more.
    let others = [5, 3, 1, 2, 4, 0]
    let theirs = [4, 1, 1, 3, 2, 0, 4]
    study.others["names"] = ImageTable.drawn(
      classes: others.map { classes[$0] } + [1], selected: theirs,
      shown: [Int](repeating: 4, count: 7), scores: [],
      images: others.map { Self.table(0).images[$0] } + ["theirs"], annotationSet: "names")
    let found = try PeopleAgainstNetworksAnalysis(sets: ["people"], reference: "names").run(
      id: "S", on: study, decisions: .init(threads: 1))
    func row(_ quantity: String, _ score: String) -> EstimateResult? {
      found.estimates.first { $0.key.quantity == quantity && $0.key.score == score }
    }
    let common = Array(0..<6)
    let hsf = common.map { Double(Self.yes[$0]) / 5 }
    let panel = common.map { image in
      Double(theirs[others.firstIndex(of: image) ?? 0]) / 4
    }
    let (networks, people) = (
      spearman(common.map { Self.share[$0] }, hsf), spearman(panel, hsf)
    )
    #expect(isNear(row("panel_strength", "share_correct")?.value, networks, 1e-12))
    #expect(isNear(row("panel_strength", "names")?.value, people, 1e-12))
    let difference = try #require(row("panel_difference", "share_correct"))
    #expect(isNear(difference.value, networks - people, 1e-12))
    #expect(difference.key.otherScore == "names" && difference.key.model == "networks")
    #expect(difference.key.population == .ratersAndClassesRandom && difference.n == 6)
    // Classes and annotators make the error, with the degrees of freedom of both.
    #expect((difference.df ?? 99) <= 6 && (difference.low ?? 1) < (difference.high ?? 0))
    #expect(row("panel_strength", "rank") == nil)
  }

  @Test func `screens the annotators over all questions`() throws {
    let output = try output()
    func row(_ quantity: String, _ person: Int, of response: String? = nil) -> EstimateResult? {
      output.estimates.first {
        $0.key.quantity == quantity && $0.key.score == response
          && $0.key.grouping == "annotator" && $0.key.group == "\(person + 1)"
      }
    }
    let answers = Self.answers
    for person in 0..<5 {
      let own = answers.annotator.indices.filter { answers.annotator[$0] == Int32(person) }
      #expect(row("rater_answers", person)?.value == Double(own.count))
      let yes = own.count { answers.response[$0] == 2 }
      #expect(row("rater_share", person, of: "yes")?.value == Double(yes) / Double(own.count))
      // Agreement from its definition: the share of the others with the same answer, over questions
      // that others answered.
      let shares = own.compactMap { mine -> Double? in
        let others = answers.annotator.indices.filter {
          answers.annotator[$0] != Int32(person) && answers.image[$0] == answers.image[mine]
            && answers.askedClass[$0] == answers.askedClass[mine]
        }
        guard !others.isEmpty else { return nil }
        return Double(others.count { answers.response[$0] == answers.response[mine] })
          / Double(others.count)
      }
      let agreement = shares.reduce(0, +) / Double(shares.count)
      #expect(isNear(row("rater_agreement", person)?.value, agreement, 1e-12))
    }
  }

  @Test func `divides by the noise ceiling of the set`() throws {
    let output = try output()
    let ceiling = try #require(output.estimates.first { $0.key.quantity == "noise_ceiling" })
    let corrected = try #require(
      output.estimates.first {
        $0.key.quantity == "corrected_correlation" && $0.key.score == "share_correct"
      })
    // Two routes to the ceiling: the result is the range between them.
    #expect(ceiling.value == nil && corrected.value == nil)
    let plain = spearman(Self.yes.map(Double.init), Self.share)
    let ends = [ceiling.rangeLow, ceiling.rangeHigh].map { plain / ($0 ?? .nan) }.sorted()
    #expect(isNear(corrected.rangeLow, ends[0], 1e-12))
    #expect(isNear(corrected.rangeHigh, ends[1], 1e-12))
  }

  @Test func `leaves answers of unknown annotators out of the screen`() throws {
    let all = Self.answers
    let known = try output()
    var study = Self.study
    study.triples["people"] = AnswerTriples(
      image: all.image + [0, 1], annotator: all.annotator + [-1, -1],
      askedClass: all.askedClass + [0, 0], chosenClass: all.chosenClass + [0, -1],
      response: all.response + [2, 0], responses: all.responses, images: all.images,
      annotators: all.annotators, annotatorsArePersons: true)
    let found = try PeopleAgainstNetworksAnalysis(selected: ["people"]).run(
      id: "S", on: study, decisions: .init(threads: 1))
    #expect(found.estimates == known.estimates)
  }

  @Test func `gives the choices of the sensitivity table a column each`() throws {
    let tables = PeopleAgainstNetworksAnalysis().tables(of: try output())
    #expect(tables.map(\.id) == ["sensitivity", "estimates", "raters", "all"])
    let choices = tables[0].rows.selecting(["annotation_set", "score", "group", "condition"])
    #expect(
      choices.columns.map(\.heading) == ["Set", "Score", "Half answers count", "Images"])
    // Two scores, four rules, rated and all images.
    #expect(choices.rows.count == 16)
    #expect(
      choices.rows.first == [
        .text("people"), .text("share_correct"), .text("0"), .text("rated"),
      ])
    #expect(
      tables[2].rows.columns.map(\.heading) == [
        "Set", "Annotator", "answers", "no", "maybe", "yes", "agreement", "kappa",
      ])
    #expect(tables[2].rows.rows.count == 5)
    // The ranges over annotators stay among the estimates.
    let quantities = tables[1].rows.selecting(["quantity"]).rows
    #expect(quantities.count { $0 == [.text("rater_share")] } == 3)
  }
}
