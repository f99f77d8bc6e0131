import Analyses
import Files
import Foundation
import Studies
import StudyStore
import StudyValues
import Tensors
import TestSupport
import Testing

/// Runs whose rows are some of the images, and people who saw other images than the networks.
struct StudyRowsTests {
  /// Six images of two classes; an attack on three of them, one step in each slice of one array.
  static let manifest = """
    schema: 1
    id: rows
    question: Which image is each row?
    dataset:
      name: small
      classes: {space: two, names: [left, right]}
      labels: {file: labels.csv, layout: table}
    annotations:
      - {set: votes, file: votes.csv, format: selected-table, default: true}
      - set: trials
        format: model-vs-human
        dataset: {name: photographs, classes: {space: geirhos-16}}
        file: trials-*.csv
    models:
      - name: net
        features: {file: features.npy, images: {file: ids.txt}}
        weights: weight.npy
        runs:
          - role: adversarial
            condition: pgd
            levels:
              0: {file: attack.npz, key: features, index: 0, images: {key: image_index}}
              1: {file: attack.npz, key: features, index: 1, images: {key: image_index}}
    analyses:
      - {id: P1, kind: adversarial, condition: pgd, scores: [feature_norm]}

    """

  private func study(
    _ folder: TemporaryFolder, index: [Int64] = [4, 0, 3], list: String = "{file: ids.txt}"
  ) throws -> StudyResult {
    let images = (0..<6).map { "image\($0).png" }
    _ = try folder.write(
      "image,label\n"
        + images.enumerated().map { "\($1),\($0 % 2 == 0 ? "left" : "right")\n" }.joined(),
      as: "labels.csv")
    _ = try folder.write(
      "image,class,selected,total\n"
        + images.enumerated().map { "\($1),\($0 % 2 == 0 ? "left" : "right"),\($0 + 1),9\n" }
        .joined(),
      as: "votes.csv")
    // Rows from the last image to the first, so that a match by position would be wrong.
    _ = try folder.write(
      images.reversed().map { "\($0)\n" }.joined(), as: "ids.txt")
    for (part, names) in [images[2...].reversed(), images[..<2].reversed()].enumerated() {
      let metadata = try ParquetWriter(
        path: folder.path("metadata_\(part).parquet"), columns: [("uid", .texts([]))])
      try metadata.append([.texts(names.map { $0 })])
      try metadata.close()
    }
    try NPYWriter.write(
      (0..<6).reversed().flatMap { [Double($0 + 1), 0] }, shape: [6, 2],
      to: folder.path("features.npy"))
    try NPYWriter.write([1.0, 0, 0, 1], shape: [2, 2], to: folder.path("weight.npy"))
    let writer = try NPZWriter(path: folder.path("attack.npz"))
    try writer.add(
      "features", [5.0, 0, 1, 0, 4, 0, 0, 15, 0, 11, 0, 14], shape: [2, 3, 2])
    try writer.add("image_index", index, shape: [index.count])
    try writer.close()
    let header = "subj,Session,trial,rt,object_response,category,condition,imagename\n"
    for subject in 1...2 {
      _ = try folder.write(
        header
          + "s\(subject),1,1,0.5,knife,knife,c30,0001_cop_s0\(subject)_c30_knife_10_n1_1.png\n"
          + "s\(subject),1,2,NaN,na,cat,c05,0002_cop_s0\(subject)_c05_cat_10_n2_2.png\n"
          + "s\(subject),1,3,0.4,\(subject == 1 ? "cat" : "dog"),cat,c30,"
          + "0003_cop_s0\(subject)_c30_cat_10_n2_3.png\n",
        as: "trials-\(subject).csv")
    }
    let path = try folder.write(
      Self.manifest.replacing("{file: ids.txt}", with: list), as: "study.yml")
    return try StudyRunner(
      path: path, options: .init(data: folder.url.path, out: folder.path("out"))
    ).run(database: folder.path("out/study.db"))
  }

  @Test(arguments: ["{file: ids.txt}", "{file: metadata_*.parquet, column: uid}"])
  func `puts rows beside their images by the list of names`(list: String) throws {
    let folder = try TemporaryFolder()
    let result = try study(folder, list: list)
    // The norm of image k is k + 1.
    let table = try #require(result.tables.first)
    let norms = try #require(table.score("feature_norm")?.values)
    for (image, norm) in zip(table.images, norms) {
      #expect(image == "image\(Int(norm) - 1).png")
    }
  }

  @Test func `puts rows beside their images by an array of positions`() throws {
    let result = try study(try TemporaryFolder())
    let output = try #require(result.output("P1"))
    // Images 4, 0 and 3 have the norms 5, 1, 4 at step 0 and 15, 11, 14 at step 1.
    let means = output.estimates.filter {
      $0.key.quantity == "mean" && $0.key.score == "feature_norm"
    }.compactMap(\.value)
    let sums: [Double] = [10, 40]
    #expect(means == sums.map { $0 / 3 })
    let correlations = output.correlations.map(\.n)
    #expect(correlations == [3, 3])
    // People selected image k in k + 1 of 9 votes, in the order of the norms.
    #expect(output.correlations.allSatisfy { $0.statistic == 1 })
  }

  @Test func `refuses a position that no image has`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StudyError.self) { _ = try study(folder, index: [4, 0, 6]) }
  }

  @Test func `keeps people of other images in a data set of their own`() throws {
    let folder = try TemporaryFolder()
    _ = try study(folder)
    let store = try StudyStore.open(path: folder.path("out/study.db"), mode: .readOnly)
    defer { try? store.close() }
    let data = try StoredStudyData(store: store, dataset: "small")
    #expect(data.annotationSets == ["votes"])
    let conditions = try data.conditions(annotationSet: "trials")
    // No answer counts as a wrong one.
    #expect(
      conditions == [
        ConditionCounts(condition: "c05", selected: 0, shown: 2, images: 1),
        ConditionCounts(condition: "c30", selected: 3, shown: 4, images: 2),
      ])
    let shown = try store.rows("SELECT count(*) FROM image_hardness").rows
    #expect(shown == [[.integer(6)]])
  }
}
