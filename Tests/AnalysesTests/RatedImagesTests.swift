@testable import Analyses
import Annotations
import Foundation
import Networks
import StudyValues
import Tensors
import TestSupport
import Testing

/// The raters of ImageNet ReaL against twenty networks, without a database between.
@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct RatedImagesTests {
  struct Listing: Decodable {
    let images: [[String]]

    enum CodingKeys: String, CodingKey { case images = "image_filenames" }
  }

  /// The share of the twenty networks that are right on each validation image, by name.
  static func shares() throws -> [String: Double] {
    let folder = try RealData.path("models/imagenet-top5")
    let data = try Data(
      contentsOf: URL(filePath: folder + "/imagenet-validation-original.json"))
    let list = try JSONDecoder().decode(Listing.self, from: data).images
    let place = Dictionary(
      uniqueKeysWithValues: LabelSpace.sortedWnid.classes.map { ($0.wnid ?? "", $0.index) })
    let targets = list.map { place[$0[1]] ?? -1 }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".npy") }
    #expect(names.count == 20)
    var right = [Int](repeating: 0, count: list.count)
    for name in names {
      let top = try TopKPredictions(try Tensor.open("\(folder)/\(name)"), classCount: 1_000)
      for (row, target) in targets.enumerated() where top.isCorrect(target, row: row) {
        right[row] += 1
      }
    }
    return Dictionary(
      uniqueKeysWithValues: zip(list.map { ImageName.normalized($0[0]) }, right).map {
        ($0, Double($1) / 20)
      })
  }

  /// Spearman of the share of networks that are right with the share of yes is .2654, and with that of
  /// yes or maybe .3327, over the 24,889 rated images (scipy 1.17.1 spearmanr on the same files).
  @Test func `finds the published coefficients under both rules for maybe`() throws {
    let shares = try Self.shares()
    let path = try RealData.path("annotations/imagenet-real/votes-original-label.csv")
    var (classes, yes, maybe, share) = ([Int](), [Int](), [Int](), [Double]())
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    {
      let fields = line.split(separator: ",").map(String.init)
      classes.append(try #require(Int(fields[1])))
      maybe.append(try #require(Int(fields[3])))
      yes.append(try #require(Int(fields[4])))
      share.append(try #require(shares[ImageName.normalized(fields[0])]))
    }
    #expect(yes.count == 24_889)
    var study = MemoryStudy()
    study.finals["net"] = .drawn(
      classes: classes, selected: yes, shown: [Int](repeating: 5, count: yes.count), partial: maybe,
      scores: [.drawn("share_correct", share, .higherIsEasier, isShared: true)])
    let output = try PeopleAgainstNetworksAnalysis(scores: ["share_correct"]).run(
      id: "S", on: study, decisions: .init())
    func value(_ rule: String) -> Double? {
      output.estimates.first {
        $0.key.quantity == "sensitivity" && $0.key.condition == "rated" && $0.key.group == rule
      }?.value
    }
    #expect(isNear(value("0"), 0.2654, 5e-5))
    #expect(isNear(value("1"), 0.3327, 5e-5))
  }
}
