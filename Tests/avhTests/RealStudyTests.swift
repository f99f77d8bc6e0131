import Foundation
import TestSupport
import Testing

@testable import avh

/// The commands on real votes and networks, against figures computed independently by hand.
@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct RealStudyTests {
  @Test func `finds the known figures of CIFAR-10H and a network`() throws {
    let folder = try TemporaryFolder()
    let database = folder.path("study.db")
    let imported = CommandRun(
      "import", database, try RealData.path("annotations/cifar10h/cifar10h-counts.npy"),
      "--dataset",
      "cifar10", "--set", "cifar10h", "--labels", try RealData.path("zoo/labels.npy"), "--json",
      "--quiet")
    #expect(imported.code == 0, Comment(rawValue: imported.message))
    #expect(try imported.counts["images matched"] == 10_000)
    let scored = CommandRun(
      "score", database, "--model", "resnet", "--features",
      try RealData.path("zoo/resnet/features.npy"), "--weights",
      try RealData.path("zoo/resnet/weight.npy"), "--bias",
      try RealData.path("zoo/resnet/bias.npy"),
      "--logits", try RealData.path("zoo/resnet/logits.npy"), "--json", "--quiet")
    #expect(scored.code == 0, Comment(rawValue: scored.message))
    let counts = try scored.counts
    #expect(abs((counts["accuracy"] ?? 0) - 0.8382) < 1e-12)
    #expect(counts["rows whose logits agree"] == 10_000)
    let rows = try CommandRun(
      "correlate", database, "--score", "avh,angle,angular_gap,confidence,feature_norm", "--json"
    ).rows
    let expected = [-0.3199, -0.3186, -0.3276, 0.3449, 0.2950]
    for (row, value) in zip(rows, expected) {
      #expect(abs((row["statistic"] as? Double ?? 0) - value) < 5e-5)
    }
    #expect(rows.count == expected.count)
    let bins = try CommandRun(
      "query", database,
      "SELECT sum(hsf = 1) AS one, sum(hsf < 0.5) AS low, avg(hsf) AS mean FROM human_hardness",
      "--json"
    ).rows
    #expect(bins.first?["one"] as? Int == 4_392)
    #expect(bins.first?["low"] as? Int == 122)
    #expect(abs((bins.first?["mean"] as? Double ?? 0) - 0.952346) < 5e-7)
    #expect(CommandRun("check", database, "--quiet").code == 0)
  }

  @Test func `finds the known figures of ImageNet votes and of a network's best classes`() throws {
    let folder = try TemporaryFolder()
    let database = folder.path("study.db")
    let imported = CommandRun(
      "import", database,
      try RealData.path("annotations/imagenet-tsipras2020/classify-task-votes.csv"),
      "--dataset", "imagenet", "--set", "tsipras", "--label-space",
      try RealData.path("annotations/imagenetv2/class_info.json"), "--labels",
      try RealData.path("models/imagenet-top5/imagenet-validation-original.json"), "--json",
      "--quiet")
    #expect(imported.code == 0, Comment(rawValue: imported.message))
    #expect(try imported.counts["images matched"] == 6_761)
    let ranked = CommandRun(
      "score", database, "--model", "vgg19", "--top-k",
      try RealData.path("models/imagenet-top5/vgg19.npy"), "--order", "labels", "--json", "--quiet")
    #expect(ranked.code == 0, Comment(rawValue: ranked.message))
    let rows = try CommandRun(
      "query", database,
      "SELECT avg(hsf) AS mean, (SELECT avg(correct) FROM score) AS accuracy FROM human_hardness",
      "--json"
    ).rows
    #expect(abs((rows.first?["mean"] as? Double ?? 0) - 0.5886) < 5e-5)
    #expect(abs((rows.first?["accuracy"] as? Double ?? 0) - 0.72376) < 1e-9)
    #expect(CommandRun("check", database, "--quiet").code == 0)
  }
}
