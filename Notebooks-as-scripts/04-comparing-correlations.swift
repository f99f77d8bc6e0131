// # Comparing correlations
//
// Question: is AVH's correlation with HSF larger than confidence's, and why is the paper's test wrong?
// Reads: networks and votes of the study of CIFAR-10H where its files are at hand, else simulated ones.
// Writes: out/notebooks/04-comparing-correlations/report/report.md with figures.

import Analyses
import Foundation
import Notebooks
import Reports
import Statistics
import Studies

var page = Notebook(
  "04-comparing-correlations", title: "Comparing two correlations with the same people",
  question: "Is one score's correlation with HSF larger than another's, and how is that tested?")

// ## The paper's test
//
// The paper compares .36 (AVH) with .325 (confidence) by Fisher's z for two independent samples. Both
// come from the same images, and the two scores correlate. As recalled from the paper, unverified.

let (avh, confidence, n) = (0.36, 0.325, 29_987)
let paper = try IndependentCorrelations(avh, n: n, confidence, n: n).test().statistic
let between = (0...19).map { Double($0) / 20 }
let steiger = try between.map {
  try DependentCorrelations(first: avh, second: confidence, between: $0, n: n).test().statistic
}
page.section(
  "The paper's test",
  """
  With the coefficients as recalled from the paper, unverified, the test of independent samples gives \
  *Z* = \(paper, decimals: 2). Steiger's test [@steiger1980] needs the correlation between the scores: \
  from 0 to .95 its *Z* runs from \(steiger[0], decimals: 2) to \(steiger[19], decimals: 2).
  """)
page.figure(
  "The same two coefficients", "Test statistic by the correlation between the scores.",
  x: FigureAxis("correlation between the two scores"), y: FigureAxis("test statistic"),
  [
    .init(name: "Steiger, same images", x: between, y: steiger),
    .init(name: "independent samples", x: between, y: between.map { _ in paper }),
  ])

// ## A simulation
//
// 150 images with a normal latent difficulty; 10 people each, so HSF has eleven values and many ties. Two
// scores know difficulty with the strengths given and share a part of their noise. A good test at the
// 5 % level calls equal strengths different in 5 % of the studies, and unequal ones as often as it can.

let tests = ["independent samples", "Steiger", "influence function"]
let studies = 1_000

/// Whether each test finds a difference at the 5 % level in one simulated study.
func findings(_ strengths: (Double, Double), shared: Double, study: Int) throws -> [Bool] {
  var uniform = SplitMix64(seed: page.seed, stream: study)
  var normal = NormalSampler(SplitMix64(seed: page.seed &+ 1, stream: study))
  var (hsf, a, b): ([Double], [Double], [Double]) = ([], [], [])
  for _ in 0..<150 {
    let difficulty = normal.next()
    let right = 1 / (1 + exp(1.5 * difficulty - 2))
    hsf.append(Double((0..<10).count { _ in uniform.nextUnit() < right }) / 10)
    let common = shared.squareRoot() * normal.next()
    func score(_ strength: Double) -> Double {
      let noise = common + (1 - shared).squareRoot() * normal.next()
      return strength * difficulty + (1 - strength * strength).squareRoot() * noise
    }
    a.append(score(strengths.0))
    b.append(score(strengths.1))
  }
  let joint = try JointCorrelations(
    .spearman, scores: [a, b], directions: [.higherIsHarder, .higherIsHarder], human: hsf,
    humanDirection: .higherIsEasier, threads: 1)
  let (one, two) = (joint.strengths[0], joint.strengths[1])
  let both = try SpearmanCorrelation(a, b).coefficient
  return [
    try IndependentCorrelations(one, n: 150, two, n: 150).test(),
    try DependentCorrelations(first: one, second: two, between: both, n: 150).test(.steiger),
    joint.difference(0, 1, try joint.covariance(.images)).test(),
  ].map { $0.pValue.p < 0.05 }
}

/// The per cent of studies in which each test finds a difference.
func rates(_ strengths: (Double, Double), shared: Double) throws -> [Double] {
  let found = try (0..<studies).map { try findings(strengths, shared: shared, study: $0) }
  return tests.indices.map { test in 100 * Double(found.count { $0[test] }) / Double(studies) }
}

let shares = [0.0, 0.3, 0.6, 0.9]
func curves(_ rates: [[Double]]) -> [CurveFigure.Curve] {
  tests.indices.map { test in .init(name: tests[test], x: shares, y: rates.map { $0[test] }) }
}
let equal = try shares.map { try rates((0.5, 0.5), shared: $0) }
let unequal = try shares.map { try rates((0.55, 0.45), shared: $0) }
page.section(
  "A simulation",
  """
  \(studies) simulated studies for each point (Monte-Carlo error .7 points at 5 %). With scores that \
  share nine tenths of their noise, the test of independent samples calls equal strengths different in \
  \(equal[3][0], decimals: 1) % of studies instead of 5 %, and finds a real difference in \
  \(unequal[3][0], decimals: 0) % where the influence function finds it in \(unequal[3][2], decimals: 0) %.
  """)
let axis = FigureAxis("share of noise in common")
page.figure(
  "False alarms", "Studies of equal strengths that a test calls different; 5 % is right.",
  x: axis, y: FigureAxis("studies (%)", range: 0...12), curves(equal))
page.figure(
  "Power", "Studies of strengths .55 and .45 on the latent scale that a test calls different.",
  x: axis, y: FigureAxis("studies (%)", range: 0...100), curves(unequal))

// ## On real scores
//
// Strength = coefficient after score and HSF are turned so that higher = harder; the difference is AVH
// minus confidence. With classes random, the classes too are a sample, and ten of them are few.

let study = try page.study(
  of: ["Studies/cifar10h", "Studies/quickstart"], networks: 2, simulatedImages: 600)
let kinds = [ComparisonTest.independentFisher, .steiger, .influence, .classesFixed, .classesRandom]
let groups = try study.tables.map { table in
  let (a, b) = (table.score("avh")?.values ?? [], table.score("confidence")?.values ?? [])
  let scores = try ComparedScores(
    .spearman, a, b, directions: (.higherIsHarder, .higherIsEasier), human: table.hsf,
    humanDirection: .higherIsEasier, classes: table.targetClass)
  return ForestFigure.Group(
    name: table.key.model,
    rows: try kinds.map { kind in
      let found = try kind.compare(scores)
      let (low, high) = (found.interval?.low, found.interval?.high)
      return .init(label: kind.name, value: found.estimate, low: low, high: high)
    })
}
let widths = groups.flatMap { $0.rows.map { ($0.high ?? .nan) - ($0.low ?? .nan) } }
page.section(
  "On real scores",
  """
  On \(groups[0].name) the interval of the paper's test is \(widths[0] / widths[2], decimals: 1) times as \
  wide as that of the influence function on the same images; with classes random it is \
  \(widths[4] / widths[2], decimals: 1) times as wide.
  """)
page.figure(
  "AVH minus confidence", "Strengths with 95 % intervals; left of 0 confidence is ahead.",
  .forest(ForestFigure(x: FigureAxis("difference of strengths"), groups: groups)))

let random = groups[0].rows[4]
page.answer(
  """
  Two correlations from the same images are dependent; the test of independent samples ignores this and \
  finds too little. Use Steiger's test or the influence function. AVH minus confidence on \
  \(groups[0].name): \(random.value ?? .nan, decimals: 3), with classes random 95 % CI \
  [\(random.low ?? .nan, decimals: 3), \(random.high ?? .nan, decimals: 3)].
  """)
try page.write()
