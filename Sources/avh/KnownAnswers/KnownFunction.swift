/// The functions that cases may ask for.
enum KnownFunction: String, CaseIterable {
  case adjustP = "adjust_p"
  case bootstrapInterval = "bootstrap_interval"
  case compareDependentOverlapping = "compare_dependent_overlapping"
  case compareDependentOverlappingData = "compare_dependent_overlapping_data"
  case compareIndependent = "compare_independent"
  case compareIndependentFisherZ = "compare_independent_fisher_z"
  case correlationBayesFactor = "correlation_bayes_factor"
  case correlationPower = "correlation_power"
  case disattenuate
  case expectedCalibrationError = "ece"
  case fisherInterval = "fisher_ci"
  case fleissKappa = "fleiss_kappa"
  case incompleteBeta = "incomplete_beta"
  case kendallFieller = "kendall_ci_fieller"
  case kendallTauB = "kendall_tau_b"
  case krippendorffAlpha = "krippendorff_alpha"
  case lnIncompleteBeta = "ln_incomplete_beta"
  case normalLnSurvival = "normal_ln_sf"
  case normalQuantile = "normal_quantile"
  case normalSurvival = "normal_sf"
  case pFromR = "p_from_r"
  case partialCorrelation = "partial_correlation"
  case pearson
  case permutationExact = "permutation_exact"
  case permutationP = "permutation_p"
  case rank
  case spearman
  case spearmanBrown = "spearman_brown"
  case spearmanInterval = "spearman_ci"
  case splitHalf = "split_half"
  case studentTLnSurvival = "student_t_ln_sf"
  case studentTQuantile = "student_t_quantile"
  case studentTSurvival = "student_t_sf"
  case weightedPearson = "weighted_pearson"

  /// Computes every field that a case of this function can have.
  ///
  /// - Throws: The error of the statistic, or ``KnownAnswersError/badArgument(function:name:expected:)``.
  func compute(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    switch self {
    case .pearson: try CorrelationAnswers.pearson(arguments)
    case .spearman: try CorrelationAnswers.spearman(arguments)
    case .kendallTauB: try CorrelationAnswers.kendall(arguments)
    case .pFromR: try CorrelationAnswers.pFromR(arguments)
    case .fisherInterval: try CorrelationAnswers.fisherInterval(arguments)
    case .spearmanInterval: try CorrelationAnswers.spearmanInterval(arguments)
    case .kendallFieller: try CorrelationAnswers.kendallInterval(arguments)
    case .partialCorrelation: try CorrelationAnswers.partial(arguments)
    case .weightedPearson: try CorrelationAnswers.weighted(arguments)
    case .rank: try CorrelationAnswers.rank(arguments)
    case .correlationPower: try CorrelationAnswers.power(arguments)
    case .correlationBayesFactor: try CorrelationAnswers.bayesFactor(arguments)
    case .compareDependentOverlapping: try ComparisonAnswers.dependent(arguments)
    case .compareDependentOverlappingData: try ComparisonAnswers.dependentData(arguments)
    case .compareIndependent: try ComparisonAnswers.independent(arguments)
    case .compareIndependentFisherZ: try ComparisonAnswers.independentFisherZ(arguments)
    case .adjustP: try ComparisonAnswers.adjust(arguments)
    case .spearmanBrown: try AgreementAnswers.spearmanBrown(arguments)
    case .disattenuate: try AgreementAnswers.disattenuate(arguments)
    case .splitHalf: try AgreementAnswers.splitHalf(arguments)
    case .krippendorffAlpha: try AgreementAnswers.krippendorff(arguments)
    case .fleissKappa: try AgreementAnswers.fleiss(arguments)
    case .expectedCalibrationError: try AgreementAnswers.calibration(arguments)
    case .bootstrapInterval: try ResamplingAnswers.bootstrap(arguments)
    case .permutationExact: try ResamplingAnswers.permutationExact(arguments)
    case .permutationP: try ResamplingAnswers.permutationP(arguments)
    case .normalSurvival, .normalLnSurvival, .normalQuantile, .studentTSurvival,
      .studentTLnSurvival, .studentTQuantile, .incompleteBeta, .lnIncompleteBeta:
      try DistributionAnswers.value(self, arguments)
    }
  }
}
