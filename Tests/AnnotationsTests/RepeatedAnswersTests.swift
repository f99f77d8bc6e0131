import Foundation
import Statistics
import StudyValues
import Testing

@testable import Annotations

/// Repeated answers, against a set of the questions themselves.
struct RepeatedAnswersTests {
  private struct Question: Hashable {
    let image: Int32
    let annotator: Int32
    let level: Double?
  }

  /// Answers of 40 annotators to 300 images at no level or one of two, some of them twice.
  private static let answers: [Answer] = {
    var random = SplitMix64(seed: 7)
    return (0..<20_000).map { _ in
      var answer = Answer(image: Int32(random.next() % 300))
      answer.annotator = Int32(random.next() % 40)
      answer.level = [.nan, 0.25, 0.5][Int(random.next() % 3)]
      return answer
    }
  }()

  private static func question(_ answer: Answer) -> Question {
    Question(
      image: answer.image, annotator: answer.annotator,
      level: answer.level.isNaN ? nil : answer.level)
  }

  @Test func `noted or inserted, the same answers repeat an earlier one`() {
    var known = Set<Question>()
    let repeats = Self.answers.map { !known.insert(Self.question($0)).inserted }
    #expect(repeats.contains(true) && repeats.contains(false))
    var inserted = RepeatedAnswers(limit: .max)
    for (answer, isRepeat) in zip(Self.answers, repeats) {
      #expect(inserted.insert(answer) == isRepeat)
    }
    var noted = RepeatedAnswers(limit: .max)
    for answer in Self.answers { noted.note(answer) }
    noted.settle()
    noted.settle()
    let expected = repeats.count { $0 }
    #expect(inserted.found == expected && noted.found == expected)
    #expect(inserted.isComplete && noted.isComplete)
  }

  @Test func `beyond the limit only the first questions are known`() {
    var known = Set<Question>()
    var expected = 0
    for answer in Self.answers {
      let question = Self.question(answer)
      if known.contains(question) {
        expected += 1
      } else if known.count < 1_500 {
        known.insert(question)
      }
    }
    var noted = RepeatedAnswers(limit: 1_500)
    for answer in Self.answers { noted.note(answer) }
    noted.settle()
    #expect(noted.found == expected && !noted.isComplete)
  }
}
