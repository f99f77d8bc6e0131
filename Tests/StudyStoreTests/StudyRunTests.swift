import Annotations
import StudyValues
import Networks
import Testing

@testable import StudyStore

struct StudyRunTests {
  private static let final = StudyRun(
    dataset: "pets", model: "net", inputs: ["features": "f1", "weights": "w1"])

  private static func study() throws -> StudyStore {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    return store
  }

  @Test func `scores come out as they went in, NaN as NULL`() throws {
    let store = try Self.study()
    let outcome = try StudyFixtures.run(Self.final, in: store)
    let table = try store.hardnessTable(dataset: "pets", runID: outcome.id)
    #expect(table.images == StudyFixtures.images && table.hsf == [1, 0.7, 0, 0.3])
    #expect(table.targetClass == [0, 1, 2, 0] && table.majorityClass == [0, 1, nil, 1])
    #expect(
      table.selections.map(\.shown) == [10, 10, 10, 10]
        && table.selections.map(\.selected) == [10, 7, 0, 3])
    let tile = StudyFixtures.tile(rows: 0..<4, targets: [0, 1, 2, 0])
    for kind in Score.all where kind != .boundaryDistance {
      #expect(table.scores[kind] == tile.values(kind), "\(kind)")
    }
    #expect(table.scores[.boundaryDistance]?.allSatisfy(\.isNaN) == true)
    #expect(
      try store.rows("SELECT count(*), count(boundary_distance) FROM score").rows
        == [[.integer(4), .integer(0)]])
  }

  @Test func `the same run from the same inputs is stored once`() throws {
    let store = try Self.study()
    let first = try StudyFixtures.run(Self.final, in: store)
    #expect(try StudyFixtures.run(Self.final, in: store) == .alreadyPresent(id: first.id))
    var other = Self.final
    other.inputs["features"] = "f2"
    #expect(throws: StudyStoreError.runExists(model: "net", run: "final")) {
      try StudyFixtures.run(other, in: store)
    }
    try StudyFixtures.run(other, base: 5, replaces: true, in: store)
    #expect(
      try store.rows("SELECT min(avh), count(*) FROM score").rows == [[.real(5), .integer(4)]])
    #expect(try store.runs(dataset: "pets").map(\.run.inputs) == [other.inputs])
  }

  @Test func `other runs change no query on image_hardness`() throws {
    let store = try Self.study()
    try StudyFixtures.run(Self.final, in: store)
    let before = try store.rows("SELECT * FROM image_hardness ORDER BY image")
    for step in [195, 390] {
      try StudyFixtures.run(
        StudyRun(dataset: "pets", model: "net", role: .checkpoint, step: step), in: store)
    }
    for level in [1.0, 2.0] {
      try StudyFixtures.run(
        StudyRun(
          dataset: "pets", model: "net", role: .degraded, condition: "noise", level: level),
        in: store)
    }
    try StudyFixtures.run(
      StudyRun(dataset: "pets", model: "net", role: .head, parameters: ["s": .number(10)]),
      in: store)
    let after = try store.rows("SELECT * FROM image_hardness ORDER BY image")
    #expect(before.rows == after.rows && before.rows.count == 4)
    #expect(
      try store.rows("SELECT count(*) FROM image_hardness_all").rows == [[.integer(24)]])
    #expect(
      try store.rows("SELECT count(*) FROM score_hardness WHERE score = 'avh'").rows
        == [[.integer(4)]])
    #expect(
      try store.rows("SELECT image, hsf FROM image_hardness WHERE image = 'b.png'").rows
        == [[.text("b.png"), .real(0.7)]])
  }

  @Test func `a second set does not enter image_hardness unless it becomes the default`() throws {
    let store = try Self.study()
    try StudyFixtures.run(Self.final, in: store)
    func add(isDefault: Bool, set: String) throws {
      _ = try store.importAnnotations(
        AnnotationImport(dataset: "pets", set: set, sourceHash: set, isDefault: isDefault)
      ) { sink in
        try StudyFixtures.send(
          [[0, 2, 0]], images: ["a"], header: StudyFixtures.header(), to: &sink)
      }
    }
    try add(isDefault: false, set: "b")
    #expect(try store.rows("SELECT count(*) FROM image_hardness").rows == [[.integer(4)]])
    try add(isDefault: true, set: "c")
    #expect(
      try store.rows("SELECT annotation_set, hsf FROM image_hardness").rows
        == [[.text("c"), .real(0)]])
  }

  @Test func `runs are found by role, condition, level and step`() throws {
    let store = try Self.study()
    try StudyFixtures.run(Self.final, in: store)
    let noisy = StudyRun(
      dataset: "pets", model: "net", role: .degraded, condition: "noise", level: 2,
      parameters: ["sigma": .number(0.08), "kind": .text("gaussian")])
    try StudyFixtures.run(noisy, in: store)
    let found = try store.run(
      dataset: "pets", model: "net", role: .degraded, condition: "noise", level: 2)
    #expect(found.run == noisy && found.images == 4)
    #expect(
      throws: StudyStoreError.unknownRun(
        model: "net", wanted: "checkpoint at step 5",
        known: ["degraded noise at level 2.0", "final"])
    ) {
      try store.run(dataset: "pets", model: "net", role: .checkpoint, step: 5)
    }
    #expect(throws: StudyStoreError.unknownModel("nett", dataset: "pets", nearest: "net")) {
      try store.run(dataset: "pets", model: "nett")
    }
    #expect(try store.models(of: "pets") == ["net"])
  }

  @Test func `a network's own order of classes is mapped by name`() throws {
    let store = try Self.study()
    _ = try store.insertRun(
      Self.final, images: ["a"], labelSpace: LabelSpace.named(["dog", "bird", "cat"])
    ) { sink in
      // Target 2 is cat in this order; the tile predicts class 1, bird.
      try sink.receive(StudyFixtures.tile(rows: 0..<1, targets: [2]))
    }
    #expect(
      try store.rows("SELECT class, hsf, predicted_class FROM image_hardness").rows
        == [[.text("cat"), .real(1), .text("bird")]])
  }

  @Test func `rows that do not follow on each other, or too few, store nothing`() throws {
    let store = try Self.study()
    #expect(throws: StudyStoreError.wrongRows(expected: "scores of 4 images", got: "scores of 3")) {
      try store.insertRun(Self.final, images: StudyFixtures.images) { sink in
        try sink.receive(StudyFixtures.tile(rows: 0..<3, targets: [0, 1, 2]))
      }
    }
    #expect(
      throws: StudyStoreError.wrongRows(expected: "rows from 0 to at most 4", got: "rows 1..<2")
    ) {
      try store.insertRun(Self.final, images: StudyFixtures.images) { sink in
        try sink.receive(StudyFixtures.tile(rows: 1..<2, targets: [0]))
      }
    }
    #expect(throws: StudyStoreError.classOutOfRange(index: 3, row: 0, expected: 0...2)) {
      try store.insertRun(Self.final, images: ["a"]) { sink in
        try sink.receive(StudyFixtures.tile(rows: 0..<1, targets: [3]))
      }
    }
    #expect(try store.runs(dataset: "pets").isEmpty)
    #expect(try store.rows("SELECT count(*) FROM score").rows == [[.integer(0)]])
  }

  @Test func `targets that differ from the true class are counted`() throws {
    let store = try Self.study()
    let outcome = try store.insertRun(Self.final, images: ["a", "b"]) { sink in
      try sink.receive(StudyFixtures.tile(rows: 0..<2, targets: [1, 1]))
    }
    guard case .stored(let counts) = outcome else { throw StudyFixtures.Unexpected() }
    #expect(counts.labelConflicts == 1 && counts.images == 2)
    // HSF belongs to the image and the target class: nobody chose dog for the first image.
    #expect(
      try store.rows("SELECT class, hsf FROM image_hardness ORDER BY image").rows
        == [[.text("dog"), .real(0)], [.text("dog"), .real(0.7)]])
  }

  @Test func `ranks from lists of the best classes are flagged where censored`() throws {
    let store = try Self.study()
    let outcome = try store.insertRun(Self.final, images: StudyFixtures.images) { sink in
      try sink.receive(
        rows: 0..<4, targetClasses: [0, 1, 2, 0], ranks: [1, 2, 6, 1],
        censored: [false, false, true, false], predictedClasses: [0, 2, 1, 0])
    }
    let table = try store.hardnessTable(
      dataset: "pets", runID: outcome.id, scores: [.rank, .correct, .avh])
    #expect(table.scores[.rank] == [1, 2, 6, 1] && table.scores[.correct] == [1, 0, 0, 1])
    #expect(table.rankIsCensored == [false, false, true, false])
    #expect(table.scores[.avh]?.allSatisfy(\.isNaN) == true)
    #expect(
      try store.rows("SELECT rank, rank_censored FROM image_hardness WHERE image = 'c.png'").rows
        == [[.integer(6), .integer(1)]])
  }

  @Test func `scores of other programs stand beside the votes`() throws {
    let store = try Self.study()
    let run = StudyRun(dataset: "pets", model: "twenty", kind: .ensemble)
    func insert(_ values: [Double], replaces: Bool = false) throws -> RunOutcome {
      try store.insertExternalScores(
        name: "share_right", direction: .higherIsEasier, run: run, images: StudyFixtures.images,
        values: values, replaces: replaces)
    }
    let outcome = try insert([1, 0.5, .nan, 0.25])
    #expect(try insert([1, 0.5, .nan, 0.25]) == .alreadyPresent(id: outcome.id))
    #expect(throws: StudyStoreError.scoreExists("share_right", model: "twenty")) {
      try insert([1, 0.5, 0, 0.25])
    }
    let table = try store.hardnessTable(dataset: "pets", runID: outcome.id)
    #expect(table.external.map(\.name) == ["share_right"] && table.hsf == [1, 0.7, 0, 0.3])
    #expect(table.external[0].direction == .higherIsEasier)
    #expect(table.scores.values.allSatisfy { $0.allSatisfy(\.isNaN) })
    #expect(table.external[0].values[1] == 0.5 && table.external[0].values[2].isNaN)
    #expect(
      try store.rows(
        """
        SELECT model, score, spearman(value, hsf) FROM score_hardness GROUP BY model, score
        """
      ).rows == [[.text("twenty"), .text("share_right"), .real(1)]])
    _ = try insert([0, 0.5, 0, 0.25], replaces: true)
    #expect(try store.rows("SELECT sum(value) FROM external_score").rows == [[.real(0.75)]])
    #expect(throws: StudyStoreError.notFinite(what: "share_right", row: 1)) {
      try insert([1, .infinity, 0, 0])
    }
    #expect(throws: StudyStoreError.scoreExists("avh", model: "twenty")) {
      try store.insertExternalScores(
        name: "avh", direction: .higherIsHarder, run: run, images: [], values: [])
    }
  }

  @Test func `a run fills up the one that other programs' scores have made`() throws {
    let store = try Self.study()
    let before = try store.insertExternalScores(
      name: "forgetting", direction: .higherIsHarder,
      run: StudyRun(dataset: "pets", model: "net", kind: .external),
      images: StudyFixtures.images, values: [0, 1, 2, 3])
    let after = try StudyFixtures.run(Self.final, in: store)
    #expect(before.id == after.id)
    let table = try store.hardnessTable(dataset: "pets", runID: after.id)
    #expect(table.external[0].values == [0, 1, 2, 3] && table.scores[.avh]?.count == 4)
    #expect(try store.runs(dataset: "pets").map(\.run.kind) == [.network])
    #expect(try store.runs(dataset: "pets").map(\.externalScores) == [["forgetting"]])
  }
}
