internal import StudyValues

/// A measure of how hard an image is for people, as a column of an ``ImageTable``.
package enum HumanMeasure: String, CaseIterable, Codable, Sendable {
  /// Human selection frequency under the rule of the set; higher = easier.
  case hsf
  /// The same with half-agreeing answers counted as one half; higher = easier.
  case partialHSF = "partial_hsf"
  /// The entropy of an image's votes over classes in nats; higher = harder.
  case labelEntropy = "label_entropy"
  /// The share of an image's votes for the class that most chose; higher = easier.
  case majorityShare = "majority_share"

  /// Whether it is about the true class of an image, so that images without one have no value.
  package var needsTrueClass: Bool { self == .hsf || self == .partialHSF }

  /// 1 when higher = harder, -1 when higher = easier.
  package var sign: Double { self == .labelEntropy ? 1 : -1 }

  /// The measure of each image of a table; NaN where the annotation set does not tell.
  package func values(_ table: ImageTable) -> [Double] {
    switch self {
    case .hsf:
      table.hsf
    case .partialHSF:
      table.selections.map { $0.under(.half).hsf ?? .nan }
    case .labelEntropy:
      table.labelEntropy
    case .majorityShare:
      table.majorityShare
    }
  }

  /// The measure turned so that higher = harder.
  package func hardness(_ table: ImageTable) -> [Double] {
    values(table).map { sign * $0 }
  }
}
