extension Job {
  /// Whole studies, and questions to their databases.
  static let studies: [Job] = [
    Job(
      id: "study", title: "`avh study run Studies/cifar10h` with its report", baselineTitle: "",
      pairs: 3, dataFile: "annotations/cifar10h/cifar10h-counts.npy",
      ours: .process(
        .avh,
        [
          "study", "run", "Studies/cifar10h", "--data", "{data}", "--out", "{out}/cifar10h",
          "--quiet",
        ], removing: ["{out}/cifar10h"]),
      target: Target(seconds: 8)),
    query("spearman", array: .spearman, tolerance: 1e-12),
    query("kendall", array: .kendall, tolerance: 1e-12),
  ]

  /// An aggregate of a million rows beside the same of arrays and a bare SELECT of the rows.
  private static func query(
    _ name: String, array: MeasureCommand.Name, tolerance: Double
  ) -> Job {
    Job(
      id: "query-\(name)", title: "`avh query` of \(name) over 1,000,000 rows",
      baselineTitle: "the same on arrays, and a SELECT of sums", pairs: 5,
      inputs: [.manyPairs, .pairTable, .table], preparation: table,
      ours: select("SELECT \(name)(x, y) FROM pair", isReading: true),
      baseline: .sum([
        .measured(array), select("SELECT sum(x), sum(y) FROM pair", isReading: false),
      ]), tolerance: tolerance, target: Target(ratio: 1.3))
  }

  private static func select(_ statement: String, isReading: Bool) -> Side {
    .process(
      .avh, ["query", "{out}/pairs.db", statement, "--nl"], isReadingOutput: isReading)
  }

  /// A study with a table of pairs: pairs.db.
  private static let table: [Side] = [
    .process(
      .avh,
      [
        "import", "{out}/pairs.db", "{in}/votes.csv", "--dataset", "photos", "--set", "crowd",
        "--quiet",
      ], removing: ["{out}/pairs.db"]),
    .process(
      .sqlite3,
      [
        "-cmd", "CREATE TABLE pair (x REAL, y REAL)", "-cmd", ".mode csv", "{out}/pairs.db",
        ".import {in}/many.csv pair",
      ]),
  ]
}
