/// A work that a report cites.
public struct BibliographyEntry: Equatable, Sendable {
  /// The key of the entry, as in `[@chen2020]`.
  public var key: String
  /// The kind of entry in BibTeX, for example `article`.
  public var kind: String
  /// The authors, in BibTeX's form: `Steiger, James H. and Zou, Guang Yong`.
  public var author: String
  /// The title.
  public var title: String
  /// The year.
  public var year: Int
  /// Further fields in BibTeX's names and order, for example `journal` and `doi`.
  public var fields: [Field]

  /// A field of an entry.
  public struct Field: Equatable, Sendable {
    /// The name in BibTeX.
    public var name: String
    /// The value.
    public var value: String

    /// Creates a field.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Creates an entry.
  public init(
    key: String, kind: String, author: String, title: String, year: Int, fields: [Field]
  ) {
    self.key = key
    self.kind = kind
    self.author = author
    self.title = title
    self.year = year
    self.fields = fields
  }

  /// The entry for a `.bib` file.
  public var bibTeX: String {
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
  public var plainText: String {
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
  public var shortName: String {
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
