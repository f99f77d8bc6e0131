/// What happens to images of a file that the data set does not have.
package enum ImagePolicy: String, Codable, Sendable, CaseIterable {
  /// They are added to the data set: for the first file of a data set.
  case create
  /// They are left out, counted and listed.
  case count
  /// The file is refused.
  case refuse
}
