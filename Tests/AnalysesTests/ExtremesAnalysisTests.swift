@testable import Analyses
import StudyValues
import Testing

struct ExtremesAnalysisTests {
  private func study(_ selected: [Int], shown: Int = 20, avh: [Double]) -> MadeUpStudy {
    let table = ImageTable(
      model: "net", classNames: ["a"], target: selected.map { _ in 0 }, selected: selected,
      shown: shown, scores: [.harder("avh", avh)])
    return MadeUpStudy(classNames: ["a"], models: ["net"], tables: ["net": table])
  }

  private func output(_ study: MadeUpStudy, count: Int = 10) throws -> AnalysisOutput {
    try ExtremesAnalysis(score: "avh", count: count)
      .run(id: "X", on: study, decisions: AnalysisDecisions(threads: 1))
  }

  /// Thirty images: two hard for people of which one is easy for the network, the others unanimous.
  @Test func `images that everybody gets are not hard for people`() throws {
    let selected = [4, 6] + [Int](repeating: 20, count: 28)
    let avh: [Double] = [0.1, 0.9] + (20..<48).map { Double($0) / 100 }
    let output = try output(study(selected, avh: avh))
    let hard = output.images.filter { $0.list.hasPrefix("hard for people, easy") }
    #expect(hard.map(\.image) == ["image-0"])
    // Hardest of 30 for people, 0 of 29 below it for the network: 0 - 1.
    #expect(isNear(hard[0].discrepancy, -1, 1e-12))
  }

  @Test func `an empty list says so`() throws {
    // The two hard images are the hardest for the network as well.
    let selected = [4, 6] + [Int](repeating: 20, count: 28)
    let avh: [Double] = [0.95, 0.9] + (20..<48).map { Double($0) / 100 }
    let output = try output(study(selected, avh: avh))
    #expect(!output.images.contains { $0.list.hasPrefix("hard for people, easy") })
    #expect(output.notes.contains { $0.hasPrefix("net: no image is hard for people, easy") })
    let constant = try self.output(study(selected, avh: avh.map { _ in 0.5 }))
    #expect(constant.images.isEmpty && constant.notes.count == 3)
    // Hard for both: the hardest third of the network's, by the sum of places.
    let both = output.images.filter { $0.list == "hard for people and the network" }
    #expect(both.map(\.image) == ["image-0", "image-1"])
    // Image 1 is the second hardest for both; its places from the easiest are 28 of 29.
    #expect(both.allSatisfy { isNear($0.discrepancy, 0, 1e-12) })
  }

  @Test func `both sides are required, and the difference of places orders`() throws {
    // HSF falls from image to image; the network finds the odd ones easy.
    let count = 60
    let selected = (0..<count).map { count - $0 }
    let avh = (0..<count).map { image -> Double in
      let base = image % 2 == 1 ? 0 : 0.5
      return base + Double(image) / 1_000
    }
    let output = try output(study(selected, shown: 60, avh: avh))
    let hard = output.images.filter { $0.list == "hard for people, easy for the network" }
    // The lowest tenth by the upper limit are images 54 to 59; a third of the network's are 1, 3, ... 39.
    #expect(hard.isEmpty)
    let reversed = try self.output(
      study(selected, shown: 60, avh: avh.indices.map { avh[count - 1 - $0] }))
    let found = reversed.images.filter { $0.list == "hard for people, easy for the network" }
    // Images 54, 56 and 58 have the network's places 5, 3 and 1 from below in the reversed order.
    #expect(found.map(\.image) == ["image-58", "image-56", "image-54"])
    let easy = reversed.images.filter { $0.list == "easy for people, hard for the network" }
    #expect(easy.allSatisfy { $0.hsf >= 0.9 && $0.discrepancy > 0.5 })
    #expect(easy.map(\.place) == Array(1...easy.count))
  }

  @Test func `few votes do not make an image hard`() throws {
    // One image of 1 vote that missed the label, one of 20 that all did.
    var selections = (0..<30).map { Selections(selected: Double(10 + $0 % 10), shown: 20) }
    selections[0] = Selections(selected: 0, shown: 1)
    selections[1] = Selections(selected: 0, shown: 20)
    let table = ImageTable(
      key: .init(dataset: "d", annotationSet: "people", model: "net"),
      images: (0..<30).map { "image-\($0)" }, classNames: ["a"],
      targetClass: [Int](repeating: 0, count: 30), selections: selections,
      majorityClass: [Int?](repeating: nil, count: 30),
      labelEntropy: [Double](repeating: .nan, count: 30),
      scores: [.harder("avh", (0..<30).map { Double($0) })])
    let study = MadeUpStudy(classNames: ["a"], models: ["net"], tables: ["net": table])
    let hard = try output(study).images.filter { $0.list.hasPrefix("hard for people") }
    #expect(hard.first?.image == "image-1")
    #expect(!hard.contains { $0.image == "image-0" })
  }
}
