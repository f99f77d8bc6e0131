import Foundation
import Networks
import Studies
import StudyStore
import Tensors
import TestSupport
import Testing

@testable import avh

/// True classes that come after the answers and the scores.
struct LateLabelsTests {
  private func study(_ folder: TemporaryFolder) throws -> String {
    let path = folder.path("my study.db")
    var votes = "image,annotator,label\n"
    for image in 0..<60 {
      for rater in 0..<3 { votes += "i\(image),r\(rater),\(["cat", "dog", "emu"][image % 3])\n" }
    }
    let file = try folder.write(votes, as: "votes.csv")
    let run = CommandRun("import", path, file, "--dataset", "my data", "--set", "s", "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    return path
  }

  private func labels(_ folder: TemporaryFolder, movedBy shift: Int) throws -> String {
    let lines = (0..<60).map { "i\($0),\(["cat", "dog", "emu"][($0 + shift) % 3])" }
    return try folder.write(
      "image,label\n" + lines.joined(separator: "\n") + "\n", as: "labels\(shift).csv")
  }

  private func imported(_ path: String, labels: String) throws -> AnnotationSetImport.Outcome {
    var request = AnnotationSetImport.Request(dataset: "my data", paths: [])
    request.labels = NetworkFiles.Source(path: labels)
    return try StudyFile.change(path) { try AnnotationSetImport(store: $0).run(request) }
  }

  @Test(arguments: [0, 1])
  func `are compared with the votes, whenever they come`(shift: Int) throws {
    let folder = try TemporaryFolder()
    let path = try study(folder)
    let warnings = try imported(path, labels: labels(folder, movedBy: shift)).warnings
    #expect(warnings.contains { $0.contains("agree with") } == (shift == 1), "\(warnings)")
  }

  @Test func `are said to need another scoring`() throws {
    let folder = try TemporaryFolder()
    let path = try study(folder)
    let logits = folder.path("logits.npy")
    let values = (0..<180).map { $0 % 3 == $0 / 3 % 3 ? 3.0 : -1 }
    try NPYWriter.write(values, shape: [60, 3], to: logits)
    let names = try folder.write((0..<60).map { "i\($0)\n" }.joined(), as: "names.txt")
    let score = CommandRun(
      "score", path, "--dataset", "my data", "--model", "net", "--logits", logits, "--images",
      names, "--quiet")
    #expect(score.code == 0, Comment(rawValue: score.message))
    let warnings = try imported(path, labels: labels(folder, movedBy: 0)).warnings
    #expect(
      warnings.contains { $0.hasPrefix("net was scored before my data had these true classes") },
      "\(warnings)")
  }

  @Test func `a rehearsal names the study in its commands`() throws {
    let folder = try TemporaryFolder()
    _ = try study(folder)
    var request = AnnotationSetImport.Request(
      dataset: "my data", paths: [folder.path("votes.csv")])
    request.study = "new study.db"
    let outcome = try AnnotationSetImport(store: StudyStore.inMemory()).run(request, isDry: true)
    #expect(
      outcome.cure?.contains("avh import 'new study.db' --dataset 'my data' --labels FILE") == true)
  }
}
