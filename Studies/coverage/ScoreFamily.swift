import RealModule

/// Several scores of the same images, each with its own loading on the latent hardness.
///
/// `loading z + sqrt(1 - loading²) noise`; the noise of all scores is shared as in ``Scenario``. With
/// classes half of each score's own noise is between classes, drawn anew each time.
struct ScoreFamily: Sendable {
  /// The loading of each score; equal loadings make the scores exchangeable.
  let loadings: [Double]

  /// Draws the scores of images, one row a score.
  func draw(
    _ latent: [Double], classes: [Int]?, using random: inout NormalNumbers
  ) -> [[Double]] {
    let groups = (classes?.max() ?? -1) + 1
    let effects = loadings.map { _ in random.normals(groups) }
    var scores = loadings.map { _ in [Double]() }
    for (image, z) in latent.enumerated() {
      let common = random.normal()
      for (score, loading) in loadings.enumerated() {
        var own = random.normal()
        if let classes {
          own = 0.5.squareRoot() * own + 0.5.squareRoot() * effects[score][classes[image]]
        }
        let noise = 0.875.squareRoot() * common + 0.125.squareRoot() * own
        scores[score].append(loading * z + (1 - loading * loading).squareRoot() * noise)
      }
    }
    return scores
  }
}
