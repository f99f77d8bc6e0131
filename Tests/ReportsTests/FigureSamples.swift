@testable import Analyses
import Reports

/// One figure of each kind, from made-up values that are the same on every run.
enum FigureSamples {
  static let all: [FigureSpecification] = [
    density, boxes, forest, scatter, curves, reliability, heatMap, histogram, dots, densities,
    compact,
  ]

  static let dots = FigureSpecification(
    id: "dots", title: "Two scores and their difference", caption: "Filled: beyond chance.",
    content: .dots(
      DotPanelsFigure(
        rowNames: ["resnet_50", "vgg & co", "none"], seriesNames: ["AVH", "confidence"],
        panels: [
          .init(
            title: "Spearman correlation", x: FigureAxis("strength"),
            points: [
              .init(row: 0, value: 0.32, low: 0.3, high: 0.34),
              .init(row: 0, series: 1, value: 0.345, low: 0.327, high: 0.362),
              .init(row: 1, value: 0.287), .init(row: 1, series: 1, value: .nan),
              .init(row: 2, value: nil),
            ], band: .init(low: 0.73, high: 0.78, label: "noise ceiling")),
          .init(
            title: "AVH less confidence", x: FigureAxis("difference"),
            points: [
              .init(row: 0, value: -0.025, low: -0.047, high: -0.003),
              .init(row: 1, value: -0.0004, low: -0.08, high: 0.012),
            ], isDeciding: true),
        ])))

  static let densities = FigureSpecification(
    id: "densities", title: "AVH against HSF", caption: "Darker: more images.",
    content: .densities(
      DensityPanelsFigure(
        panels: ["first", "second"].map { name in
          .init(
            title: name,
            figure: DensityFigure(
              x: FigureAxis("HSF", range: 0...1), y: FigureAxis("AVH"), xs: votes.map(\.hsf),
              ys: votes.map { $0.score * (name == "first" ? 1 : 1.1) }, xBins: 20, yBins: 24,
              means: [FigurePoint(x: 0.9, value: 0.078, low: 0.0779, high: 0.0781, n: 3_000)]))
        })))

  static let compact: FigureSpecification = {
    var figure = histogram
    figure.id = "histogram-compact"
    figure.isCompact = true
    return figure
  }()

  /// Numbers in [0, 1) from a linear congruential generator, enough for a picture.
  struct Noise {
    var state: UInt64

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }

    mutating func bell() -> Double { (0..<12).reduce(-6) { sum, _ in sum + next() } }
  }

  /// Images with votes of 50 people and a score that rises with human difficulty.
  static let votes: [(hsf: Double, score: Double)] = {
    var noise = Noise(state: 7)
    return (0..<4_000).map { _ in
      let ability = 1 - 0.6 * noise.next() * noise.next() * noise.next()
      let selected = (0..<50).reduce(0) { count, _ in count + (noise.next() < ability ? 1 : 0) }
      let hsf = Double(selected) / 50
      return (hsf, 0.075 + 0.04 * (1 - hsf) + 0.008 * noise.bell())
    }
  }()

  static let density = FigureSpecification(
    id: "density", title: "AVH against human selection frequency",
    caption: "Number of images; red: mean with 95 % interval per bin.",
    content: .density(
      DensityFigure(
        x: FigureAxis("human selection frequency", range: 0...1), y: FigureAxis("AVH"),
        xs: votes.map(\.hsf), ys: votes.map(\.score),
        means: [
          FigurePoint(x: 0.5, value: 0.095, low: 0.091, high: 0.099, n: 40),
          FigurePoint(x: 0.7, value: 0.087, low: 0.086, high: 0.088, n: 300),
          FigurePoint(x: 0.9, value: 0.079, low: 0.0785, high: 0.0795, n: 3_600),
        ])))

  static let boxes = FigureSpecification(
    id: "boxes", title: "AVH per bin of human selection frequency",
    caption: "Median, quartiles, and 5 % to 95 % quantile.",
    content: .boxes(
      BoxFigure(
        xLabel: "human selection frequency", y: FigureAxis("AVH"),
        groups: (0..<5).map { fifth in
          // Right-closed fifths; the quotients are those that a division of counts gives.
          let edges = [Double(fifth) / 5, Double(fifth + 1) / 5]
          return .init(
            label:
              "\(fifth == 0 ? "[" : "(")\(["0", ".2", ".4", ".6", ".8"][fifth]), \([".2", ".4", ".6", ".8", "1"][fifth])]",
            values: votes.filter {
              ($0.hsf > edges[0] || (fifth == 0 && $0.hsf >= 0)) && $0.hsf <= edges[1]
            }.map(\.score))
        })))

  static let forest = FigureSpecification(
    id: "forest", title: "Spearman correlations with human selection frequency",
    caption: "With 95 % intervals; shaded: noise ceiling.",
    content: .forest(
      ForestFigure(
        x: FigureAxis("strength (Spearman, higher = agrees more with people)"),
        groups: [
          .init(
            name: "resnet",
            rows: [
              .init(label: "avh", value: 0.356, low: 0.338, high: 0.374),
              .init(label: "confidence", value: 0.371, low: 0.352, high: 0.390),
              .init(label: "feature_norm", value: -0.02, low: -0.04, high: 0),
              .init(label: "boundary_distance", value: nil),
            ]),
          .init(
            name: "densenet",
            rows: [
              .init(label: "avh", value: 0.334, low: 0.315, high: 0.352),
              .init(label: "confidence", value: 0.34, low: 0.32, high: 0.36),
              .init(label: "feature_norm", value: 0.11, low: 0.09, high: 0.13),
            ]),
          .init(
            name: "vgg",
            rows: [
              .init(label: "avh", value: 0.31, low: 0.29, high: 0.33),
              .init(label: "confidence", value: 0.35, low: 0.33, high: 0.37),
              .init(label: "feature_norm", value: 0.06, low: 0.04, high: 0.08),
            ]),
        ],
        band: .init(low: 0.56, high: 0.61, label: "noise ceiling"))))

  static let scatter = FigureSpecification(
    id: "scatter", title: "Correlation against accuracy, one point per network",
    caption: "Both with 95 % intervals.",
    content: .scatter(
      ScatterFigure(
        x: FigureAxis("accuracy"), y: FigureAxis("strength of AVH (Spearman)"),
        points: [
          .init(
            label: "resnet", x: 0.931, xInterval: 0.926...0.936, y: 0.35, yInterval: 0.33...0.37),
          .init(
            label: "densenet", x: 0.934, xInterval: 0.929...0.939, y: 0.353,
            yInterval: 0.334...0.372),
          .init(label: "vgg", x: 0.918, xInterval: 0.913...0.923, y: 0.32, yInterval: 0.3...0.34),
          .init(
            label: "mobilenet", x: 0.902, xInterval: 0.896...0.908, y: 0.31, yInterval: 0.29...0.33),
          .init(
            label: "plain_cnn & more", x: 0.86, xInterval: 0.853...0.867, y: 0.27,
            yInterval: 0.25...0.29),
        ])))

  static let curves = FigureSpecification(
    id: "curves", title: "AVH during training, per bin of human selection frequency",
    caption: "Mean with 95 % band; dashed: where AVH stops to fall.",
    content: .curves(
      CurveFigure(
        x: FigureAxis("training step", isLogarithmic: true), y: FigureAxis("mean AVH"),
        curves: (0..<5).map { bin in
          let steps: [Double] = [20, 50, 100, 200, 390, 780, 1_560, 3_900, 7_800, 15_600]
          return .init(
            name: "HSF (\(bin * 2)/10, \(bin * 2 + 2)/10]",
            points: steps.enumerated().map { index, step in
              let value = 0.1 - 0.004 * Double(index) - 0.002 * Double(bin * index) / 2
              let half = 0.004 / Double(bin + 1)
              // A checkpoint without data leaves a gap.
              let isMissing = bin == 0 && index == 4
              return FigurePoint(
                x: step, value: isMissing ? nil : value, low: isMissing ? nil : value - half,
                high: isMissing ? nil : value + half, n: 100)
            })
        },
        marks: [.init(x: 3_900, label: "plateau 3,900 [1,560, 7,800]")], isOrdered: true)))

  static let reliability = FigureSpecification(
    id: "reliability", title: "Reliability of resnet before and after temperature scaling",
    caption: "Accuracy per bin of maximum probability with 95 % interval; empty bins left out.",
    content: .reliability(
      ReliabilityFigure(panels: [
        .init(title: "before", bins: bins(shift: 0.12)),
        .init(title: "after (T = 1.7)", bins: bins(shift: 0.01)),
      ])))

  private static func bins(shift: Double) -> [ReliabilityFigure.Bin] {
    (0..<15).map { index in
      let lower = Double(index) / 15
      let middle = lower + 0.5 / 15
      let n = index < 2 ? 0 : 4 << index / 2 * (index / 7 + 1)
      let accuracy = max(0, middle - shift)
      let half = 1 / Double(n + 3).squareRoot()
      return .init(
        lower: lower, upper: lower + 1.0 / 15, n: n, confidence: n == 0 ? nil : middle,
        accuracy: n == 0 ? nil : accuracy, low: max(0, accuracy - half),
        high: min(1, accuracy + half))
    }
  }

  static let heatMap: FigureSpecification = {
    let names = [
      "avh", "angle", "angular_gap", "cosine", "confidence", "max_probability", "entropy",
      "logit_margin", "loss", "feature_norm",
    ]
    return FigureSpecification(
      id: "heat-map", title: "Every score against every other", caption: "Spearman.",
      content: .heatMap(
        HeatMapFigure(
          rowNames: names, columnNames: names,
          values: names.indices.map { row in
            names.indices.map { column in
              let distance = Double(abs(row - column))
              return row == 9 && column == 3
                ? nil
                : row == column
                  ? 1 : (row + column).isMultiple(of: 3) ? -1 + distance / 10 : 0.95 - distance / 8
            }
          },
          label: "Spearman correlation")))
  }()

  static let histogram = FigureSpecification(
    id: "histogram", title: "Human selection frequency", caption: "Number of images.",
    content: .histogram(
      HistogramFigure(
        x: FigureAxis("human selection frequency", range: 0...1), yLabel: "images",
        values: votes.map(\.hsf), bins: 20)))
}
