import Reports
import StudyValues
import Testing

struct TableBuilderTests {
  @Test func `counts selection frequencies in integers with right-closed fifths`() {
    // 1/5 and 2/10 lie on an edge and belong below it; 3/5 = 6/10 is where doubles could disagree.
    let table = VotesTables.histogram(
      selected: [0, 1, 2, 3, 6, 61, 51, 4, 5, 0], shown: [5, 5, 10, 5, 10, 100, 51, 5, 5, 0])
    #expect(table.rows.map { $0[1] } == [3, 0, 2, 2, 2])
    #expect(table.rows.map { $0[0] } == ["[0, .2]", "(.2, .4]", "(.4, .6]", "(.6, .8]", "(.8, 1]"])
  }

  @Test func `counts nothing without votes`() {
    let table = VotesTables.histogram(selected: [], shown: [])
    #expect(table.rows.allSatisfy { $0[1] == 0 && $0[2] == .missing })
  }

  @Test func `shows what is known about a set of votes`() {
    let table = VotesTables.overview([
      .init(
        set: "cifar10h", task: "forced-choice", images: 10, annotators: nil, votes: 512,
        meanHSF: 0.95, shareUnanimous: 0.44),
      .init(
        set: "none", task: "presence", images: 0, annotators: 3, votes: 0, meanHSF: nil,
        shareUnanimous: nil),
    ])
    #expect(table.rows[0][5] == .real(51.2))
    #expect(table.rows[1][5] == .missing)
  }

  @Test func `puts the paper's figures beside ours, labelled`() throws {
    let table = MainTable(correlations: ReportSamples.correlations, model: "resnet")
      .reportTable(id: "main")
    let ours = try #require(table.rows.rows.first { $0[0] == "AVH" && $0[1] == "here" })
    // atanh(0.356123456789) = 0.37244..., by Python's math.atanh.
    guard case .real(let z) = ours[2] else {
      Issue.record("no z")
      return
    }
    #expect(abs(z - 0.3724389) < 1e-6)
    #expect(
      Array(ours[3...]) == [".356", ".190 (too few)", ".110", nil, nil, "constant"])
    let theirs = try #require(
      table.rows.rows.first { $0[0] == "AVH" && $0[1] != "here" && $0[2] != nil })
    #expect(theirs[1] == .text("as recalled from the paper, unverified"))
    #expect(Array(theirs[3...]) == [".36", ".228", ".125", ".124", ".103", ".094"])
    #expect(table.fileRows?.rows.count == 6)
  }

  @Test func `recalls numbers of images that add up`() {
    #expect(MainTable.recalledImages[0] == MainTable.recalledImages.dropFirst().reduce(0, +))
  }

  @Test func `has one row per network`() {
    let table = NetworkTables.overview([
      EstimateResult(
        analysis: "a", name: "accuracy", group: "vgg", value: 0.9, low: 0.89, high: 0.91),
      EstimateResult(analysis: "a", name: "mean_avh", group: "vgg", value: 0.08),
      EstimateResult(analysis: "a", name: "other", group: "x", value: 1),
      EstimateResult(analysis: "a", name: "accuracy", group: "resnet", value: 0.93),
    ])
    #expect(table.columns.map(\.name) == ["group", "accuracy", "mean_avh"])
    #expect(table.rows == [["vgg", 0.9, 0.08], ["resnet", 0.93, nil]])
  }

  @Test func `leaves out columns without content`() {
    let table = ResultTables.correlations(ReportSamples.correlations)
    #expect(!table.columns.map(\.name).contains("condition"))
    #expect(table.columns.map(\.heading).contains("Coefficient"))
    #expect(ResultTables.comparisons([ReportSamples.comparison]).rows.count == 1)
    #expect(ResultTables.correlations([]).rows.isEmpty)
  }
}
