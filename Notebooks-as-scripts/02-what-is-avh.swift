// # What is angular visual hardness?
//
// Question: what does the angle between features and class weights measure, does its normalisation
// matter, and which digits of it can be trusted?
// Reads: a network and votes of CIFAR-10H where they are at hand, else simulated ones.
// Writes: out/notebooks/02-what-is-avh/report/report.md with figures.

import StudyValues
import Analyses
import Foundation
import Networks
import Notebooks
import Reports
import Statistics
import Studies

var page = Notebook(
  "02-what-is-avh", title: "What is angular visual hardness?",
  question: "What does AVH measure, does its normalisation matter, and how exact is it?")

func score(_ x: [Double], _ head: ClassifierHead, _ labels: [Int32]) throws -> CollectedScores {
  var scores = CollectedScores()
  _ = try Scorer(input: .values(x, head), labels: labels).run(into: &scores)
  return scores
}

// ## Three classes on a circle
//
// AVH = A(x, w_y) / sum over k of A(x, w_k), where A is the angle. Three weights at 0, 120 and 240
// degrees; the true class is the first.

func direction(_ degrees: Double, length: Double = 1) -> [Double] {
  [length * cos(degrees * .pi / 180), length * sin(degrees * .pi / 180)]
}
let circle = try ClassifierHead(weights: [0, 120, 240].flatMap { direction($0) }, classes: 3)
let cases = [(0.0, 5.0), (30, 1), (30, 5), (60, 5), (120, 5), (180, 5)]
let found = try score(cases.flatMap { direction($0, length: $1) }, circle, cases.map { _ in 0 })
page.section(
  "Three classes on a circle",
  """
  AVH [@chen2020] is 0 where features point along the weights of the true class. Rows two and three \
  differ in length only: angle and AVH stay, confidence moves. Equal angles to all classes give 1/C, \
  so AVH of ten classes cannot be compared with AVH of a thousand.
  """)
page.table(
  "The true class at 0 degrees, the others at 120 and 240.",
  ["x at (degrees)", "length", "angle (degrees)", "AVH", "confidence"],
  rows: cases.enumerated().map { row, at in
    let scores = [found[.angle][row] * 180 / .pi, found[.avh][row], found[.confidence][row]]
    return ([at.0, at.1] + scores).map { .real($0) }
  })

// ## In many dimensions nearly everything is at 90 degrees
//
// The cosine of two random directions in d dimensions has mean 0 and standard deviation 1/sqrt(d).

var normal = NormalSampler(SplitMix64(seed: page.seed))
func randomVector(_ width: Int) -> [Double] { (0..<width).map { _ in normal.next() } }

let boxes = try [2, 8, 32, 128].map { width in
  let head = try ClassifierHead(weights: randomVector(2 * width), classes: 2)
  let scores = try score(randomVector(400 * width), head, Array(repeating: 0, count: 400))
  return BoxFigure.Group(label: "\(width)", values: scores[.angle].map { $0 * 180 / .pi })
}
page.section(
  "In many dimensions nearly everything is at 90 degrees",
  "In 128 dimensions chance gives 90 degrees with a standard deviation of 5: 60 degrees is near.")
let box = BoxFigure(xLabel: "width", y: FigureAxis("angle (degrees)"), groups: boxes)
page.figure("Random angles", "400 features by their width, against one weight.", .boxes(box))

// ## The normalisation hardly matters
//
// So the sum of the angles to C classes is close to C times 90 degrees for every image, the more so
// the more classes there are. Features at 0.3 to 1.4 rad from the random weights of their class.

func dot<Number: BinaryFloatingPoint>(_ u: [Number], _ v: [Number]) -> Number {
  zip(u, v).reduce(0) { $0 + $1.0 * $1.1 }
}
func unit(_ v: [Double]) -> [Double] {
  let length = dot(v, v).squareRoot()
  return v.map { $0 / length }
}
/// A direction and one at an angle from it, both of unit length.
func pair(at angle: Double, from start: [Double]) -> (u: [Double], v: [Double]) {
  let (u, other) = (unit(start), randomVector(start.count))
  let along = dot(u, other)
  let across = unit(zip(u, other).map { $1 - along * $0 })
  return (u, zip(u, across).map { cos(angle) * $0 + sin(angle) * $1 })
}
/// The mean angle to all classes, which is angle / AVH / C, and AVH against the plain angle.
func row(_ head: String, _ classes: Int, _ angle: [Double], _ avh: [Double]) throws -> [Cell] {
  let means = zip(angle, avh).map { $0 / $1 / Double(classes) * 180 / .pi }.sorted()
  let (low, high) = (Quantile.type7(means, 0.05), Quantile.type7(means, 0.95))
  let rho = try SpearmanCorrelation(angle, avh).coefficient
  return [.text(head), .integer(classes), .real(low), .real(high), .real(rho)]
}
var rows = try [10, 100, 1_000].map { classes in
  let weights = (0..<classes).map { _ in randomVector(64) }
  let x = (0..<300).flatMap { pair(at: 0.3 + 0.0036 * Double($0), from: weights[$0 % classes]).v }
  let head = try ClassifierHead(weights: weights.flatMap { $0 }, classes: classes)
  let scores = try score(x, head, (0..<300).map { Int32($0 % classes) })
  return try row("random", classes, scores[.angle], scores[.avh])
}
let table = try page.study(of: ["Studies/cifar10h", "Studies/quickstart"], networks: 1).tables[0]
func column(_ name: String) -> [Double] { table.score(name)?.values ?? [] }
let (angle, avh) = (column("angle"), column("avh"))
rows.append(try row(table.key.model, table.classNames.count, angle, avh))
page.section(
  "The normalisation hardly matters",
  "Whatever AVH shows, the plain angle shows nearly as well: report it beside AVH as an ablation.")
page.table(
  "The mean angle to all classes in degrees (5 % and 95 % of images), and the rank correlation.",
  ["head", "classes", "5 %", "95 %", "Spearman(AVH, angle)"], rows: rows)

// ## The single-precision trap
//
// arccos is steep at 1: an error e of the cosine is an error e / angle of the angle, and in single
// precision e is about 6e-8. The library takes 2 atan2(|u - v|, |u + v|) of unit vectors instead.

let angles = stride(from: -1.0, through: -7, by: -0.5).map { pow(10, $0) }
let pairs = angles.map { angle in (0..<20).map { _ in pair(at: angle, from: randomVector(64)) } }
let methods: [(String, ([Double], [Double]) throws -> Double)] = [
  ("arccos, single", { Double(acos(min(1, dot($0.map(Float.init), $1.map(Float.init))))) }),
  ("arccos, double", { acos(min(1, dot($0, $1))) }),
  ("this library", { try score($1, .init(weights: $0 + $0.map(-), classes: 2), [0])[.angle][0] }),
]
let worst = try methods.map { _, method in
  try zip(angles, pairs).map { angle, pairs in
    try pairs.map { abs(try method($0.u, $0.v) / angle - 1) }.max() ?? 0
  }
}
let ones = column("confidence").count { Float($0) == 1 }
page.section(
  "The single-precision trap",
  """
  At 0.001 rad arccos in single precision is off by \(100 * worst[0][4], decimals: 0) %, and at 1e-7 \
  arccos of a double by \(100 * worst[1][12], decimals: 1) %. Confidence has its own trap: in single \
  precision \(ones) of \(table.count) images of \(table.key.model) have exactly 1 and cannot be ranked.
  """)
page.figure(
  "Relative error of an angle", "The largest of 20 pairs of 64-dimensional vectors at each angle.",
  x: FigureAxis("true angle (rad)", isLogarithmic: true),
  y: FigureAxis("relative error", isLogarithmic: true),
  zip(methods, worst).map { .init(name: $0.0, x: angles, y: $1) })
page.answer(
  """
  AVH is the angle to the true class as a share of all angles; on \(table.key.model) it orders images as \
  the plain angle does (rho \(try SpearmanCorrelation(angle, avh).coefficient, decimals: 4)). Compute \
  angles in double precision by atan2: arccos in single precision loses the easy images.
  """)
try page.write()
