// # Training dynamics
//
// Question: does AVH settle before the loss does, and is it ordered by human difficulty all along?
// Reads: checkpoints and votes of CIFAR-10H where they are at hand; else it trains a linear head on
// the frozen features of a simulated network, where angles move and the feature norm cannot.
// Writes: out/notebooks/05-training-dynamics/report/report.md with figures.

import StudyValues
import Analyses
import Networks
import Notebooks
import Reports
import Statistics
import Studies
import Tensors

var page = Notebook(
  "05-training-dynamics", title: "Training dynamics",
  question: "Does AVH settle before the loss, and is it ordered by human difficulty all along?")

// ## The checkpoints
//
// Every checkpoint scores the same images, none of which were trained on.

let study = try page.study(of: ["Studies/training-dynamics", "Studies/quickstart"], networks: 1)
var images = study.tables[0]
var steps: [Double] = []
var checkpoints: [CollectedScores] = []
func add(step: Int, _ input: ScoringInput) throws {
  var scores = CollectedScores()
  _ = try Scorer(input: input, labels: images.targetClass.map { Int32($0) }).run(into: &scores)
  steps.append(Double(step))
  checkpoints.append(scores)
}

let files = DataFolder.matches(page.path(FileReference(file: "zoo/\(images.key.model)/step-*.npz")))
for file in files {
  let checkpoint = try Checkpoint(path: file)
  try page.read(file)
  try add(step: checkpoint.step, .features(checkpoint.features, checkpoint.head))
}
if files.isEmpty, let source = study.manifest.models[0].features {
  let tensor = try Tensor.open(page.path(source), key: source.key)
  let labels = images.targetClass.map { Int32($0) }
  let features: [Double] = try tensor.readAll(as: Double.self)
  let all = try FeatureSet(features: features, labels: labels, width: tensor.rowWidth)
  let half = images.count / 2
  let (seen, unseen) = (all.subset(Array(0..<half)), all.subset(Array(half..<images.count)))
  images = images.rows(Array(half..<images.count))
  // With one seed and a constant rate each run begins as the longer ones do.
  for epochs in [1, 2, 4, 8, 16, 32, 64] {
    let options = HeadTrainingOptions(
      epochs: epochs, batchSize: 50, learningRate: 2e-3, schedule: .constant)
    let head = try HeadTrainer(options)
      .train(seen, classes: images.classNames.count, seed: page.seed).head
    try add(step: epochs * half / 50, .values(unseen.features, head.classifierHead()))
  }
}

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
let hsf = images.hsf
// Groups from easy to hard: nobody errs, fewer than one in ten errs, more do.
let group = hsf.map { $0 == 1 ? 0 : $0 > 0.9 ? 1 : 2 }
let orders = try checkpoints.map { try JonckheereTerpstra($0[.avh], groups: group) }
let rows = try checkpoints.enumerated().map { index, scores in
  let rho = try SpearmanCorrelation(scores[.avh], hsf).coefficient
  let means = [Score.correct, .loss, .avh, .featureNorm].map { mean(scores[$0]) }
  return ([steps[index]] + means + [rho, orders[index].probabilityOfOrder]).map { Cell($0) }
}
page.section(
  "The checkpoints",
  files.isEmpty
    ? """
    A linear head trained on frozen features: the norm stays. In simulated features difficulty is \
    planted in the angles to the network's own weights, which this head need not find.
    """
    : "\(files.count) checkpoints of \(images.key.model), each scoring \(images.count) test images.",
  """
  *Ordered* is the chance that of two images from different groups of HSF the one that is harder for \
  people has the larger AVH: above .5 at \(orders.count { $0.z > 0 }) of \(steps.count) checkpoints.
  """)
page.table(
  "Means over images at each checkpoint.",
  ["step", "accuracy", "loss", "AVH", "norm", "Spearman(AVH, HSF)", "ordered"], rows: rows)
let axis = FigureAxis("training step + 1", isLogarithmic: true)
let places = steps.map { $0 + 1 }
let byGroup = ["HSF = 1", ".9 < HSF < 1", "HSF <= .9"].enumerated().map { index, name in
  let members = group.indices.filter { group[$0] == index }
  let values = checkpoints.map { scores in mean(members.map { scores[.avh][$0] }) }
  return CurveFigure.Curve(name: name, x: places, y: values)
}
page.figure(
  "AVH by human difficulty", "Mean AVH of three groups of images.",
  .curves(CurveFigure(x: axis, y: FigureAxis("mean AVH"), curves: byGroup, isOrdered: true)))

// ## Which settles first?
//
// A curve has settled where it stays within a tenth of its whole change of its last value. Images are
// resampled, and both curves with them, so the difference has an interval.

let courses = [Score.avh, .loss].map { kind in
  hsf.indices.flatMap { image in checkpoints.map { $0[kind][image] } }
}
let plateau = try PlateauEstimate(
  x: steps, curves: courses, rule: .settled(within: 0.1), resamples: 200, seed: page.seed)
let scaled = zip(["AVH", "loss"], plateau.means).map { name, values in
  let (first, last) = (values[0], values[values.count - 1])
  return CurveFigure.Curve(name: name, x: places, y: values.map { ($0 - last) / (first - last) })
}
func text(_ point: PlateauEstimate.Point) -> Prose {
  guard let value = point.value, let range = point.interval else { return "nowhere" }
  return "\(value, decimals: 0) [\(range.low, decimals: 0), \(range.high, decimals: 0)]"
}
page.section(
  "Which settles first?",
  """
  AVH settles at step \(text(plateau.points[0])), the loss at \(text(plateau.points[1])); loss minus AVH \
  \(text(plateau.differencesFromFirst[1])), with 95 % intervals over images. Training ended at step \
  \(steps.last ?? 0, decimals: 0); what settles near it was still falling. One network, one seed.
  """)
page.figure(
  "AVH and loss", "Means over all images, scaled from 1 at the first checkpoint to 0 at the last.",
  x: axis, y: FigureAxis("share of the change still to come"), scaled)

// ## What the history of an image tells
//
// Forgetting events and the area under the margin need all checkpoints, AVH only the last.

var forgetting = ForgettingEvents(images: images.count)
var area = AreaUnderMargin(images: images.count)
for scores in checkpoints {
  try forgetting.add(correct: scores[.correct].map { $0 == 1 })
  try area.add(margins: scores[.logitMargin])
}
let histories = [
  ("forgetting events", forgetting.hardness, -1.0), ("area under the margin", area.areas, 1),
  ("AVH at the last checkpoint", checkpoints[checkpoints.count - 1][.avh], -1),
]
let strengths = try histories.map { $0.2 * (try SpearmanCorrelation($0.1, hsf).coefficient) }
page.section("What the history of an image tells", "Strength of each measure against HSF.")
page.table(
  "Spearman's rho, turned so that higher = harder.", ["measure", "strength"],
  rows: zip(histories, strengths).map { [.text($0.0), .real($1)] })
page.answer(
  """
  AVH settles at step \(text(plateau.points[0])) and the loss at \(text(plateau.points[1])). Strengths \
  against HSF: AVH \(strengths[2], decimals: 3), area under the margin \(strengths[1], decimals: 3).
  """)
try page.write()
