import Annotations
import StudyValues
import Tensors
import TestSupport
import Testing

/// Numbers without names of columns, which may be counts of classes or classes of annotators.
struct GuessedMatrixTests {
  private func read(_ change: (inout ImportOptions) -> Void) throws -> CollectedAnnotations {
    let folder = try TemporaryFolder()
    let path = folder.path("votes.npy")
    try NPYWriter.write([0, 1, 1, 2, 0, 2] as [Int64], shape: [3, 2], to: path)
    return try importFiles([path]) {
      $0.labelSpace = try? .named(["cat", "dog"])
      $0.order = .listed
      $0.imageNames = ["a", "b", "c"]
      change(&$0)
    }
  }

  @Test func `an array says what it was taken for`() throws {
    let sink = try read { _ in }
    #expect(sink.counts("b") == ["cat": "1/3", "dog": "2/3"])
    let note = try #require(sink.summary?.notes.first { $0.contains("was taken for counts") })
    #expect(note.contains("with the columns cat, dog;") && note.contains("--format answer-matrix"))
  }

  @Test func `an array whose form is named does not`() throws {
    for change in [
      { $0.format = "counts-matrix" }, { $0.classColumns = ["dog", "cat"] },
    ] as [(inout ImportOptions) -> Void] {
      let sink = try read(change)
      #expect(sink.summary?.notes.contains { $0.contains("was taken for") } == false)
    }
  }

  @Test func `rows of numbers say what they were taken for`() throws {
    let change: (inout ImportOptions) -> Void = {
      $0.order = .listed
      $0.imageNames = ["a", "b"]
    }
    let sink = try importText("0 1\n1 -1\n", as: "answers.txt", change)
    #expect(sink.counts("a") == ["0": "1/2", "1": "1/2"])
    #expect(sink.summary?.notes.contains { $0.contains("taken for class numbers") } == true)
    let named = try importText("0 1\n1 -1\n", as: "answers.txt") {
      change(&$0)
      $0.format = "answer-matrix"
    }
    #expect(named.summary?.notes.contains { $0.contains("taken for") } == false)
  }

  @Test func `an array of time stamps is called so`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("votes.npy")
    for (number, part) in [(1_700_000_000, "time stamp"), (4_000_000_001, "at most 999999999")] {
      try NPYWriter.write([Int64(number), 1], shape: [1, 2], to: path)
      #expect {
        try importFiles([path]) {
          $0.classColumns = ["cat", "dog"]
          $0.order = .listed
          $0.imageNames = ["a"]
        }
      } throws: { "\($0)".contains(part) }
    }
  }

  @Test func `another number of columns may be that of annotators`() {
    for names in [["cat", "dog", "owl"], []] {
      #expect {
        try read { $0.labelSpace = names.isEmpty ? nil : try? .named(names) }
      } throws: { "\($0)".contains("--format answer-matrix") }
    }
  }
}
