@testable import Annotations
import RealModule
import Testing

@testable import StudyStore
import StudyValues

struct AnnotationImportTests {
  private static let request = AnnotationImport(dataset: "pets", set: "panel", sourceHash: "aa")

  @Test func `counts, entropy and majority of each image come out`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    let (columns, rows) = try store.rows("SELECT * FROM human_hardness ORDER BY image")
    #expect(
      columns == [
        "dataset", "image", "class", "annotation_set", "condition", "level", "shown", "selected",
        "partial", "hsf", "hsf_low", "hsf_high", "label_entropy", "majority_class",
      ])
    #expect(rows.map { $0[2] } == [.text("cat"), .text("dog"), .text("bird"), .text("cat")])
    #expect(rows.map { $0[9] } == [.real(1), .real(0.7), .real(0), .real(0.3)])
    // Five votes each for two classes are no majority.
    #expect(rows.map { $0[13] } == [.text("cat"), .text("dog"), .null, .text("dog")])
    let entropies = rows.compactMap { row -> Double? in
      if case .real(let value) = row[12] { value } else { nil }
    }
    // -Σ p ln p by hand: (1), (.2, .7, .1), (.5, .5), (.3, .4, .3).
    let expected = [0, 0.8018185525433373, 0.6931471805599453, 1.0888999753452238]
    #expect(
      zip(entropies, expected).allSatisfy {
        $0.isApproximatelyEqual(to: $1, absoluteTolerance: 1e-15, relativeTolerance: 1e-14)
      })
    #expect(entropies.count == 4)
  }

  @Test func `the view's interval is that of Selections, to the last bit`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    let (_, rows) = try store.rows(
      "SELECT selected, shown, hsf_low, hsf_high FROM human_hardness ORDER BY image")
    for row in rows {
      guard case .real(let selected) = row[0], case .integer(let shown) = row[1],
        case .real(let low) = row[2], case .real(let high) = row[3]
      else { throw StudyFixtures.Unexpected() }
      let limits = try #require(Selections(selected: selected, shown: shown).limits)
      #expect(low == limits.low && high == limits.high)
    }
    #expect(rows.count == 4)
    #expect(rows[0][3] == .real(1) && rows[2][2] == .real(0))
  }

  @Test(arguments: [
    (rule: MaybeRule.zero, hsf: 0.4), (rule: .half, hsf: 0.5), (rule: .one, hsf: 0.6),
    (rule: .drop, hsf: 0.5),
  ])
  func `a partial answer counts by the set's rule`(row: (rule: MaybeRule, hsf: Double)) throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("pets", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "pets", images: ["a"], classes: [1])
    _ = try store.importAnnotations(Self.request) { sink in
      let header = try StudyFixtures.header(task: .presence, maybe: row.rule)
      try sink.begin(header)
      var batch = AnnotationBatch()
      batch.newImages = ["a"]
      batch.tallies = [Tally(image: 0, targetClass: 1, shown: 5, selected: 2, partial: 1)]
      try sink.receive(batch)
      try sink.finish(AnnotationSummary(header: header))
    }
    #expect(
      try store.rows("SELECT shown, selected, partial, hsf FROM human_hardness").rows
        == [[.integer(5), .real(2), .integer(1), .real(row.hsf)]])
    #expect(try store.hardnessTable(dataset: "pets").hsf == [row.hsf])
  }

  @Test func `shares without counts give a frequency but no interval`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("pets", labelSpace: StudyFixtures.space())
    try store.setLabels(dataset: "pets", images: ["a"], classes: [1])
    _ = try store.importAnnotations(Self.request) { sink in
      let header = try StudyFixtures.header(hasCounts: false)
      try sink.begin(header)
      var batch = AnnotationBatch()
      batch.newImages = ["a"]
      batch.tallies = [
        Tally(image: 0, targetClass: 0, shown: 0, selected: 0.25),
        Tally(image: 0, targetClass: 1, shown: 0, selected: 0.75),
      ]
      try sink.receive(batch)
      try sink.finish(AnnotationSummary(header: header))
    }
    #expect(
      try store.rows(
        "SELECT shown, selected, hsf, hsf_low, hsf_high, majority_class FROM human_hardness"
      ).rows == [[.null, .null, .real(0.75), .null, .null, .text("dog")]])
  }

  @Test func `a class that nobody chose is 0 in a forced choice and missing elsewhere`() throws {
    for (task, hsf) in [(AnnotationTask.forcedChoice, QueryValue.real(0)), (.presence, .null)] {
      let store = try StudyStore.inMemory()
      try store.ensureDataset("pets", labelSpace: StudyFixtures.space())
      try store.setLabels(dataset: "pets", images: ["a"], classes: [2])
      _ = try store.importAnnotations(Self.request) { sink in
        let header = try StudyFixtures.header(task: task)
        try sink.begin(header)
        var batch = AnnotationBatch()
        batch.newImages = ["a"]
        batch.tallies = [Tally(image: 0, targetClass: 1, shown: 4, selected: 4)]
        try sink.receive(batch)
        try sink.finish(AnnotationSummary(header: header))
      }
      #expect(try store.rows("SELECT hsf FROM human_hardness").rows == [[hsf]])
    }
  }

  @Test func `the same file and options are imported once`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    let outcome = try store.importAnnotations(Self.request) { _ in
      Issue.record("the file was read again")
    }
    #expect(outcome == .alreadyPresent)
  }

  @Test func `other options under the same name are refused, unless the set is replaced`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    var request = Self.request
    request.options = #"{"maybe":"1"}"#
    #expect(throws: StudyStoreError.setExists("panel", dataset: "pets")) {
      try store.importAnnotations(request) { _ in }
    }
    request.replaces = true
    let outcome = try store.importAnnotations(request) { sink in
      try StudyFixtures.send(
        [[0, 4, 0]], images: ["a"], header: StudyFixtures.header(), to: &sink)
    }
    guard case .imported(let counts) = outcome else { throw StudyFixtures.Unexpected() }
    #expect(counts.imagesMatched == 1 && counts.imagesMissing == 3)
    #expect(
      try store.rows("SELECT image, hsf FROM human_hardness").rows == [[.text("a.png"), .real(0)]])
    #expect(try store.rows("PRAGMA foreign_key_check").rows.isEmpty)
    let sets = try store.annotationSets(of: "pets")
    #expect(
      sets.map(\.name) == ["panel"] && sets[0].isDefault && sets[0].options == request.options)
  }

  @Test func `a reader that fails half way leaves the study as it was`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    let before = try store.rows("SELECT * FROM human_hardness")
    var request = Self.request
    request.replaces = true
    request.options = "[]"
    #expect(throws: StudyFixtures.Unexpected.self) {
      try store.importAnnotations(request) { sink in
        try sink.begin(StudyFixtures.header())
        var batch = AnnotationBatch()
        batch.newImages = ["a", "b"]
        batch.tallies = [Tally(image: 0, targetClass: 0, shown: 1, selected: 1)]
        try sink.receive(batch)
        throw StudyFixtures.Unexpected()
      }
    }
    let after = try store.rows("SELECT * FROM human_hardness")
    #expect(before.rows == after.rows)
    #expect(try store.rows("PRAGMA foreign_key_check").rows.isEmpty)
  }

  @Test func `a class that nobody chose has a row only where it was asked about`() throws {
    func tallies(_ task: AnnotationTask) throws -> [[QueryValue]] {
      let store = try StudyStore.inMemory()
      try store.ensureDataset("d", labelSpace: StudyFixtures.space())
      try store.setLabels(dataset: "d", images: ["a", "b"], classes: [1, 0])
      _ = try store.importAnnotations(
        AnnotationImport(dataset: "d", set: "s", sourceHash: "s")
      ) { sink in
        let header = try StudyFixtures.header(task: task)
        try sink.begin(header)
        var batch = AnnotationBatch()
        batch.newImages = ["a", "b"]
        batch.tallies = [
          Tally(image: 0, targetClass: 0, shown: 4, selected: 3),
          Tally(image: 0, targetClass: 1, shown: 4, selected: 0),
          Tally(image: 1, targetClass: 0, shown: 2, selected: 0),
          Tally(image: 1, targetClass: 1, shown: 2, selected: 0),
        ]
        try sink.receive(batch)
        try sink.finish(AnnotationSummary(header: header))
      }
      // Either way the true class of each image has its frequency of 0.
      #expect(
        try store.rows("SELECT image, shown, selected, hsf FROM human_hardness ORDER BY image").rows
          == [
            [.text("a"), .integer(4), .real(0), .real(0)],
            [.text("b"), .integer(2), .real(0), .real(0)],
          ])
      return try store.rows("SELECT image_id, class_id, selected FROM tally ORDER BY 1, 2").rows
    }
    #expect(
      try tallies(.forcedChoice)
        == [
          [.integer(1), .integer(1), .real(3)], [.integer(2), .integer(1), .real(0)],
        ])
    #expect(try tallies(.presence).count == 4)
  }

  @Test func `unknown images are counted and listed, created, or refused`() throws {
    let images = ["a", "new/x.jpg"]
    func outcome(_ policy: ImagePolicy) throws -> ImportOutcome {
      let store = try StudyStore.inMemory()
      try StudyFixtures.votes(in: store)
      return try store.importAnnotations(
        AnnotationImport(dataset: "pets", set: "b", sourceHash: "bb", imagePolicy: policy)
      ) { sink in
        try StudyFixtures.send(
          [[1, 0, 0], [0, 1, 0]], images: images, header: StudyFixtures.header(), to: &sink)
      }
    }
    guard case .imported(let counted) = try outcome(.count) else {
      throw StudyFixtures.Unexpected()
    }
    #expect(counted.imagesMatched == 1 && counted.imagesUnknown == 1 && counted.tallies == 1)
    #expect(counted.imageExamples == ["new/x.jpg"])
    guard case .imported(let created) = try outcome(.create) else {
      throw StudyFixtures.Unexpected()
    }
    #expect(created.imagesCreated == 1 && created.tallies == 2 && created.imagesMissing == 3)
    #expect(
      throws: StudyStoreError.unknownImages(count: 1, dataset: "pets", examples: ["new/x.jpg"])
    ) {
      try outcome(.refuse)
    }
  }

  @Test func `classes are matched by name, never by their number`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    let shuffled = try LabelSpace(
      name: "names",
      classes: [
        ClassName(index: 1, name: "Bird"), ClassName(index: 2, name: "cat"),
        ClassName(index: 3, name: "DOG"),
      ])
    _ = try store.importAnnotations(
      AnnotationImport(dataset: "pets", set: "b", sourceHash: "bb", isDefault: true)
    ) { sink in
      try StudyFixtures.send(
        [[0, 10, 0], [1, 2, 7]], images: ["a", "b"],
        header: StudyFixtures.header(space: shuffled), to: &sink)
    }
    #expect(
      try store.rows(
        "SELECT image, hsf FROM human_hardness WHERE annotation_set = 'b' ORDER BY image"
      ).rows == [[.text("a.png"), .real(1)], [.text("b.png"), .real(0.7)]])
    #expect(try store.annotationSets(of: "pets").map(\.name) == ["b", "panel"])
    let strange = try LabelSpace.named(["cat", "horse"])
    #expect(
      throws: StudyStoreError.unknownClass(
        "horse", dataset: "pets", labelSpace: "names", nearest: nil)
    ) {
      try store.importAnnotations(
        AnnotationImport(dataset: "pets", set: "c", sourceHash: "cc")
      ) { try $0.begin(StudyFixtures.header(space: strange)) }
    }
    let numbered = try LabelSpace.named(["0", "1", "2"])
    #expect(
      throws: StudyStoreError.labelSpacesNotComparable(
        dataset: "pets", expected: "names", got: "names")
    ) {
      try store.importAnnotations(
        AnnotationImport(dataset: "pets", set: "c", sourceHash: "cc")
      ) { try $0.begin(StudyFixtures.header(space: numbered)) }
    }
  }

  @Test func `single answers keep annotator, condition, level and response`() throws {
    let store = try StudyStore.inMemory()
    try store.ensureDataset("pets", labelSpace: StudyFixtures.space())
    _ = try store.importAnnotations(
      AnnotationImport(
        dataset: "pets", set: "raw", sourceHash: "aa", imagePolicy: .create)
    ) { sink in
      let header = try StudyFixtures.header(hasAnswers: true)
      try sink.begin(header)
      var batch = AnnotationBatch()
      batch.newImages = ["a", "b"]
      batch.newAnnotators = ["w1", "w2"]
      batch.newResponses = ["Katze", "na"]
      batch.newConditions = ["noise"]
      batch.newTargets = [ImageTarget(image: 0, targetClass: 0)]
      batch.answers = [
        Answer(
          image: 0, annotator: 0, chosenClass: 0, response: 0, condition: 0, level: 0.25,
          reactionTime: -0.5),
        Answer(image: 1, annotator: 1, askedClass: 2, response: 1),
      ]
      try sink.receive(batch)
      var later = AnnotationBatch()
      later.newAnnotators = ["w3"]
      later.answers = [Answer(image: 0, annotator: 2, chosenClass: 1)]
      later.tallies = [
        Tally(image: 0, targetClass: 0, condition: 0, level: 0.25, shown: 1, selected: 1),
        Tally(image: 0, targetClass: 1, shown: 1, selected: 1),
      ]
      try sink.receive(later)
      try sink.finish(AnnotationSummary(header: header))
    }
    let table = try #require(try store.answers(dataset: "pets"))
    #expect(table.images == ["a", "b"] && table.annotators == ["w1", "w2", "w3"])
    #expect(table.image == [0, 1, 0] && table.annotator == [0, 1, 2])
    #expect(table.askedClass == [-1, 2, -1] && table.chosenClass == [0, -1, 1])
    #expect(table.responses == ["Katze", "na"] && table.response == [0, 1, -1])
    #expect(table.conditions == ["noise"] && table.condition == [0, -1, -1])
    #expect(table.level[0] == 0.25 && table.level[1].isNaN)
    #expect(table.annotatorIdentity == .person)
    #expect(
      try store.rows("SELECT reaction_time FROM answer").rows
        == [[.real(-0.5)], [.null], [.null]])
    #expect(
      try store.rows(
        "SELECT condition, level, shown, selected FROM human_hardness ORDER BY condition"
      ).rows == [
        [.null, .null, .integer(1), .real(0)],
        [.text("noise"), .real(0.25), .integer(1), .real(1)],
      ])
    #expect(try store.hardnessTable(dataset: "pets", human: .unaltered).hsf == [0])
    let noisy = HumanCondition.only(condition: "noise", level: 0.25)
    #expect(try store.hardnessTable(dataset: "pets", human: noisy).hsf == [1])
    #expect(try store.answers(dataset: "pets", set: "raw")?.count == 3)
  }

  @Test func `a set of counts has no answers`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    #expect(try store.answers(dataset: "pets") == nil)
  }

  @Test func `a file whose labels differ keeps the data set's and says so`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    let outcome = try store.importAnnotations(
      AnnotationImport(dataset: "pets", set: "b", sourceHash: "bb")
    ) { sink in
      let header = try StudyFixtures.header()
      try sink.begin(header)
      var batch = AnnotationBatch()
      batch.newImages = ["a", "b"]
      batch.newTargets = [
        ImageTarget(image: 0, targetClass: 2), ImageTarget(image: 1, targetClass: 1),
      ]
      try sink.receive(batch)
      try sink.finish(AnnotationSummary(header: header))
    }
    guard case .imported(let counts) = outcome else { throw StudyFixtures.Unexpected() }
    #expect(counts.labelConflicts == 1 && counts.labelConflictExamples == ["a"])
    #expect(try store.images(of: "pets").classes == [0, 1, 2, 0])
  }

  @Test func `unknown names get the nearest known one`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    #expect(throws: StudyStoreError.unknownDataset("pet", nearest: "pets")) {
      try store.annotationSets(of: "pet")
    }
    #expect(throws: StudyStoreError.unknownSet("panels", dataset: "pets", nearest: "panel")) {
      try store.votes(dataset: "pets", set: "panels")
    }
    try store.ensureDataset("empty", labelSpace: StudyFixtures.space())
    #expect(throws: StudyStoreError.noDefaultSet(dataset: "empty")) {
      try store.hardnessTable(dataset: "empty")
    }
  }

  @Test func `votes come out as counts per image and class`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    let votes = try store.votes(dataset: "pets")
    #expect(votes.images == StudyFixtures.images && votes.classNames == StudyFixtures.classNames)
    #expect(votes.matrix == StudyFixtures.counts.flatMap { $0.map(Double.init) })
    #expect(votes.shown.allSatisfy { $0 == 10 } && votes.annotators == nil && votes.hasCounts)
    #expect(votes.targetClass == [0, 1, 2, 0])
  }
}
