extension Job {
  /// Scores of a network, into files and into a study.
  static let scoring: [Job] =
    [50_000, 100_000].map { rows in
      Job(
        id: "score-\(rows)",
        title: "`avh score`, \(rows / 1_000),000 × 2,048, 1,000 classes, every score to npz",
        baselineTitle: "one bare SGEMM", pairs: rows == 50_000 ? 5 : 2,
        inputs: [.network(rows: rows)], ours: score("features-\(rows).npy", rows: rows),
        baseline: .measured(rows == 50_000 ? .product50000 : .product100000),
        target: Target(ratio: 1.15, megabytes: 150))
    } + [
      Job(
        id: "score-numpy", title: "The same, 50,000 rows, beside six scores by NumPy",
        baselineTitle: "a NumPy script", pairs: 5, inputs: [.network(rows: 50_000)],
        ours: score("features-50000.npy", rows: 50_000), baseline: .python("score.py"),
        tolerance: 1e-4, target: Target(ratio: 0.75)),
      Job(
        id: "score-torch", title: "The same, 50,000 rows, beside six scores by PyTorch",
        baselineTitle: "a PyTorch script", pairs: 5, inputs: [.network(rows: 50_000)],
        ours: score("features-50000.npy", rows: 50_000), baseline: .python("score_torch.py"),
        tolerance: 1e-4, target: Target(ratio: 0.75)),
      Job(
        id: "score-study", title: "`avh score` of 50,000 rows into a study",
        baselineTitle: "one bare SGEMM", pairs: 5,
        inputs: [.network(rows: 50_000), .names(rows: 50_000)], preparation: photos,
        ours: .process(
          .avh,
          [
            "score", "{out}/study.db", "--dataset", "photos", "--model", "net", "--features",
            "{in}/features-50000.npy", "--weights", "{in}/weights.npy", "--bias", "{in}/bias.npy",
            "--images", "{in}/images-50000.txt", "--quiet",
          ], removing: database, copying: ["{out}/photos.db": "{out}/study.db"]),
        baseline: .measured(.product50000), target: Target(ratio: 1.35)),
    ]

  /// The same features in the other forms that files have, beside single precision in C order.
  static let formats: [Job] = [
    ("float16", "half precision", 1.15), ("float64", "double precision", nil),
    ("fortran", "Fortran order", 1.15), ("deflated", "a deflated npz", nil),
  ].map { name, title, ratio in
    let ending = name == "deflated" ? "npz" : "npy"
    return Job(
      id: "score-\(name)", title: "`avh score` of 50,000 rows, features in \(title)",
      baselineTitle: "single precision", pairs: 3, inputs: [.network(rows: 50_000)],
      preparation: [.python("formats.py")],
      ours: score("features-50000-\(name).\(ending)", rows: 50_000),
      baseline: score("features-50000.npy", rows: 50_000),
      tolerance: name == "float16" ? 1e-3 : 1e-6,
      target: Target(ratio: ratio))
  }

  /// The scores that both sides of `score-numpy` and `score-torch` have.
  private static let compared = [
    "avh", "angle", "confidence", "max_probability", "entropy", "loss",
  ]

  private static func score(_ features: String, rows: Int) -> Side {
    .process(
      .avh,
      [
        "score", "--features", "{in}/\(features)", "--weights", "{in}/weights.npy", "--bias",
        "{in}/bias.npy", "--labels", "{in}/labels-\(rows).npy", "--out", "{out}/scores.npz",
        "--quiet",
      ], removing: ["{out}/scores.npz"], means: compared.map { "{out}/scores.npz:\($0)" })
  }

  /// A study of 50,000 images with their classes: photos.db.
  private static let photos: [Side] = [
    .process(
      .avh,
      [
        "import", "{out}/photos.db", "{in}/answers-50000.csv", "--dataset", "photos", "--set",
        "crowd",
        "--quiet",
      ], removing: ["{out}/photos.db"]),
    .process(
      .avh,
      [
        "import", "{out}/photos.db", "--dataset", "photos", "--labels", "{in}/classes-50000.csv",
        "--quiet",
      ]),
  ]
}
