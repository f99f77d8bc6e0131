internal import Analyses

/// The first paragraphs of the sections on training, degradation, attacks and ranks.
enum CourseWords {
  /// What a reader must know before the tables; none for other kinds.
  static func introduction(_ kind: AnalysisKind) -> [Prose] {
    switch kind {
    case .trainingDynamics:
      [
        """
        Shares are of the change of a mean from the first checkpoint to the last. The order of the groups \
        of HSF is the chance that of two images from unlike bins the score finds the one that people find \
        easier easier too; 0.5 is no order. `weakest_order` is the least of these over the checkpoints. \
        One network trained once supports no statement about training in general, whatever the \
        intervals, which are over images and classes only.
        """
      ]
    case .degradation:
      [
        """
        Trends are within images: the rank correlation of level and score, turned so that higher means \
        harder, with Page's test. People's accuracy is from other images of other classes \
        [@geirhos2021], so it is read between its measured levels and only levels are compared; with \
        five levels of a condition the smallest p-value of Spearman's coefficient is 2/120.
        """
      ]
    case .adversarial:
      [
        """
        The attacked images look unchanged to people, so the answers are those to the original images. \
        Changes are paired over images, with classes as a sample.
        """
      ]
    case .peopleAgainstNetworks:
      [
        """
        The first table shows how far the coefficient moves with choices that nobody can call right or \
        wrong; no single number of this study means anything without it. The true class outside the \
        listed classes has the rank after them, so ranks are censored there.
        """
      ]
    default: []
    }
  }
}
