/// A work that a report cites.
package struct BibliographyEntry: Equatable, Sendable {
  /// The key of the entry, as in `[@chen2020]`.
  package var key: String
  /// The kind of entry in BibTeX, for example `article`.
  package var kind: String
  /// The authors, in BibTeX's form: `Steiger, James H. and Zou, Guang Yong`.
  package var author: String
  /// The title.
  package var title: String
  /// The year.
  package var year: Int
  /// Further fields in BibTeX's names and order, for example `journal` and `doi`.
  package var fields: [Field]

  /// A field of an entry.
  package struct Field: Equatable, Sendable {
    /// The name in BibTeX.
    package var name: String
    /// The value.
    package var value: String

    /// Creates a field.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The entry for a `.bib` file.
  package var bibTeX: String {
    var lines = ["@\(kind){\(key),"]
    let all =
      [Field("author", author), Field("title", "{\(title)}"), Field("year", String(year))] + fields
    for field in all {
      let value = field.name == "doi" || field.name == "url" ? field.value : bibEscaped(field.value)
      lines.append("  \(field.name) = {\(value)},")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// The entry as a line of text.
  package var plainText: String {
    func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    var text = "\(author.replacing(" and ", with: "; ")) (\(year)). \(title)."
    if let venue = value("journal") ?? value("booktitle") ?? value("publisher") {
      text += " \(venue)"
      if let volume = value("volume") { text += " \(volume)" }
      if let number = value("number") { text += "(\(number))" }
      if let pages = value("pages") { text += ", \(pages.replacing("--", with: "–"))" }
      text += "."
    }
    if let doi = value("doi") { text += " https://doi.org/\(doi)" }
    if let url = value("url") { text += " \(url)" }
    return text
  }

  /// The first author's family name and the year, for example `Chen et al. 2020`.
  package var shortName: String {
    let authors = author.split(separator: " and ", omittingEmptySubsequences: true)
    let names = authors.map { $0.prefix { $0 != "," } }
    guard let first = names.first else { return "\(key) \(year)" }
    switch names.count {
    case 1: return "\(first) \(year)"
    case 2: return "\(first) and \(names[1]) \(year)"
    default: return "\(first) et al. \(year)"
    }
  }

  private func bibEscaped(_ text: String) -> String {
    text.replacing("&", with: "\\&").replacing("%", with: "\\%").replacing("#", with: "\\#")
  }
}
