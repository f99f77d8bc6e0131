public import Foundation

/// The folder of real human votes and network outputs that some tests run on.
///
/// The folder is never part of the repository. Tests that need it carry the trait
/// `.enabled(if: RealData.isAvailable, RealData.whySkipped)`, so that a run without it says what was
/// left out and why.
public enum RealData {
  /// The folder named by the environment variable `AVH_DATA`, else `../shared/data` beside the
  /// checkout, when it exists.
  public static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["AVH_DATA"].map { URL(filePath: $0) }
    let beside = checkout.deletingLastPathComponent().appending(path: "shared/data")
    let candidate = named ?? beside
    return FileManager.default.fileExists(atPath: candidate.path) ? candidate : nil
  }()

  /// Whether the folder is at hand.
  public static var isAvailable: Bool { folder != nil }

  /// What a skipped test says.
  public static let whySkipped = "needs the real data; set AVH_DATA to the folder that holds it"

  /// The path of one file below the folder.
  public static func path(_ relative: String) throws -> String {
    guard let folder else { throw MissingRealData() }
    return folder.appending(path: relative).path
  }

  /// The root of this checkout.
  public static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// A test asked for real data although the folder is not there.
public struct MissingRealData: Error {}
