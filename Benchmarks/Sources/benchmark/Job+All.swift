extension Job {
  /// All jobs, in the order of the table.
  static let all: [Job] = statistics + scoring + formats + imports + studies + training

  private static let statistics: [Job] = [
    Job(
      id: "spearman", title: "Spearman, 1,000,000 pairs", baselineTitle: "`spearmanr`",
      inputs: [.manyPairs], ours: .measured(.spearman), baseline: .python("spearman.py"),
      tolerance: 1e-12, target: Target(ratio: 0.12)),
    Job(
      id: "kendall", title: "Kendall tau-b, 1,000,000 pairs", baselineTitle: "`kendalltau`",
      inputs: [.manyPairs], ours: .measured(.kendall), baseline: .python("kendall.py"),
      tolerance: 1e-12, target: Target(ratio: 0.35)),
    // The limits of two bootstraps differ by chance; one of 2,000 resamples has an error of 0.0004.
    Job(
      id: "bca", title: "BCa bootstrap of Spearman, 2,000 × 10,000",
      baselineTitle: "`bootstrap`, vectorised", pairs: 3, inputs: [.pairs],
      ours: .measured(.bcaBootstrap), baseline: .python("bca.py"), tolerance: 0.004,
      target: Target(ratio: 0.008)),
    Job(
      id: "percentile", title: "Percentile bootstrap of Spearman, 2,000 × 10,000",
      baselineTitle: "`bootstrap`, vectorised", pairs: 3, inputs: [.pairs],
      ours: .measured(.percentileBootstrap), baseline: .python("percentile.py"), tolerance: 0.004,
      target: Target(ratio: 0.03)),
    Job(
      id: "permutation", title: "Permutation test of Spearman, 2,000 × 10,000",
      baselineTitle: "`permutation_test` of a product of ranks", inputs: [.pairs],
      ours: .measured(.permutation), baseline: .python("permutation.py"), tolerance: 1e-12,
      target: Target(ratio: 0.08)),
    Job(
      id: "krippendorff", title: "Krippendorff's alpha of 1,000,000 votes, three metrics",
      baselineTitle: "", inputs: [.votes], ours: .measured(.krippendorff),
      target: Target(seconds: 1)),
  ]

  static let database = ["{out}/study.db", "{out}/study.db-wal", "{out}/study.db-shm"]

  private static let imports: [Job] = [
    Job(
      id: "import", title: "`avh import` of 1,000,000 long rows",
      baselineTitle: "`sqlite3 .import` as text", pairs: 5, inputs: [.table],
      ours: .process(
        .avh,
        [
          "import", "{out}/study.db", "{in}/votes.csv", "--dataset", "photos", "--set", "crowd",
          "--quiet",
        ], removing: database),
      baseline: .process(
        .sqlite3, ["-cmd", ".mode csv", "{out}/raw.db", ".import {in}/votes.csv answer"],
        removing: ["{out}/raw.db"]),
      target: Target(ratio: 1.8, megabytes: 200)),
    Job(
      id: "import-trials", title: "`avh import` of 511,000 trials in CIFAR-10H's raw layout",
      baselineTitle: "`sqlite3 .import` into a STRICT table with two indexes", pairs: 5,
      inputs: [.trials],
      ours: .process(
        .avh,
        [
          "import", "{out}/study.db", "{in}/trials.csv", "--dataset", "cifar10", "--set", "raw",
          "--quiet",
        ], removing: database),
      baseline: .process(
        .sqlite3,
        [
          "-cmd", "CREATE TABLE trial (\(TrialTable.declarations)) STRICT",
          "-cmd", "CREATE INDEX trial_image ON trial (cifar10_test_test_idx)",
          "-cmd", "CREATE INDEX trial_annotator ON trial (annotator_id)",
          "{out}/raw.db", ".import --csv --skip 1 {in}/trials.csv trial",
        ], removing: ["{out}/raw.db"]),
      target: Target(ratio: 0.3)),
    Job(
      id: "raters", title: "`avh import` of ImageNet ReaL's `raters.npz`", baselineTitle: "",
      pairs: 5, dataFile: "annotations/imagenet-real/raters.npz",
      ours: .process(
        .avh,
        [
          "import", "{out}/study.db", "{data}/annotations/imagenet-real/raters.npz", "--dataset",
          "imagenet", "--set", "real", "--quiet",
        ], removing: database),
      target: Target(seconds: 2, megabytes: 200)),
    Job(
      id: "large", title: "`avh import` of 10,000,000 rows, 2 GB",
      baselineTitle: "`sqlite3 .import` as text", pairs: 1, inputs: [.largeTable], isLarge: true,
      ours: .process(
        .avh,
        [
          "import", "{out}/study.db", "{in}/large.csv", "--dataset", "photos", "--set", "crowd",
          "--map", "image=task,annotator=worker,label=label", "--quiet",
        ], removing: database),
      baseline: .process(
        .sqlite3, ["-cmd", ".mode csv", "{out}/raw.db", ".import {in}/large.csv answer"],
        removing: ["{out}/raw.db"]),
      target: Target(megabytes: 200)),
  ]

  private static let training: [Job] = [
    Job(
      id: "epoch", title: "One epoch of a head, 20,000 × 128, 10 classes", baselineTitle: "",
      inputs: [.training], ours: .measured(.trainingEpoch), target: Target(seconds: 0.05))
  ]
}
