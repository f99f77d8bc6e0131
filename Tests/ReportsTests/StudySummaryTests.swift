import Analyses
import Foundation
import Studies
import StudyStore
import StudyValues
import TestSupport
import Testing

@testable import Reports

/// Every sentence of the first screen follows from the rows.
struct StudySummaryTests {
  /// The usual analyses of a small study, made once.
  private static let usual = Result {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let reference = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "StudyStoreTests/References/version-1/study.db")
    let path = try folder.write(Data(contentsOf: reference), as: "study.db")
    let store = try StudyStore.open(path: path, mode: .readWrite)
    defer { try? store.close() }
    return try StoredStudy(store: store).result()
  }

  private static func summary(_ result: StudyResult) -> String {
    StudyReport(result).document().summary.map(\.plainText).joined(separator: "\n")
  }

  /// The result with the deciding rows of each network set to a difference and its error, nothing for none.
  private static func result(differences: [Double?]) throws -> StudyResult {
    var result = try usual.get()
    let names = result.manifest.models.map(\.name)
    for output in result.outputs.indices {
      for index in result.outputs[output].comparisons.indices {
        let row = result.outputs[output].comparisons[index]
        guard row.grouping == "all", let place = names.firstIndex(of: row.modelA) else { continue }
        let value = differences[place]
        result.outputs[output].comparisons[index].difference = value
        result.outputs[output].comparisons[index].ciLow = value.map { $0 - 0.05 }
        result.outputs[output].comparisons[index].ciHigh = value.map { $0 + 0.05 }
      }
    }
    return result
  }

  @Test func `a network without a number is named, and a claim without a verdict`() throws {
    var result = try Self.result(differences: [0.2, 0.2, nil])
    let last = try #require(result.manifest.models.last?.name)
    #expect(
      Self.summary(result).contains("\(last) has no number here."), "\(Self.summary(result))")
    for index in result.verdicts.indices { result.verdicts[index].outcome = nil }
    #expect(
      Self.summary(result).contains(
        "\(last) has no number here, so there is no verdict on a claim about all networks."))
    let whole = try Self.result(differences: [0.2, 0.2, 0.2])
    #expect(!Self.summary(whole).contains("no number here"))
  }

  @Test func `a minority of the networks is said not to decide a claim about most`() throws {
    var result = try Self.result(differences: [0.2, nil, nil])
    for index in result.manifest.claims.indices {
      result.manifest.claims[index].primary.networks = .majority
    }
    for index in result.verdicts.indices { result.verdicts[index].outcome = .tooCloseToCall }
    let text = Self.summary(result)
    #expect(
      text.contains(", but one of three networks does not decide a claim about most of them."),
      "\(text)")
  }

  @Test func `differences beyond chance both ways are counted for each score`() throws {
    let result = try Self.result(differences: [0.2, -0.2, -0.2])
    let text = Self.summary(result)
    #expect(text.contains("in all three networks (one for AVH, two for confidence) "), "\(text)")
    // The sample is of the classes that the degrees of freedom count.
    var fewer = result
    for output in fewer.outputs.indices {
      for index in fewer.outputs[output].comparisons.indices {
        fewer.outputs[output].comparisons[index].df = 6
      }
    }
    #expect(Self.summary(fewer).contains("the seven classes as the sample"))
    let oneWay = try Self.result(differences: [-0.2, -0.2, 0.01])
    #expect(!Self.summary(oneWay).contains(" for AVH"))
  }

  @Test func `says where adjustment for the number of networks takes differences away`() throws {
    func summary(adjusted: [Double]) throws -> String {
      var result = try Self.result(differences: [-0.2, -0.2, -0.01])
      let names = result.manifest.models.map(\.name)
      for output in result.outputs.indices {
        for index in result.outputs[output].comparisons.indices {
          guard
            let place = names.firstIndex(of: result.outputs[output].comparisons[index].modelA)
          else { continue }
          result.outputs[output].comparisons[index].pAdjusted = adjusted[place]
        }
      }
      for index in result.verdicts.indices { result.verdicts[index].outcome = .tooCloseToCall }
      return Self.summary(result)
    }
    let none = try summary(adjusted: [0.1, 0.2, 0.9])
    #expect(none.contains("in two of three networks ("), "\(none)")
    #expect(none.contains("), in none after adjustment for their number, so "), "\(none)")
    #expect(try summary(adjusted: [0.1, 0.01, 0.9]).contains("), in one after adjustment for"))
    #expect(try !summary(adjusted: [0.02, 0.01, 0.9]).contains("adjustment"))
  }

  @Test func `what shows no difference, and what points the other way, is nobody's lead`() throws {
    let alike = try Self.summary(Self.result(differences: [0.0002, -0.0001, 0.0004]))
    #expect(alike.contains(" follow people equally closely ("), "\(alike)")
    var turned = try Self.result(differences: [0.1, 0.1, 0.1])
    for output in turned.outputs.indices {
      for index in turned.outputs[output].correlations.indices {
        turned.outputs[output].correlations[index].statistic?.negate()
      }
    }
    let text = Self.summary(turned)
    #expect(
      text.contains("Neither AVH nor confidence follows people in any of three networks"), "\(text)"
    )
  }

  @Test func `the noise ceiling is that of HSF, and not told of another measure`() throws {
    var result = try Self.usual.get()
    #expect(Self.summary(result).contains("(the noise ceiling)"))
    for output in result.outputs.indices {
      for index in result.outputs[output].comparisons.indices {
        result.outputs[output].comparisons[index].human = HumanMeasure.labelEntropy.rawValue
      }
      for index in result.outputs[output].correlations.indices {
        result.outputs[output].correlations[index].human = HumanMeasure.labelEntropy.rawValue
      }
    }
    #expect(!Self.summary(result).contains("ceiling"), "\(Self.summary(result))")
    let figure = try #require(FirstFigure(result).figure)
    #expect(!figure.caption.plainText.contains("ceiling"))
  }

  @Test func `votes without noise are not called noisy`() throws {
    var result = try Self.usual.get()
    var ceiling = EstimateResult(
      ResultKey(analysis: "V1", quantity: "noise_ceiling", annotationSet: "v", method: "spearman"),
      value: 1)
    result.outputs[0].estimates.insert(ceiling, at: 0)
    let text = Self.summary(result)
    #expect(text.contains("The votes of v are all but free of noise: the noise ceiling is 1."))
    #expect(!text.contains("themselves noisy"))
    ceiling.value = nil
    (ceiling.rangeLow, ceiling.rangeHigh) = (0.52, 0.6)
    result.outputs[0].estimates[0] = ceiling
    #expect(Self.summary(result).contains("no score can be expected to reach more than .52 to .60"))
  }
}
