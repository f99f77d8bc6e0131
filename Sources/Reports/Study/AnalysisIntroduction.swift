internal import Analyses

/// What a reader must know before the tables of a kind of analysis.
enum AnalysisIntroduction {
  static let partial: Prose = """
    What a score adds to another one. In a partial correlation human measure and score are freed of what \
    stands under *Given*, in a semi-partial one only the score. Of the two intervals read the jackknife over \
    classes when the claim is about classes in general; Fisher's is made for normal data.
    """

  static let withinClass: Prose = """
    *Within* has the differences between classes taken out, so it says whether a score orders the images of \
    one class; *mean* averages the classes' own coefficients. Where *pooled* is far above both, the score \
    mostly knows which classes are hard.
    """

  static let twoPart: Prose = """
    Many images have HSF = 1. The area under the curve says how well a score tells them from the rest \
    (.5 is chance, above .5 it follows people); the correlations are among the rest only. Together they say more \
    than one coefficient over both.
    """

  static let calibration: Prose = """
    Confidence is the largest probability. The signed gap is confidence less accuracy, above 0 \
    overconfident. ECE is above 0 even for a calibrated network: compare it with *ECE if calibrated*, and \
    read the bracket. MCE is the largest gap of a bin and often that of a handful of images (see the bins); \
    ACE is ECE with bins of equal mass [@guo2017].
    """

  static let temperature: Prose = """
    Each half of the images is scaled by the temperature fitted on the other half [@guo2017]. If AVH were \
    ahead of confidence only because confidence saturates, scaling would close the gap.
    """

  static let reliability: Prose = """
    The noise ceiling is what a score that knew the true frequencies could be expected to reach with these \
    votes; a corrected coefficient is the observed one divided by it, never clipped and never corrected \
    twice. The correction is exact for Pearson only; for Spearman it rests on a binomial mixture, which \
    *half modelled* beside *half* checks [@spearman1904].
    """

  static let agreement: Prose = """
    Agreement is over pairs of answers to one image. Kappa and alpha fall when one class dominates, AC1 does \
    not. A person's kappa compares them with the others on the same images, corrected for their own \
    habits [@dawid1979].
    """

  static let ranking: Prose = """
    Scores that know the label and scores that do not are ranked apart. A place has the range that \
    comparisons of all pairs at once leave open: scores whose ranges overlap are not told apart. Read \
    classes *random* when the claim is about classes in general.
    """

  static let countRegression: Prose = """
    The votes for the label as a logistic function of a score, with room for images of equal score to differ \
    (beta-binomial). A dispersion above 1 says how much is left to explain; the held-out gain is the only \
    figure here that no fit can flatter.
    """

  static let wholeAnswers: Prose = """
    Whole distributions, not only the label's share. *Of halves* compares people with people and the network \
    with the same people on half of the votes each; a network cannot be expected to come closer than \
    people do [@peterson2019].
    """

  static let labelErrors: Prose = """
    A label is doubtful when people chose another class more often. The coefficients are given for all images \
    and without the doubtful ones (*label-agrees*).
    """
}
