import Foundation
import Studies
import TestSupport
import Testing

struct StudyManifestTests {
  static let minimal = """
    schema: 1
    id: tiny
    question: Does it decode?
    dataset:
      name: d
      classes: {space: cifar10}
      labels: {file: labels.npy, order: cifar10-python}
    annotations:
      - {set: a, file: counts.npy}
    models:
      - {name: m, features: f.npy, weights: {file: w.npz, key: weight}}
    analyses:
      - {id: H1, kind: correlation, scores: [avh]}

    """

  private func manifest(_ text: String) throws -> StudyManifest {
    let folder = try TemporaryFolder()
    return try StudyManifest(path: try folder.write(text, as: "study.yml"))
  }

  private func problem(_ text: String) throws -> ManifestError? {
    do {
      _ = try manifest(text)
      return nil
    } catch let error as ManifestError {
      return error
    }
  }

  @Test func `fills in the defaults`() throws {
    let manifest = try manifest(Self.minimal)
    #expect(manifest.title == "tiny")
    #expect(manifest.decisions == Decisions())
    #expect(manifest.annotations[0].files == [FileReference(file: "counts.npy")])
    #expect(manifest.models[0].weights == FileReference(file: "w.npz", key: "weight"))
    #expect(!manifest.annotations[0].isDefault)
  }

  @Test func `the resolved form decodes to the same manifest`() throws {
    // JSON is YAML, so the resolved form can be read again.
    let first = try manifest(Self.minimal)
    let second = try manifest(first.json())
    #expect(first == second)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let line: Int
    let says: String
    var testDescription: String { says }
  }

  @Test(arguments: [
    Mistake(from: "question:", to: "quesion:", line: 1, says: "needs the key `question`"),
    Mistake(
      from: "id: tiny", to: "id: tiny\ntitel: x", line: 3, says: "did you mean `title`?"),
    Mistake(
      from: "kind: correlation", to: "kind: corelation", line: 13, says: "one of"),
    Mistake(
      from: "scores: [avh]", to: "scores: [avh], metods: [spearman]", line: 13,
      says: "did you mean `methods`?"),
    Mistake(from: "schema: 1", to: "schema: 2", line: 1, says: "update avh"),
    Mistake(from: "schema: 1", to: "schema: one", line: 1, says: "a whole number"),
    Mistake(
      from: ", weights: {file: w.npz, key: weight}", to: "", line: 11, says: "but no weights"),
    Mistake(
      from: "models:\n", to: "models:\n  - {name: m, top_k: t.npy}\n", line: 11,
      says: "two networks are called `m`"),
    Mistake(
      from: "analyses:", to: "claims:\n  - {id: C1, text: t, primary: {analysis: H2}}\nanalyses:",
      line: 13, says: "did you mean `H1`?"),
    Mistake(from: "features: f.npy", to: "features: [f.npy]", line: 11, says: "a mapping"),
  ])
  func `names the line and the remedy of a mistake`(_ mistake: Mistake) throws {
    let text = Self.minimal.replacing(mistake.from, with: mistake.to)
    #expect(text != Self.minimal)
    let error = try #require(try problem(text))
    #expect(error.description.contains(mistake.says), "\(error)")
    #expect(error.line == mistake.line, "\(error)")
  }

  @Test func `every bundled manifest resolves`() throws {
    let studies = RealData.checkout.appending(path: "Studies")
    let folders = try FileManager.default.contentsOfDirectory(atPath: studies.path)
    var seen = 0
    for folder in folders.sorted() {
      let path = studies.appending(path: "\(folder)/study.yml").path
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let manifest = try StudyManifest(path: path)
      #expect(manifest.id == folder)
      seen += 1
    }
    #expect(seen >= 3)
  }
}
