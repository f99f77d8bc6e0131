// # The main table
//
// Question: how strongly does AVH correlate with human selection frequency, in all images and within
// bins of it, beside confidence and the feature norm?
//
// Reads: one network and the votes of the study of CIFAR-10H where its files are at hand, else
// simulated ones.
// Writes: out/notebooks/03-the-main-table/report/report.md with figures.

import Analyses
import Notebooks
import Reports
import Statistics
import Studies
import StudyValues

var page = Notebook(
  "03-the-main-table", title: "The main table of Angular Visual Hardness",
  question: "How strongly does AVH correlate with HSF, beside confidence and the feature norm?")

// ## Images with votes and scores
//
// The study imports the votes, scores the network and gives one table: a row for each image.

let study = try page.study(
  of: ["Studies/cifar10h", "Studies/quickstart"], networks: 1, simulatedImages: 1_000)
let images = study.tables[0]
let network = images.key.model
let counts = try SelectionCounts(selected: images.selected, shown: images.shown)
let hsf = counts.frequencies
func column(_ name: String) -> [Double] { images.score(name)?.values ?? [] }

// ## The table
//
// Spearman's rho with HSF; bins are right-closed and computed in integers. Intervals are those of the
// influence function, which holds with heavy ties; the p-value is too small for a double to hold, so its
// logarithm is kept.

let scores = ["avh", "angle", "confidence", "feature_norm"]
let decisions = AnalysisDecisions(seed: page.seed)
let rows = try CorrelationAnalysis(scores: scores, groups: [.all, .bin])
  .rows(of: images, scores: scores, decisions: decisions)
func total(_ score: String) -> CorrelationResult? {
  rows.first { $0.score == score && $0.group == "all" }
}
let words = APAStyle(digits: 3, pStyle: .log10)
page.section(
  "The table",
  """
  AVH [@chen2020]: \(total("avh").map(words.correlation) ?? "no number"). Confidence: \
  \(total("confidence").map(words.correlation) ?? "no number"). AVH rises and confidence falls where \
  people err, so the signs differ; the table turns them.
  """)
for table in PaperTable.tables(PaperTable.estimates(rows, analysis: "main")) { page.add(table) }

// ## What it looks like
//
// Every image, and the mean of the score in each bin with a 95 % interval.

page.section(
  "What it looks like",
  """
  \(hsf.count { $0 == 1 }) of \(images.count) images have HSF = 1 and stand in one column: there \
  people do not rank, and the spread of a score among them counts for nothing.
  """)
for score in ["avh", "confidence"] {
  page.figure(
    "\(score) by HSF", "Each image of \(network), and the means of five bins.",
    .density(
      DensityFigure(
        x: FigureAxis("human selection frequency"), y: FigureAxis(score), xs: hsf,
        ys: column(score),
        means: try CorrelationAnalysis.means(
          of: score, in: images, analysis: "means", decisions
        ).map(FigurePoint.init))))
}

// ## Two questions in one number
//
// One coefficient mixes two abilities: to tell images that nobody got wrong from the others (the area
// under the curve), and to rank the others. Within a bin the range of HSF is restricted, so the bins of
// the table are no profile over difficulty; these two numbers are easier to read.

let parts: [[Cell]] = try scores.map { name in
  let ease = images.score(name)?.hardness.map { -$0 } ?? []
  let isUnanimous = hsf.map { $0 == 1 }
  let area = try? AreaUnderCurve(scores: ease, isPositive: isUnanimous)
  let rest = hsf.indices.filter { !isUnanimous[$0] }
  let below = try? SpearmanCorrelation(rest.map { ease[$0] }, rest.map { hsf[$0] })
  let within = try WithinGroupCorrelation(ease, hsf, groupOfImage: images.targetClass).within
  return [.text(name), Cell(area?.value), Cell(below?.coefficient), .real(within)]
}
page.section(
  "Two questions in one number",
  """
  The last column asks within classes: the correlation after the mean ranks of each class are taken \
  out. A score that only knows which classes are hard has nothing left there.
  """)
page.table(
  "Scores turned so that they rise with HSF if they behave as expected.",
  ["score", "AUC, HSF = 1 or below", "rho among HSF < 1", "rho within classes"], rows: parts)

// ## How much could it be?
//
// The votes are noisy, so no score reaches 1. Divided by the ceiling, a coefficient estimates the
// correlation with what a crowd without end would say. It is never clipped.

let ceiling = try NoiseCeiling(counts, method: .spearman, splits: 10)
let correlations = scores.compactMap { total($0) }
let bands = ForestFigure.Band(low: ceiling.ceiling, high: 1, label: "above the ceiling")
page.section(
  "How much could it be?",
  """
  The noise ceiling of Spearman's rho is \(ceiling.ceiling, decimals: 3). Corrected for it, AVH has \
  \(-ceiling.corrected(total("avh")?.statistic ?? .nan).value, decimals: 3) and confidence \
  \(ceiling.corrected(total("confidence")?.statistic ?? .nan).value, decimals: 3).
  """)
page.figure(
  "Strength of four scores", "Spearman's rho with HSF, turned so that higher = harder.",
  .forest(
    ForestFigure(
      x: FigureAxis("strength"), correlations: correlations,
      signs: ["avh": -1, "angle": -1, "confidence": 1, "feature_norm": 1], band: bands)))

page.answer(
  """
  On \(network), strengths against HSF are \(-(total("avh")?.statistic ?? .nan), decimals: 3) for AVH, \
  \(total("confidence")?.statistic ?? .nan, decimals: 3) for confidence and \
  \(total("feature_norm")?.statistic ?? .nan, decimals: 3) for the feature norm, of at most \
  \(ceiling.ceiling, decimals: 2).
  """)
page.answer("Whether one is ahead of the other is the question of `04-comparing-correlations`.")
try page.write()
