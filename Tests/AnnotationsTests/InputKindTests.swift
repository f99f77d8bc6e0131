import Foundation
import StudyValues
import TestSupport
import Testing

@testable import Annotations

/// Inputs that go wrong in silence elsewhere, through every reader: what comes out is the table of the
/// guide.
struct InputKindTests {
  private static let base = [
    MadeAnswer(image: "a.png", annotator: "w1", label: "cat", id: 1),
    MadeAnswer(image: "a.png", annotator: "w2", label: "dog", id: 2),
    MadeAnswer(image: "b.png", annotator: "w1", label: "cat", id: 3),
    MadeAnswer(image: "b.png", annotator: "w2", label: "dog", id: 4),
  ]

  /// What an import came to: the counts of each image and how many rows were dropped; nil when it was
  /// refused.
  private struct Reading: Equatable {
    var counts: [String: [String: String]]
    var dropped: Int
    var isSaid: Bool

    init?(_ text: String, _ recipe: InputKindRecipe, space: LabelSpace? = nil) throws {
      let folder = try TemporaryFolder()
      let path = try folder.write(text, as: recipe.name)
      do {
        let sink = try importFiles([path]) {
          recipe.options(&$0)
          $0.labelSpace = space ?? $0.labelSpace
        }
        counts = Dictionary(
          uniqueKeysWithValues: sink.images.map { name in (name, sink.counts(name)) })
        dropped = sink.summary?.dropped.reduce(0) { $0 + $1.count } ?? 0
        isSaid =
          sink.summary?.notes.contains { $0.contains("repeat") || $0.contains("are added") }
          ?? false
      } catch is AnnotationError {
        return nil
      }
    }
  }

  /// What a change of the answers comes to, against the plain answers.
  private static func outcome(
    _ changed: [MadeAnswer], against plain: [MadeAnswer], _ recipe: InputKindRecipe,
    space: LabelSpace? = nil
  ) throws -> String {
    guard let text = recipe.text(changed), let plainText = recipe.text(plain) else { return "–" }
    let usual = try #require(try Reading(plainText, recipe, space: space))
    guard let found = try Reading(text, recipe, space: space) else { return "refused" }
    guard found.counts == usual.counts else { return found.isSaid ? "twice, said" : "DIFFERENT" }
    return found.dropped > usual.dropped ? "dropped" : "same"
  }

  private static func answers(
    _ images: [String], _ annotators: [String], _ labels: [String]
  ) -> [MadeAnswer] {
    images.indices.map {
      MadeAnswer(
        image: images[$0], annotator: annotators[$0], label: labels[$0], id: $0 + 1)
    }
  }

  /// The kinds, by their heading in the guide.
  private static let kinds:
    [(name: String, outcome: @Sendable (InputKindRecipe) throws -> String)] = [
      (
        "outer blanks",
        { recipe in
          let changed = answers(
            ["a.png", " a.png", "b.png ", "\tb.png"], [" w1", "w2 ", "w1", "w2"],
            ["cat", " dog", "cat ", "dog\u{A0}"])
          return recipe.text(changed) == nil
            ? try outcome(
              answers(
                ["a.png", " a.png", "b.png ", "\tb.png"], ["w1", "w2", "w1", "w2"],
                ["cat", "dog", "cat", "dog"]), against: base, recipe)
            : try outcome(changed, against: base, recipe)
        }
      ),
      (
        "Unicode forms",
        { recipe in
          let names = ["\u{E9}.png", "e\u{301}.png", "b.png", "b.png"]
          let plain = ["\u{E9}.png", "\u{E9}.png", "b.png", "b.png"]
          let people = ["w1", "w2", "w1", "w2"]
          let labels = ["th\u{E9}", "dog", "the\u{301}", "dog"]
          let asWords = answers(names, people, labels)
          guard recipe.text(asWords) == nil else {
            return try outcome(
              asWords, against: answers(plain, people, ["th\u{E9}", "dog", "th\u{E9}", "dog"]),
              recipe
            )
          }
          return try outcome(
            answers(names, people, ["cat", "dog", "cat", "dog"]),
            against: answers(plain, people, ["cat", "dog", "cat", "dog"]), recipe)
        }
      ),
      (
        "1 and 1.0",
        { recipe in
          let people = ["11", "2", "11.0", "2.0"]
          let space = try LabelSpace.named(["0", "1", "2"])
          let names =
            recipe.hasPictures
            ? ["a.png", "a.png", "b.png", "b.png"] : ["1", "1.0", "2", "2.0"]
          let plain = recipe.hasPictures ? names : ["1", "1", "2", "2"]
          let asNumbers = answers(names, people, ["0", "1.0", "0.0", "1"])
          guard recipe.text(asNumbers) == nil else {
            return try outcome(
              asNumbers,
              against: answers(plain, ["11", "2", "11", "2"], ["0", "1", "0", "1"]),
              recipe, space: space)
          }
          return try outcome(
            answers(names, people, ["cat", "dog", "cat", "dog"]),
            against: answers(plain, people, ["cat", "dog", "cat", "dog"]), recipe)
        }
      ),
      (
        "-1",
        { recipe in
          let plain = answers(
            ["a.png", "a.png", "b.png"], ["w1", "w2", "w1"], ["0", "1", "2"])
          let none = MadeAnswer(image: "b.png", annotator: "w2", label: "-1", id: 9)
          return try outcome(
            plain + [none], against: plain, recipe, space: .named(["0", "1", "2"]))
        }
      ),
      (
        "no answer",
        { recipe in
          let outcomes = Set(
            try MissingWords.usual.sorted().map { word in
              try outcome(
                base + [MadeAnswer(image: "b.png", annotator: "w1b", label: word, id: 9)],
                against: base, recipe)
            })
          return outcomes.sorted().joined(separator: " or ")
        }
      ),
      (
        "no image",
        { recipe in
          let nameless = MadeAnswer(image: " ", annotator: "w1", label: "cat", id: 9)
          return try outcome(base + [nameless], against: base, recipe)
        }
      ),
      ("row twice", { try outcome(base + [base[0]], against: base, $0) }),
      (
        "name twice",
        { recipe in
          try changed(recipe) { text in
            guard recipe.name.hasSuffix(".csv") else {
              return text.replacing(/\{"([^"]+)":/, maxReplacements: 1) { match in
                "{\"\(match.output.1)\":1,\"\(match.output.1)\":"
              }
            }
            // The column of images once more.
            let lines = text.split(separator: "\n")
            let place = lines[0].split(separator: ",").firstIndex { column in
              [
                "task", "question", "image", "Input.image", "image_url", "subject_ids", "stimulus",
                "item", "INPUT:image", "Spreadsheet: image", "ResponseId", "annotator",
              ].contains(column)
            }
            return lines.map { line in
              let extra = place.map { place in
                line == lines[0] ? String(line.split(separator: ",")[place]) : "x"
              }
              return "\(line),\(extra ?? "")"
            }.joined(separator: "\n") + "\n"
          }
        }
      ),
      ("byte order mark", { try changed($0) { "\u{FEFF}" + $0 } }),
      ("CR", { try changed($0) { $0.replacing("\n", with: "\r") } }),
      ("CR LF", { try changed($0) { $0.replacing("\n", with: "\r\n") } }),
      (
        "quoted cells",
        { recipe in
          guard recipe.name.hasSuffix(".csv"), let text = recipe.text(base),
            !text.contains("\"")
          else { return "–" }
          return try changed(recipe) { text in
            text.split(separator: "\n").map { line in
              line.split(separator: ",", omittingEmptySubsequences: false)
                .map { "\"\($0)\"" }.joined(separator: ",")
            }.joined(separator: "\n") + "\n"
          }
        }
      ),
      ("nothing", { try read("", $0) }),
      ("header alone", { try read($0.text([]) ?? "", $0) }),
    ]

  /// What a text comes to, whatever is in it.
  private static func read(_ text: String, _ recipe: InputKindRecipe) throws -> String {
    try Reading(text, recipe) == nil ? "refused" : "DIFFERENT"
  }

  /// What a reader does with a line of 100 MB.
  private static func outcomeOfEndless(_ format: AnnotationFormat) throws -> String {
    let path = try endless.get().path("endless")
    do {
      _ = try importFiles([path]) { $0.format = format.name }
      return "DIFFERENT"
    } catch is AnnotationError {
      return "refused"
    }
  }

  /// What a change of the text comes to.
  private static func changed(
    _ recipe: InputKindRecipe, _ change: (String) -> String
  ) throws -> String {
    let text = try #require(recipe.text(base))
    let usual = try #require(try Reading(text, recipe))
    guard let found = try Reading(change(text), recipe) else { return "refused" }
    return found == usual ? "same" : "DIFFERENT"
  }

  @Test func `every reader does with every kind what the guide says`() throws {
    let names = Self.kinds.map(\.name) + ["100 MB line"]
    var lines = [
      "| format | " + names.joined(separator: " | ") + " |",
      "|" + String(repeating: " --- |", count: names.count + 1),
    ]
    for format in AnnotationFormat.all {
      guard let recipe = InputKindRecipe.all[format.name] else { continue }
      let outcomes =
        try Self.kinds.map { kind in try kind.outcome(recipe) } + [Self.outcomeOfEndless(format)]
      #expect(!outcomes.contains("DIFFERENT"), "\(format.name): \(outcomes)")
      lines.append("| `\(format.name)` | " + outcomes.joined(separator: " | ") + " |")
    }
    let table = lines.joined(separator: "\n")
    let guide = RealData.checkout.appending(
      path: "Sources/Annotations/Annotations.docc/Articles/Kinds-of-input.md")
    let text = try String(contentsOf: guide, encoding: .utf8)
    #expect(text.contains(table), "the table of the guide should be\n\(table)")
  }

  /// A folder with one line of 100 MB.
  private static let endless = Result {
    let folder = try TemporaryFolder()
    let path = folder.path("endless")
    try Data().write(to: URL(filePath: path))
    let handle = try #require(FileHandle(forWritingAtPath: path))
    let part = Data(repeating: UInt8(ascii: "a"), count: 1 << 20)
    for _ in 0..<100 { try handle.write(contentsOf: part) }
    try handle.close()
    return folder
  }

  /// A file of nothing, of a header or an empty list only, and of a line that never ends.
  @Test(arguments: AnnotationFormat.all.map(\.name))
  func `no reader takes nothing, a header or an endless line for answers`(name: String) throws {
    let format = try #require(AnnotationFormat.named(name))
    let folder = try TemporaryFolder()
    var texts = ["", "\n", "[]", "{}", "image,annotator,label\n"]
    if let recipe = InputKindRecipe.all[name], let empty = recipe.text([]) { texts.append(empty) }
    for text in texts {
      #expect(throws: (any Error).self, "\(text)") {
        try importFiles([folder.write(text, as: "nothing")]) {
          $0.format = format.name
          $0.orientation = .imageOutside
        }
      }
    }
    if InputKindRecipe.all[name] == nil { #expect(try Self.outcomeOfEndless(format) == "refused") }
  }
}
