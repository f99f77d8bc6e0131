/// A known name that a person means by another way of writing it.
package enum NameMatch {
  /// Finds the known name that is meant: the same, or else the only one that differs by capitals and by
  /// what ``NameText/plain(_:)`` takes away.
  ///
  /// - Parameters:
  ///   - name: The name as a person wrote it.
  ///   - known: The names that there are.
  /// - Returns: The known name; nil when there is none, or when several differ by capitals only.
  package static func find(_ name: String, among known: some Sequence<String>) -> String? {
    let known = Set(known)
    if known.contains(name) { return name }
    let wanted = plain(name)
    let alike = known.filter { plain($0) == wanted }
    return alike.count == 1 ? alike.first : nil
  }

  private static func plain(_ name: String) -> String { NameText.plain(name).lowercased() }
}
