import Analyses
import Annotations
import Foundation
import Studies
import StudyValues
import Tensors
import TestSupport
import Testing

/// The study of the paper's own experiment on small files of the layout that its user has: one folder a
/// network as the exporter writes it, and a table of selection frequencies or the tasks and answers.
struct ImageNetHSFTests {
  static let networks = ["alexnet", "vgg19", "resnet50", "densenet121"]
  static let classes = [0, 65, 207, 388, 514, 723, 809, 970, 981, 999]
  static let perClass = 24
  static let width = 6

  /// What the generated files hold.
  struct Truth {
    var images: [String] = []
    var labels: [Int] = []
    var selected: [Int] = []
    var features: [String: [[Double]]] = [:]
    var weights: [String: [[Double]]] = [:]
  }

  /// Features lie near the weights of their class, nearer for images that more workers select.
  static func write(into folder: TemporaryFolder) throws -> Truth {
    var generator = Generator(state: 5)
    var truth = Truth()
    for (position, label) in classes.enumerated() {
      for number in 0..<perClass {
        let file = 1 + (position * perClass + number) * 7 % 50_000
        truth.images.append(
          "ILSVRC2012_val_" + String(String(100_000_000 + file).dropFirst()) + ".JPEG")
        truth.labels.append(label)
        truth.selected.append(Int(generator.unit() * 11))
      }
    }
    for (rank, network) in networks.enumerated() {
      try FileManager.default.createDirectory(
        atPath: folder.path("data/exports/\(network)"), withIntermediateDirectories: true)
      let weights = (0..<1000).map { _ in (0..<width).map { _ in generator.normal() } }
      let features = truth.images.indices.map { image in
        let noise = 1.6 - Double(truth.selected[image]) / 10 + 0.3 * Double(rank)
        return weights[truth.labels[image]].map { 2 * $0 + noise * generator.normal() }
      }
      truth.weights[network] = weights
      truth.features[network] = features
      // Rows of one network stand in another order than the labels, as its ids say.
      let order =
        network == "vgg19" ? Array(truth.images.indices.reversed()) : Array(truth.images.indices)
      let base = folder.path("data/exports/\(network)")
      let shards = stride(from: 0, to: order.count, by: 20).map {
        Array(order[$0..<min($0 + 20, order.count)])
      }
      for (shard, rows) in shards.enumerated() {
        try NPYWriter.write(
          rows.flatMap { features[$0].map(Float.init) }, shape: [rows.count, width],
          to: "\(base)/features_\(shard).npy")
      }
      try NPYWriter.write(
        weights.flatMap { $0.map(Float.init) }, shape: [1000, width], to: "\(base)/weight.npy")
      try NPYWriter.write([Float](repeating: 0, count: 1000), shape: [1000], to: "\(base)/bias.npy")
      let ids = order.map { "\(truth.images[$0])\n" }.joined()
      _ = try folder.write(ids, as: "data/exports/\(network)/ids.txt")
    }
    let labels = zip(truth.images, truth.labels).map { "\($0),\($1)\n" }.joined()
    _ = try folder.write("image,label\n" + labels, as: "data/exports/resnet50/labels.csv")
    try FileManager.default.createDirectory(
      atPath: folder.path("data/annotations/imagenet-hsf"), withIntermediateDirectories: true)
    let table = zip(zip(truth.images, truth.labels), truth.selected).map { pair, selected in
      "\(pair.0),\(LabelSpace.sortedWnid.classes[pair.1].wnid ?? ""),\(selected),10\n"
    }.joined()
    _ = try folder.write(
      "image,wnid,selected,total\n" + table,
      as: "data/annotations/imagenet-hsf/selection-frequencies.csv")
    return truth
  }

  private func study(
    _ folder: TemporaryFolder, replacing: [(String, String)] = []
  ) throws -> StudyResult {
    let out = folder.path("out-\(replacing.count)")
    let manifest = RealData.checkout.appending(path: "Studies/imagenet-hsf/study.yml")
    var text = try String(contentsOf: manifest, encoding: .utf8)
    // A debug build shall not draw thousands of resamples.
    for (old, new) in replacing + [("resamples: 9999", "resamples: 49")] {
      #expect(text.contains(old))
      text = text.replacingOccurrences(of: old, with: new)
    }
    let path = try folder.write(text, as: "study.yml")
    let runner = try StudyRunner(
      path: path, options: .init(data: folder.path("data"), out: out))
    return try runner.run(database: out + "/study.db")
  }

  @Test func `gives the paper's table for four networks`() throws {
    let folder = try TemporaryFolder()
    let truth = try Self.write(into: folder)
    let result = try study(folder)
    let rows = try #require(result.output("H1")).correlations.filter { $0.method == "spearman" }
    for network in Self.networks {
      for score in ["avh", "confidence", "feature_norm"] {
        let own = rows.filter { $0.model == network && $0.score == score }
        let groups = own.map(\.group)
        #expect(groups.first == "all")
        for label in ImageGroup.binNames { #expect(groups.contains(label)) }
        #expect(own.first?.n == truth.images.count)
      }
      let bins = ImageGroup.binNames.map { label in
        rows.first { $0.model == network && $0.score == "avh" && $0.group == label }?.n ?? 0
      }
      #expect(bins == Self.bins(truth))
      let expected = Self.spearman(Self.avh(truth, network), truth.selected.map(Double.init))
      let found = rows.first { $0.model == network && $0.score == "avh" && $0.group == "all" }
      // Features are stored in single precision, which cannot change an order by more than a few ties.
      #expect(abs((found?.statistic ?? 0) - expected) < 1e-4)
      #expect(expected < -0.2)
    }
    #expect(result.verdicts.map(\.claim) == ["C4", "C2"])
    #expect(result.verdicts.allSatisfy { $0.outcome != nil })
    let comparison = try #require(result.output("H3")).comparisons
    #expect(Set(comparison.map(\.test)) == ["influence", "steiger", "zou", "independent-fisher"])
  }

  @Test func `reads the tasks and answers of the workers to the same frequencies`() throws {
    let folder = try TemporaryFolder()
    let truth = try Self.write(into: folder)
    let table = try study(folder)
    _ = try folder.write(Self.hits(truth), as: "data/annotations/imagenet-hsf/imagenetv2.json")
    let answers = try study(
      folder,
      replacing: [
        ("selection-frequencies.csv", "imagenetv2.json"), ("selected-table", "imagenetv2"),
      ])
    let first = try #require(table.output("H1")).correlations
    let second = try #require(answers.output("H1")).correlations
    #expect(first.map(\.statistic) == second.map(\.statistic))
    #expect(first.map(\.n) == second.map(\.n))
  }

  @Test func `reads the showings of ImageNet-AB to the same frequencies`() throws {
    let folder = try TemporaryFolder()
    let truth = try Self.write(into: folder)
    let table = try study(folder)
    for (position, image) in truth.images.enumerated() {
      let wnid = LabelSpace.sortedWnid.classes[truth.labels[position]].wnid ?? ""
      let place = "data/annotations/imagenet-ab/\(wnid)"
      try FileManager.default.createDirectory(
        atPath: folder.path(place), withIntermediateDirectories: true)
      let name = image.replacing(".JPEG", with: "")
      let showings = (0..<10).map { worker in
        "<metadata><selected>\(worker < truth.selected[position] ? "True" : "False")</selected>"
          + "<worker_id>w\(worker)</worker_id></metadata>"
      }.joined()
      _ = try folder.write(
        "<annotation><folder>\(wnid)</folder><filename>\(name)</filename>\(showings)</annotation>",
        as: "\(place)/\(name).xml")
    }
    let answers = try study(
      folder,
      replacing: [
        ("imagenet-hsf/selection-frequencies.csv", "imagenet-ab"),
        ("selected-table", "imagenet-ab"),
      ])
    let first = try #require(table.output("H1")).correlations
    let second = try #require(answers.output("H1")).correlations
    #expect(first.map(\.statistic) == second.map(\.statistic))
    #expect(first.map(\.n) == second.map(\.n))
    let notes = answers.imports.flatMap(\.notes)
    #expect(
      notes.contains("Showings of an image, with the number of images: 10: \(truth.images.count)."))
  }

  /// One task a class shown to ten workers; the first k of them select an image with frequency k/10.
  static func hits(_ truth: Truth) -> String {
    var hits: [String] = []
    var assignments: [String] = []
    for label in classes {
      let images = truth.images.indices.filter { truth.labels[$0] == label }
      let wnid = LabelSpace.sortedWnid.classes[label].wnid ?? ""
      let names = images.map { "\"\(truth.images[$0])\"" }.joined(separator: ",")
      hits.append("{\"uuid\": \"task\(label)\", \"wnid\": \"\(wnid)\", \"images_all\": [\(names)]}")
      let workers = (0..<10).map { worker in
        let answer = images.filter { truth.selected[$0] > worker }
          .map { "\"\(truth.images[$0])\"" }.joined(separator: ",")
        return "\"a\(worker)\": {\"AssignmentStatus\": \"Approved\", \"WorkerId\": \"w\(worker)\", "
          + "\"Answer\": [\(answer)]}"
      }
      assignments.append("\"task\(label)\": {\(workers.joined(separator: ","))}")
    }
    return "{\"hits\": [\(hits.joined(separator: ","))], "
      + "\"assignments\": {\(assignments.joined(separator: ","))}}"
  }

  // MARK: - From the definitions

  static func bins(_ truth: Truth) -> [Int] {
    (1...5).map { fifth in
      truth.selected.count { fifth == 1 ? $0 <= 2 : 2 * (fifth - 1) < $0 && $0 <= 2 * fifth }
    }
  }

  static func avh(_ truth: Truth, _ network: String) -> [Double] {
    func norm(_ row: [Double]) -> Double { row.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let weights = (truth.weights[network] ?? []).map { ($0, norm($0)) }
    return zip(truth.features[network] ?? [], truth.labels).map { feature, label in
      let length = norm(feature)
      let angles = weights.map { weight, weightNorm in
        var product = 0.0
        for index in 0..<width { product += feature[index] * weight[index] }
        return acos(max(-1, min(1, product / (length * weightNorm))))
      }
      return angles[label] / angles.reduce(0, +)
    }
  }

  static func spearman(_ x: [Double], _ y: [Double]) -> Double {
    func ranks(_ values: [Double]) -> [Double] {
      values.map { value in
        Double(values.count { $0 < value }) + Double(values.count { $0 == value } - 1) / 2
      }
    }
    let (a, b) = (ranks(x), ranks(y))
    let mean = Double(x.count - 1) / 2
    func sum(_ first: [Double], _ second: [Double]) -> Double {
      zip(first, second).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    }
    return sum(a, b) / (sum(a, a) * sum(b, b)).squareRoot()
  }

  struct Generator {
    var state: UInt64

    mutating func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }

    /// A sum of twelve uniform numbers is close enough to a normal one.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
  }
}
