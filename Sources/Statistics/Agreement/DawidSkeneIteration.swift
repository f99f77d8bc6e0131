internal import RealModule

/// The state of one expectation-maximization fit, and its two steps.
///
/// Images and annotators are cut into blocks of fixed size that are worked on in parallel; sums
/// over blocks are taken in order. So the result does not depend on the number of threads.
struct DawidSkeneIteration {
  private static let imagesPerBlock = 2048
  private static let annotatorsPerBlock = 16

  private let answers: LabelledAnswers
  private let options: DawidSkene.Options
  private let classCount: Int
  private let imageOffsets: [Int]
  /// For each answer by image, the row of ``logConfusions`` that it selects.
  private let rowsByImage: [Int32]
  private let annotatorOffsets: [Int]
  private let imagesByAnnotator: [Int32]
  private let labelsByAnnotator: [Int32]
  private let answeredImages: Int

  private(set) var prior: [Double]
  private var posterior: [Double]
  /// Logarithms of the confusions: annotator by given label by true class.
  private var logConfusions: [Double]

  /// Starts from the share of the votes.
  init(_ answers: LabelledAnswers, options: DawidSkene.Options) {
    self.answers = answers
    self.options = options
    let k = answers.classCount
    classCount = k
    let byImage = answers.grouped(by: answers.images, into: answers.imageCount)
    imageOffsets = byImage.offsets
    rowsByImage = byImage.order.map { answer in
      answers.annotators[Int(answer)] * Int32(k) + answers.labels[Int(answer)]
    }
    let byAnnotator = answers.grouped(by: answers.annotators, into: answers.annotatorCount)
    annotatorOffsets = byAnnotator.offsets
    imagesByAnnotator = byAnnotator.order.map { answers.images[Int($0)] }
    labelsByAnnotator = byAnnotator.order.map { answers.labels[Int($0)] }
    var posterior = [Double](repeating: 0, count: answers.imageCount * k)
    var answered = 0
    for image in 0..<answers.imageCount {
      let range = byImage.offsets[image]..<byImage.offsets[image + 1]
      guard !range.isEmpty else { continue }
      answered += 1
      for position in range {
        let label = Int(answers.labels[Int(byImage.order[position])])
        posterior[image * k + label] += 1 / Double(range.count)
      }
    }
    self.posterior = posterior
    answeredImages = answered
    prior = [Double](repeating: 1 / Double(k), count: k)
    logConfusions = [Double](repeating: 0, count: answers.annotatorCount * k * k)
  }

  /// Estimates prior and confusions from the posterior.
  mutating func maximize() {
    let k = classCount
    var classSums = [Double](repeating: 0, count: k)
    for image in 0..<answers.imageCount {
      for c in 0..<k { classSums[c] += posterior[image * k + c] }
    }
    let smoothing = options.smoothing
    let total = Double(answeredImages) + Double(k) * smoothing
    prior = classSums.map { ($0 + smoothing) / total }
    let blocks = blockCount(answers.annotatorCount, size: Self.annotatorsPerBlock)
    let fit = self
    logConfusions = Parallel.map(count: blocks, threads: options.threads) { block in
      fit.logConfusions(ofBlock: block)
    }.flatMap { $0 }
  }

  /// Estimates the posterior from prior and confusions.
  ///
  /// - Returns: The natural log-likelihood of the answers.
  mutating func expect() -> Double {
    let blocks = blockCount(answers.imageCount, size: Self.imagesPerBlock)
    let fit = self
    let results = Parallel.map(count: blocks, threads: options.threads) { block in
      fit.posterior(ofBlock: block)
    }
    posterior = results.flatMap(\.posterior)
    return results.reduce(0) { $0 + $1.logLikelihood }
  }

  /// The log-density of the smoothing prior, up to a constant.
  func logPrior() -> Double {
    guard options.smoothing > 0 else { return 0 }
    let sum = logConfusions.reduce(0, +) + prior.reduce(0) { $0 + .log($1) }
    return options.smoothing * sum
  }

  /// The posterior, with the prior for images without answers.
  func posteriorWithUnanswered() -> [Double] {
    var result = posterior
    for image in 0..<answers.imageCount where imageOffsets[image] == imageOffsets[image + 1] {
      for c in 0..<classCount { result[image * classCount + c] = prior[c] }
    }
    return result
  }

  /// The confusions: annotator by true class by given label.
  func confusions() -> [Double] {
    let k = classCount
    var result = [Double](repeating: 0, count: logConfusions.count)
    for annotator in 0..<answers.annotatorCount {
      for label in 0..<k {
        for c in 0..<k {
          result[(annotator * k + c) * k + label] =
            .exp(logConfusions[(annotator * k + label) * k + c])
        }
      }
    }
    return result
  }

  private func blockCount(_ count: Int, size: Int) -> Int { (count + size - 1) / size }

  private func logConfusions(ofBlock block: Int) -> [Double] {
    let k = classCount
    let first = block * Self.annotatorsPerBlock
    let last = min(first + Self.annotatorsPerBlock, answers.annotatorCount)
    var sums = [Double](repeating: options.smoothing, count: (last - first) * k * k)
    for annotator in first..<last {
      let base = (annotator - first) * k * k
      for position in annotatorOffsets[annotator]..<annotatorOffsets[annotator + 1] {
        let row = base + Int(labelsByAnnotator[position]) * k
        let image = Int(imagesByAnnotator[position]) * k
        for c in 0..<k { sums[row + c] += posterior[image + c] }
      }
      for c in 0..<k {
        var total = 0.0
        for label in 0..<k { total += sums[base + label * k + c] }
        for label in 0..<k {
          // Nothing was seen of this class: any row is as likely, so all labels alike.
          sums[base + label * k + c] =
            total > 0 ? .log(sums[base + label * k + c] / total) : -.log(Double(k))
        }
      }
    }
    return sums
  }

  private func posterior(ofBlock block: Int) -> (posterior: [Double], logLikelihood: Double) {
    let k = classCount
    let first = block * Self.imagesPerBlock
    let last = min(first + Self.imagesPerBlock, answers.imageCount)
    var result = [Double](repeating: 0, count: (last - first) * k)
    var logLikelihood = 0.0
    let logPrior = prior.map { Double.log($0) }
    var joint = logPrior
    for image in first..<last where imageOffsets[image] < imageOffsets[image + 1] {
      for c in 0..<k { joint[c] = logPrior[c] }
      for position in imageOffsets[image]..<imageOffsets[image + 1] {
        let row = Int(rowsByImage[position]) * k
        for c in 0..<k { joint[c] += logConfusions[row + c] }
      }
      // At least one class is possible: whichever the last posterior held above zero.
      let largest = joint.reduce(-.infinity, max)
      var sum = 0.0
      let base = (image - first) * k
      for c in 0..<k {
        result[base + c] = .exp(joint[c] - largest)
        sum += result[base + c]
      }
      for c in 0..<k { result[base + c] /= sum }
      logLikelihood += largest + .log(sum)
    }
    return (result, logLikelihood)
  }
}
