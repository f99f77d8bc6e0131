extension Score {
  /// The name as text shows it, for example `AVH` or `angular gap`.
  public var title: String { Self.title(of: name) }

  /// The name of a score as text shows it; the name itself for a score of another program.
  ///
  /// - Parameter name: The name in files and in the database.
  /// - Returns: The name for readers.
  public static func title(of name: String) -> String {
    if let title = titles[name] { return title }
    return named(name) == nil
      ? name : String(name.map { $0 == "_" ? " " : $0 })
  }

  /// Names that are more than their words.
  private static let titles = [
    "avh": "AVH", "avh_predicted": "AVH of the predicted class", "el2n": "EL2N", "grand": "GraNd",
    "confidence_unbiased": "confidence without bias", "max_probability": "largest probability",
    "max_logit": "largest logit", "logit_margin": "margin of logits", "gini": "Gini impurity",
    "rank": "rank of the class", "correct": "right or wrong",
  ]
}
