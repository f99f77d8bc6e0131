/// What a run of a network is for.
package enum RunRole: String, CaseIterable, Codable, Sendable {
  /// The trained network on unaltered images; the views for people show these only.
  case final
  /// A step of training.
  case checkpoint
  /// Altered images.
  case degraded
  /// Images altered to deceive the network.
  case adversarial
  /// Another head on the same features.
  case head
}
