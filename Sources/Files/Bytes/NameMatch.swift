internal import Foundation

/// A known name that a person means by another way of writing it.
package enum NameMatch {
  /// Finds the known name that is meant: the same, or else the only one that differs by capitals and
  /// blanks around it.
  ///
  /// - Parameters:
  ///   - name: The name as a person wrote it.
  ///   - known: The names that there are.
  /// - Returns: The known name; nil when there is none, or when several differ by capitals only.
  package static func find(_ name: String, among known: some Sequence<String>) -> String? {
    let known = Array(known)
    if known.contains(name) { return name }
    let wanted = plain(name)
    let alike = Set(known).filter { plain($0) == wanted }
    return alike.count == 1 ? alike.first : nil
  }

  private static func plain(_ name: String) -> String {
    name.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
      .precomposedStringWithCanonicalMapping
  }
}
