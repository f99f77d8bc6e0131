internal import RealModule

/// The true class of each image and the confusions of each annotator, estimated together.
///
/// The model of Dawid & Skene (1979): image *i* has a true class *c* with probability
/// ``prior``[*c*], and annotator *a*, shown an image of class *c*, gives label *l* with probability
/// ``confusion(of:)``[*c*, *l*], independently of everything else. Expectation-maximization:
///
/// ```text
/// E:  T[i,c] = prior[c] * prod_(a,l on i) conf_a[c,l]  /  sum over c of the same
/// M:  conf_a[c,l] = (s + sum_(i: a gave l) T[i,c]) / (K s + sum_(i by a) T[i,c])
///     prior[c]    = (s + sum_i T[i,c]) / (K s + images with answers)
/// ```
///
/// *s* is ``Options/smoothing``: the pseudo-count of each cell, which makes the estimate the
/// maximum of the posterior under Dirichlet(1 + s) priors. The start is the share of the votes; so
/// the classes keep their names. The maximum is a local one.
///
/// | Symbol | Meaning | Shape | Range |
/// | ------ | ------- | ----- | ----- |
/// | ``posterior`` | probability of each class | (images x classes) | 0...1, rows sum to 1 |
/// | ``prior`` | how common each class is | (classes) | 0...1 |
///
/// An annotator is told from the truth only by images that others answered too. One with fewer than two
/// answers a class on images that at least two others answered has no ``accuracies`` (NaN), and with fewer
/// than three annotators who have it the model is not identified: ``reason``.
///
/// Degenerate cases: an image without answers gets the prior; with `s` = 0 an annotator's row for a
/// class of which they saw nothing is uniform; one annotator alone cannot be told from the truth,
/// so their votes are returned (with `s` = 0). Two answers that contradict are weighed by the
/// annotators' estimated confusions.
///
/// Source: Dawid & Skene 1979, Applied Statistics 28:20-28, doi:10.2307/2346806. Agrees with
/// crowd-kit 1.4.2 `DawidSkene` (which has no smoothing) at `s` = 0.
public struct DawidSkene: Sendable {
  /// How the fit is done.
  public struct Options: Sendable, Equatable {
    /// The pseudo-count of each cell of each confusion matrix and of the prior; 0 or more.
    public var smoothing: Double
    /// The most iterations.
    public var maximumIterations: Int
    /// The fit has converged when the objective rises by less than this, per answer.
    public var tolerance: Double
    /// The number of threads, on which the result does not depend; nil for all cores.
    public var threads: Int?

    /// Chooses how the fit is done.
    public init(
      smoothing: Double = 0.01, maximumIterations: Int = 200, tolerance: Double = 1e-7,
      threads: Int? = nil
    ) {
      self.smoothing = smoothing
      self.maximumIterations = maximumIterations
      self.tolerance = tolerance
      self.threads = threads
    }
  }

  /// The probability of each class for each image, row by row.
  public let posterior: [Double]
  /// How common each class is.
  public let prior: [Double]
  /// The confusions of all annotators: annotator by true class by given label.
  public let confusions: [Double]
  /// The natural log-likelihood of the answers before each M step, the last one at the estimate.
  public let logLikelihoods: [Double]
  /// Log-likelihood plus the log-density of the smoothing prior, which never falls.
  public let objectives: [Double]
  /// Whether the objective settled before the iterations ran out.
  public let converged: Bool
  /// The number of classes.
  public let classCount: Int
  private let identification: Identification

  /// The annotators whose accuracy is known.
  public var identifiedAnnotators: Int { identification.annotators }
  /// Why the model is not identified; nil when it is.
  public var reason: String? { identification.reason }

  /// Why the model is not identified by some answers, without fitting it; nil when it is.
  ///
  /// - Complexity: O(answers).
  public static func reason(for answers: LabelledAnswers) -> String? {
    Identification(answers).reason
  }

  /// Which annotators can be told from the truth.
  private struct Identification: Sendable {
    /// For each annotator, the answers to images that at least two others answered.
    private var shared: [Int]
    /// The fewest shared answers of an annotator whose accuracy is known.
    private let fewest: Int

    init(_ answers: LabelledAnswers) {
      fewest = 2 * answers.classCount
      var annotators = [Set<Int32>](repeating: [], count: answers.imageCount)
      for answer in 0..<answers.count {
        annotators[Int(answers.images[answer])].insert(answers.annotators[answer])
      }
      shared = [Int](repeating: 0, count: answers.annotatorCount)
      for answer in 0..<answers.count where annotators[Int(answers.images[answer])].count >= 3 {
        shared[Int(answers.annotators[answer])] += 1
      }
    }

    var annotators: Int { shared.count { $0 >= fewest } }

    func holds(_ annotator: Int) -> Bool { shared[annotator] >= fewest }

    var reason: String? {
      guard annotators < 3 else { return nil }
      return
        "\(annotators) annotators have \(fewest) answers or more to images that two others answered, "
        + "and three are needed to tell annotators from the truth"
    }
  }

  /// The number of M steps done.
  public var iterations: Int { logLikelihoods.count - 1 }
  /// The natural log-likelihood of the answers at the estimate.
  public var logLikelihood: Double { logLikelihoods[logLikelihoods.count - 1] }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - answers: The triples.
  ///   - options: Smoothing, stopping rule and threads.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for a smoothing or tolerance
  ///   below zero or an iteration limit below one.
  /// - Complexity: O(answers * classes) an iteration; memory O((images + annotators * classes) *
  ///   classes).
  public init(_ answers: LabelledAnswers, options: Options = Options()) throws(StatisticsError) {
    try Self.check(options)
    var fit = DawidSkeneIteration(answers, options: options)
    var logLikelihoods: [Double] = []
    var objectives: [Double] = []
    var converged = false
    fit.maximize()
    while true {
      let logLikelihood = fit.expect()
      let objective = logLikelihood + fit.logPrior()
      logLikelihoods.append(logLikelihood)
      objectives.append(objective)
      if objectives.count > 1 {
        let rise = objective - objectives[objectives.count - 2]
        converged = rise < options.tolerance * Double(answers.count)
      }
      if converged || objectives.count > options.maximumIterations { break }
      fit.maximize()
    }
    posterior = fit.posteriorWithUnanswered()
    prior = fit.prior
    confusions = fit.confusions()
    self.logLikelihoods = logLikelihoods
    self.objectives = objectives
    self.converged = converged
    classCount = answers.classCount
    identification = Identification(answers)
  }

  /// The confusion matrix of one annotator, row by row: true class by given label.
  public func confusion(of annotator: Int) -> [Double] {
    let size = classCount * classCount
    return Array(confusions[annotator * size..<(annotator + 1) * size])
  }

  /// The chance that an annotator is right on an image drawn from the prior, for each annotator.
  ///
  /// The sum over classes of prior times the diagonal of the confusion matrix; in 0...1, and NaN for an
  /// annotator who is not identified.
  public var accuracies: [Double] {
    let size = classCount * classCount
    let isIdentified = reason == nil
    return (0..<confusions.count / size).map { annotator in
      guard isIdentified, identification.holds(annotator) else { return .nan }
      return (0..<classCount).reduce(0) { sum, c in
        sum + prior[c] * confusions[annotator * size + c * classCount + c]
      }
    }
  }

  /// The most probable class of each image; the first one when several are equally probable.
  public var classes: [Int] {
    (0..<posterior.count / classCount).map { image in
      var best = 0
      for c in 1..<classCount
      where posterior[image * classCount + c] > posterior[image * classCount + best] { best = c }
      return best
    }
  }

  /// The entropy of each image's posterior in nats; higher = less certain (harder).
  public var entropies: [Double] {
    (0..<posterior.count / classCount).map { image in
      posterior[image * classCount..<(image + 1) * classCount].reduce(0) { sum, p in
        p > 0 ? sum - p * .log(p) : sum
      }
    }
  }

  private static func check(_ options: Options) throws(StatisticsError) {
    guard options.smoothing >= 0, options.smoothing.isFinite else {
      throw .outOfRange(
        name: "smoothing", value: options.smoothing, allowed: "finite and 0 or more")
    }
    guard options.tolerance >= 0 else {
      throw .outOfRange(
        name: "tolerance", value: options.tolerance, allowed: "0 or more")
    }
    guard options.maximumIterations >= 1 else {
      throw .outOfRange(
        name: "maximumIterations", value: Double(options.maximumIterations), allowed: "1 or more")
    }
  }
}
