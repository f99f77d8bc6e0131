/// Identifiers of sections, tables and figures, which are also file names and link targets.
package enum Identifier {
  /// Whether a text consists of ASCII letters, digits, - and _ and begins with a letter or digit,
  /// and is no longer than a file name may be.
  package static func isValid(_ id: String) -> Bool {
    guard let first = id.first, isAllowed(first), first != "-", first != "_" else { return false }
    return id.count <= 200 && id.allSatisfy(isAllowed)
  }

  /// A valid identifier of at most 60 characters made from any name: lower case, everything else a
  /// hyphen.
  ///
  /// Two names can give the same identifier; number them if that can happen.
  package static func made(from name: String) -> String {
    let words = name.lowercased().split { !isAllowed($0) || $0 == "-" }
    let id = String(words.joined(separator: "-").prefix(60))
    return isValid(id) ? id : "part" + (id.isEmpty ? "" : "-\(id.prefix(50))")
  }

  private static func isAllowed(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
  }
}
