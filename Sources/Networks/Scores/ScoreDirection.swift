/// Which way a score points.
public enum ScoreDirection: String, Codable, Sendable, CaseIterable {
  /// A larger value means that the image is harder for the network.
  case higherIsHarder = "higher-is-harder"
  /// A larger value means that the image is easier for the network.
  case higherIsEasier = "higher-is-easier"
  /// The value is a label without order.
  case none
}
