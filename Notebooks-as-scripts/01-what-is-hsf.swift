// # What is human selection frequency?
//
// Question: how much does a frequency from some people tell, and what can correlate with it at most?
// Reads: the votes of CIFAR-10H where they are at hand, else simulated votes.
// Writes: out/notebooks/01-what-is-hsf/report/report.md with figures.

import StudyValues
import Analyses
import Notebooks
import Reports
import Statistics
import Studies
import StudyStore
import StudyValues

var page = Notebook(
  "01-what-is-hsf", title: "What is human selection frequency?",
  question: "How much does the frequency with which people choose the true class tell?")

// ## Votes
//
// HSF = selected / shown: of the people who saw an image, the share who chose its true class. Only
// people are imported here, no network.

let study = try page.study(of: ["Studies/cifar10h", "Studies/quickstart"], networks: 0)
let store = try StudyStore.open(path: page.database)
let people = try store.hardnessTable(dataset: study.manifest.dataset.name)
let votes = people.selections
let counts = try SelectionCounts(
  selected: votes.map { Int($0.selected) }, shown: votes.map { Int($0.shown ?? 0) })
let hsf = people.hsf
let unanimous = hsf.count { $0 == 1 }
let examples: [[Cell]] = try [1, 0.9, 0.7, 0.5, 0.3, 0].map { wanted in
  let image = hsf.indices.min { abs(hsf[$0] - wanted) < abs(hsf[$1] - wanted) } ?? 0
  let (selected, shown) = (counts.selected[image], counts.shown[image])
  let wilson = try Proportion.wilson(successes: selected, trials: shown)
  return [
    .text(people.images[image]), .integer(selected), .integer(shown), .real(hsf[image]),
    .real(wilson.low), .real(wilson.high),
  ]
}
page.section(
  "Votes",
  """
  \(counts.count) images, \(counts.shown.reduce(0, +)) votes, \(counts.shown.min() ?? 0) to \
  \(counts.shown.max() ?? 0) for each image. \(unanimous) images have HSF = 1: nobody got them \
  wrong, so people do not say which of them is harder.
  """)
page.table(
  "Six images with the 95 % interval of Wilson [@wilson1927].",
  ["image", "selected", "shown", "HSF", "low", "high"], rows: examples)
let (x, shownHere) = (FigureAxis("human selection frequency", range: 0...1), hsf.filter { $0 < 1 })
let histogram = HistogramFigure(x: x, yLabel: "images", values: shownHere, bins: 25)
page.figure("Images by HSF", "Images with HSF below 1.", .histogram(histogram))

// ## How sure is one frequency?
//
// Of n people who each choose the class with probability p, k do. An interval should contain p in
// 95 % of cases; how often it does follows from the binomial distribution without simulation.

let panel = 50
let wilson = try (0...panel).map { try Proportion.wilson(successes: $0, trials: panel) }
let textbook = (0...panel).map { k in
  let h = Double(k) / Double(panel)
  let half = 1.96 * (h * (1 - h) / Double(panel)).squareRoot()
  return Interval(low: h - half, high: h + half, level: 0.95, method: "textbook")
}

/// The chance in per cent that the interval of the k who choose the class contains p.
func coverage(_ intervals: [Interval], _ p: Double) -> Double {
  var mass = (0..<panel).reduce(100.0) { product, _ in product * (1 - p) }
  var covered = 0.0
  for (k, interval) in intervals.enumerated() {
    if interval.low <= p, p <= interval.high { covered += mass }
    mass *= Double(panel - k) / Double(k + 1) * p / (1 - p)
  }
  return covered
}

let truths = (100...198).map { Double($0) / 200 }
page.section(
  "How sure is one frequency?",
  """
  With \(panel) votes the textbook interval *h* ± 1.96 √(*h*(1 − *h*)/*n*) misses near 1, where most \
  images are: for *p* = .99 it contains the truth in only \(coverage(textbook, 0.99), decimals: 0) % \
  of cases, and at *h* = 1 it has no width. Wilson's does in \(coverage(wilson, 0.99), decimals: 0) %.
  """)
page.figure(
  "Coverage of two intervals",
  "Chance that a 95 % interval from \(panel) votes contains the truth.",
  x: FigureAxis("true probability of selection"), y: FigureAxis("coverage (%)", range: 20...102),
  [("Wilson", wilson), ("textbook", textbook)].map { name, intervals in
    .init(name: name, x: truths, y: truths.map { coverage(intervals, $0) })
  })

// ## How much can any score correlate?
//
// Votes are noisy, so even the true probability of selection would not correlate perfectly with HSF:
// that is the noise ceiling. Ties are another limit, and the two are never multiplied.

let pearson = try NoiseCeiling(counts, method: .pearson, splits: 10)
let spearman = try NoiseCeiling(counts, method: .spearman, splits: 10)
page.section(
  "How much can any score correlate?",
  """
  A second panel of this size would correlate with the first by \(pearson.reliability, decimals: 3) \
  (Pearson) and \(spearman.reliability, decimals: 3) (Spearman). The probability behind the votes would \
  correlate with them by \(pearson.ceiling, decimals: 3) and \(spearman.ceiling, decimals: 3): the noise \
  ceilings. Ties alone limit a score without ties to a rank correlation of \
  \(try TieCeiling(hsf).spearman, decimals: 3).
  """)

// ## What more votes would give
//
// Two panels of m people are drawn from the votes of each image without replacement and correlated.
// The formula of Spearman and Brown predicts large panels from small ones.

/// The frequencies of two panels of the same size, drawn without replacement.
func panels(of size: Int) -> [[Double]] {
  var generator = SplitMix64(seed: page.seed, stream: size)
  let images = hsf.indices.filter { counts.shown[$0] >= 2 * size }
  let votes = images.map { image in
    (0..<counts.shown[image]).map { $0 < counts.selected[image] }.shuffled(using: &generator)
  }
  return [votes.map { $0.prefix(size) }, votes.map { $0.dropFirst(size).prefix(size) }]
    .map { panel in panel.map { Double($0.count { $0 }) / Double(size) } }
}

let sizes = [5.0, 7, 10, 14, 20]
let pairs = sizes.map { panels(of: Int($0)) }
var curves: [CurveFigure.Curve] = []
for method in [CorrelationMethod.pearson, .spearman] {
  let measured = try pairs.map { try method.correlation($0[0], $0[1]).coefficient }
  let predicted = try sizes.map { try SpearmanBrown.steppedUp(measured[0], factor: $0 / sizes[0]) }
  curves.append(.init(name: "\(method.rawValue), measured", x: sizes, y: measured))
  curves.append(.init(name: "\(method.rawValue), predicted", x: sizes, y: predicted))
}
let last = curves.map { $0.points[4].value ?? .nan }
page.section(
  "What more votes would give",
  """
  From panels of 5 people the formula predicts a Pearson correlation of \(last[1], decimals: 3) between \
  panels of 20, and \(last[0], decimals: 3) is measured. For Spearman it predicts \
  \(last[3], decimals: 3), and \(last[2], decimals: 3) is measured: ties and the pile-up at 1 change \
  with the size of the panel, so the formula does not hold for ranks of HSF.
  """)
page.figure(
  "Agreement of two panels", "By the size of each panel; predicted from panels of 5.",
  x: FigureAxis("people in each panel"), y: FigureAxis("correlation of two panels"), curves)
page.answer(
  """
  A frequency of \(panel) votes is uncertain by up to .14 either way. No score can be expected to exceed \
  correlations with it of \(pearson.ceiling, decimals: 2) (Pearson), \(spearman.ceiling, decimals: 2) (Spearman).
  """)
try page.write()
