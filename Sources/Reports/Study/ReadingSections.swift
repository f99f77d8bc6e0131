internal import Analyses
internal import Networks
internal import Statistics
internal import Studies
internal import StudyValues

/// The sections of the page for reading in their fixed order, with as many figures and tables as one
/// sitting bears; what has no room is named with a link to the appendix.
struct ReadingSections {
  private let result: StudyResult
  private let style: NumberStyle
  /// What every kind of analysis has for the page, in the order of the study.
  private let readingsOfKinds: [(kind: String, readings: [Reading])]

  /// The most figures, with that of the first screen.
  static let mostFigures = 8
  /// The most tables.
  static let mostTables = 10

  init(_ result: StudyResult, _ style: NumberStyle) {
    self.result = result
    self.style = style
    readingsOfKinds = Self.readings(result, style)
  }

  /// The sections.
  ///
  /// - Parameter appendix: The sections of the appendix, to which the page links.
  /// - Returns: The sections in reading order.
  func sections(appendix: [ReportSection]) -> [ReportSection] {
    var figures = Self.mostFigures - 1
    var tables = Self.mostTables
    let all = readingsOfKinds.flatMap(\.readings)
    // What would change the conclusion has its table even where others fill the page.
    let reserved = all.filter { $0.topic == .conclusion }.flatMap(\.tables).count
    tables -= min(reserved, tables)
    var sections: [ReportSection] = []
    if let findings { sections.append(findings) }
    for topic in ReadingTopic.allCases {
      if topic == .further, let gallery { sections.append(gallery) }
      var section = ReportSection(id: topic.rawValue, title: topic.title)
      for reading in all where reading.topic == topic {
        let isReserved = topic == .conclusion
        let shownTables =
          isReserved ? reading.tables : Array(reading.tables.prefix(tables))
        let shownFigures = Array(reading.figures.prefix(figures))
        if !isReserved { tables -= shownTables.count }
        figures -= shownFigures.count
        // A sentence that only names what follows it goes with it.
        guard topic != .further || !shownTables.isEmpty || !shownFigures.isEmpty else { continue }
        section.paragraphs += reading.sentences
        section.tables += shownTables
        section.figures += shownFigures
      }
      if topic == .people { section.paragraphs += remarks }
      if topic == .further { section.more = others(appendix) }
      if topic == .conclusion, section.tables.isEmpty { continue }
      guard
        !section.paragraphs.isEmpty || !section.tables.isEmpty || !section.figures.isEmpty
          || !section.more.isEmpty
      else { continue }
      sections.append(section)
    }
    sections.append(MethodsSection(result, leadingZero: style.leadingZero).section)
    return sections
  }

  /// The group of the appendix for each kind of analysis: the part of the page that it speaks in.
  var groups: [String: String] {
    Dictionary(
      readingsOfKinds.map { kind, readings in
        let topic = readings.first?.topic ?? .further
        return (kind, topic == .further ? "Further questions" : topic.title)
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func readings(
    _ result: StudyResult, _ style: NumberStyle
  ) -> [(kind: String, readings: [Reading])] {
    let context = ReadingContext(
      outputs: result.outputs, tables: result.tables,
      settings: Dictionary(
        result.manifest.analyses.map { ($0.id, $0.spec.settings) }, uniquingKeysWith: { $1 }),
      titles: Dictionary(
        result.manifest.analyses.compactMap { entry in entry.title.map { (entry.id, $0) } },
        uniquingKeysWith: { $1 }),
      style: style)
    var kinds: [String] = []
    for entry in result.manifest.analyses where !kinds.contains(entry.spec.kind) {
      kinds.append(entry.spec.kind)
    }
    return Parallel.map(count: kinds.count) { [kinds] index in
      let kind = kinds[index]
      let entries = result.manifest.analyses.filter { $0.spec.kind == kind }
      guard let settings = entries.first?.spec.settings else { return (kind, []) }
      let outputs = entries.compactMap { result.output($0.id) }.filter { !$0.isEmpty }
      return (
        kind, outputs.isEmpty ? [] : type(of: settings).reading(of: outputs, in: context)
      )
    }
  }

  /// What the examination of the joined data found, before anything that rests on them.
  private var findings: ReportSection? {
    guard !result.findings.isEmpty else { return nil }
    return ReportSection(
      id: "findings", title: "What speaks against the data",
      paragraphs: [
        "Before the analyses, images, classes and scores were examined for signs of a wrong join."
      ] + result.findings.map { Prose(plain: $0) })
  }

  /// What the study wants a reader to know of its data.
  private var remarks: [Prose] {
    (result.manifest.remarks + [result.manifest.dataset.caution].compactMap(\.self)).map {
      Prose(plain: $0)
    }
  }

  /// The analyses with their places in the appendix.
  private func others(_ appendix: [ReportSection]) -> [ReportSection.Link] {
    appendix.filter { $0.id.hasPrefix("analysis-") }.map { .init(id: $0.id, title: $0.title) }
  }

  /// The lists of images of the first network, six images each.
  private var gallery: ReportSection? {
    let rows = result.outputs.flatMap(\.images)
    var lists: [(list: String, model: String)] = []
    for row in rows
    where !lists.contains(where: { $0.list == row.list }) && !row.list.contains("not in doubt") {
      lists.append((row.list, row.model))
    }
    guard !lists.isEmpty else { return nil }
    let network = rows.first { row in result.networks.contains { $0.name == row.model } }?.model
    var section = ReportSection(id: "extremes", title: "Extremes")
    let shared =
      result.networks.count > 1 ? " The lists of other networks are in the appendix." : ""
    section.paragraphs = [
      """
      Images on which people\(network.map { " and \($0)" } ?? " and networks") disagree most, and \
      those that are hard for both. The bar is all answers: the true class dark, the class that most \
      people said instead light, others grey.\(shared)
      """
    ]
    section.galleries = lists.prefix(4).map { list, model in
      ImageGallery(
        title: list.prefix(1).uppercased() + list.dropFirst(),
        cards: rows.filter { $0.list == list && $0.model == model }.prefix(6).map(card))
    }
    return section
  }

  private func card(_ row: ExtremeImage) -> ImageGallery.Card {
    let table = result.tables.first { $0.key.model == row.model }
    let place = table?.images.firstIndex(of: row.image)
    var scores = [
      ImageGallery.Score(
        name: Score.named(row.score)?.title ?? row.score.replacing("_", with: " "),
        value: row.value)
    ]
    if row.score != "confidence", let place, let column = table?.score("confidence"),
      !column.values[place].isNaN
    {
      scores.append(.init(name: "confidence", value: column.values[place]))
    }
    let other = row.majorityClass == row.targetClass ? nil : row.majorityClass
    // A list of all networks together has no table of its own; what people said is the same in each.
    let people = table ?? result.tables.first
    let share = people.flatMap { people in
      people.images.firstIndex(of: row.image).map { people.majorityShare[$0] }
    }
    return ImageGallery.Card(
      image: row.image, place: result.places[row.image], targetClass: row.targetClass,
      majorityClass: other,
      predictedClass: row.predictedClass, selected: row.shown > 0 ? row.selected : nil,
      shown: row.shown > 0 ? row.shown : nil, hsf: row.hsf,
      majorityShare: other == nil ? nil : share,
      scores: scores)
  }
}
