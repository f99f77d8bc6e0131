/// What happens to images of a file that the data set does not have.
package enum ImagePolicy: String, Codable, Sendable, CaseIterable {
  /// They are added to the data set: for the first file of a data set.
  case create
  /// They are left out, counted and listed.
  case count
  /// They are left out, counted and listed where at least 90 % of the names fit; else the file is
  /// refused.
  case few
  /// The file is refused.
  case refuse
}
