/// A known name that a person means by another way of writing it.
package enum NameMatch {
  /// Finds the known name that is meant: the same, or else the only one that differs by capitals and by
  /// what ``NameText/plain(_:)`` takes away, or else the only one that differs by blanks, hyphens and low
  /// lines too.
  ///
  /// - Parameters:
  ///   - name: The name as a person wrote it.
  ///   - known: The names that there are.
  /// - Returns: The known name; nil when there is none, or when several differ by no more than that.
  package static func find(_ name: String, among known: some Sequence<String>) -> String? {
    let known = Set(known)
    if known.contains(name) { return name }
    for form in [plain, joined] {
      let wanted = form(name)
      let alike = known.filter { !wanted.isEmpty && form($0) == wanted }
      if !alike.isEmpty { return alike.count == 1 ? alike.first : nil }
    }
    return nil
  }

  private static func plain(_ name: String) -> String { NameText.plain(name).lowercased() }

  private static func joined(_ name: String) -> String {
    plain(name).filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
  }
}
