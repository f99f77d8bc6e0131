import Analyses
import Foundation
import Studies
import StudyStore
import StudyValues
import TestSupport
import Testing

struct StudyRunnerTests {
  /// A simulated study that is small enough for a debug build.
  static let manifest = """
    schema: 1
    id: small
    question: Does the line of data hold from end to end?
    simulation: {images: 120, classes: 4, annotators: 9, width: 12}
    dataset:
      name: simulated
      classes: {space: simulated, file: classes.txt}
      labels: {file: labels.csv, layout: table}
    annotations:
      - {set: workers, file: votes.csv, default: true}
      - {set: counts, file: votes-counts.npy, format: counts-matrix, options: {order: labels}}
    models:
      - {name: sharp, features: sharp/features.npy, weights: sharp/weight.npy, bias: sharp/bias.npy}
    analyses:
      - {id: V1, kind: votes, agreement_resamples: 50}
      - {id: N1, kind: networks}
      - {id: H1, kind: correlation, scores: [avh, confidence], groups: [all, bin, class, correct]}
      - {id: H3, kind: comparison, pairs: [[avh, confidence]], tests: [influence, steiger, independent-fisher]}
      - {id: X1, kind: extremes, count: 3}
    claims:
      - {id: C4, text: AVH is ahead, primary: {analysis: H3}}
    decisions: {resamples: 99}

    """

  private func run(_ folder: TemporaryFolder, threads: Int = 0) throws -> StudyResult {
    let path = try folder.write(Self.manifest, as: "study.yml")
    let runner = try StudyRunner(
      path: path,
      options: .init(
        data: nil, out: folder.path("out"), threads: threads, truthImages: 2_000))
    return try runner.run(database: folder.path("out/study.db"))
  }

  @Test func `runs from an empty database to verdicts`() throws {
    let folder = try TemporaryFolder()
    let result = try run(folder)
    #expect(result.outputs.map(\.analysis) == ["V1", "N1", "H1", "H3", "X1"])
    let votes = try #require(result.output("V1"))
    let images = votes.estimates.filter { $0.key.quantity == "images" }
    #expect(images.map(\.value) == [120, 120])
    // The same answers, counted and not: every estimate of the two sets agrees.
    for row in votes.estimates
    where row.key.annotationSet == "workers" && row.key.quantity != "annotators" {
      let key = row.key.with { $0.annotationSet = "counts" }
      let twin = votes.estimates.first { $0.key == key }
      #expect(twin?.value == row.value, "\(row.key)")
    }
    let all = try #require(result.output("H1")).correlations.filter { $0.group == "all" }
    #expect(all.map(\.score) == ["avh", "confidence"])
    #expect(all.allSatisfy { $0.n == 120 && $0.statistic != nil && $0.log10P != nil })
    #expect(result.verdicts.count == 1)
    #expect(result.verdicts[0].outcome != nil)
    #expect(result.inputs.contains { $0.path == "votes.csv" && $0.sha256.count == 64 })
  }

  @Test func `the number of threads does not change a result`() throws {
    let first = try run(TemporaryFolder(), threads: 1)
    let second = try run(TemporaryFolder(), threads: 3)
    #expect(first.outputs == second.outputs)
    #expect(first.verdicts == second.verdicts)
  }

  @Test func `stores what it found`() throws {
    let folder = try TemporaryFolder()
    let result = try run(folder)
    let store = try StudyStore.open(path: folder.path("out/study.db"), mode: .readOnly)
    defer { try? store.close() }
    #expect(try store.analyses() == result.outputs)
    #expect(try store.verdicts() == result.verdicts)
    let rows = try store.rows(
      "SELECT model, spearman(avh, hsf) FROM image_hardness GROUP BY model")
    let stored = try #require(result.output("H1")).correlations.first {
      $0.score == "avh" && $0.group == "all" && $0.method == "spearman"
    }
    #expect(rows.rows == [[.text("sharp"), .real(try #require(stored?.statistic))]])
  }

  @Test func `a missing file says how to get it and leaves nothing behind`() throws {
    let folder = try TemporaryFolder()
    let text = Self.manifest.replacing(
      "simulation: {images: 120, classes: 4, annotators: 9, width: 12}\n", with: "")
    let path = try folder.write(
      text.replacing("file: votes.csv", with: "file: votes.csv, url: 'https://example.org/v'"),
      as: "study.yml")
    _ = try folder.write("a\nb\n", as: "classes.txt")
    _ = try folder.write("image,label\ni,a\n", as: "labels.csv")
    let runner = try StudyRunner(
      path: path, options: .init(data: folder.url.path, out: folder.path("out")))
    let error = #expect(throws: StudyError.self) {
      try runner.run(database: folder.path("out/study.db"))
    }
    #expect(error?.description.contains("avh study fetch") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.path("out/study.db")))
  }

  @Test func `what a manifest says of raters is kept with them, and named as a file`() throws {
    let folder = try TemporaryFolder()
    let text = """
      schema: 1
      id: raters
      question: Who answered?
      dataset: {name: d, classes: {space: pets, file: classes.txt}, labels: {file: labels.csv, layout: table}}
      annotations:
        - {set: crowd, file: votes.csv, raters: people.csv, options: {missing: "skip"}, default: true}
      analyses:
        - {id: V1, kind: votes}

      """
    _ = try folder.write("cat\ndog\n", as: "classes.txt")
    _ = try folder.write("image,label\na,cat\nb,dog\n", as: "labels.csv")
    _ = try folder.write(
      "image,annotator,label\na,w1,cat\na,w2,skip\nb,w1,dog\nb,w2,cat\n", as: "votes.csv")
    let path = try folder.write(text, as: "study.yml")
    func run() throws -> StudyResult {
      try StudyRunner(
        path: path, options: .init(data: folder.url.path, out: folder.path("out"))
      ).run(database: folder.path("out/study.db"))
    }
    // The file must be there before anything runs.
    #expect { try run() } throws: { "\($0)".contains("people.csv") }
    _ = try folder.write("annotator,age\nw1,30\nw2,41\n", as: "people.csv")
    let result = try run()
    #expect(result.imports[0].counts.contains { $0.name.contains("empty answer") && $0.value == 1 })
    #expect(result.inputs.contains { $0.path == "people.csv" })
    let store = try StudyStore.open(path: folder.path("out/study.db"), mode: .readOnly)
    defer { try? store.close() }
    let rows = try store.rows("SELECT attributes FROM annotator ORDER BY attributes").rows
    #expect(rows == [[.text(#"{"age":30}"#)], [.text(#"{"age":41}"#)]])
  }

  @Test func `a file that is not a study is left alone`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.manifest, as: "study.yml")
    let other = try folder.write("not a database, but somebody's notes", as: "notes.db")
    let runner = try StudyRunner(
      path: path, options: .init(data: nil, out: folder.path("out"), truthImages: 2_000))
    #expect(throws: StudyStoreError.self) { try runner.run(database: other) }
    #expect(try String(contentsOfFile: other, encoding: .utf8).hasPrefix("not a database"))
  }
}
