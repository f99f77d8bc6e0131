internal import Analyses
import Files
internal import Foundation
internal import Reports
internal import Statistics
internal import Studies
package import StudyStore
internal import StudyValues

/// The page to explore a study: a folder of files, each made when it is asked for.
///
/// `index.html`, its style and script are the same for every study. `data/study.js` holds what people said,
/// `data/network-K.js` what network K predicts, `data/score-K-S.js` score S of network K, and
/// `data/cards-C.js` the votes of 8,192 images, `data/matrix.js` and `data/verdict.js` what
/// the views of their names show; the page loads them when it shows them. All numbers are
/// computed here or by SQLite; the page filters, counts, sorts and shows them. The same study and settings
/// give the same bytes.
package struct StudyPage: Sendable {
  private let store: StudyStore
  private let settings: ExploreSettings
  private let dataset: StudyDataset
  private let set: StudyAnnotationSet
  private let people: PeopleColumns
  private let networks: [NetworkColumns]
  private let pictures: PagePictures?
  private let hasTimes: Bool
  /// Sentences on what is missing.
  package private(set) var notices: [String] = []

  /// Reads what people said, and which networks and scores there are.
  ///
  /// - Parameters:
  ///   - store: The study.
  ///   - settings: What the page is about.
  /// - Throws: `StudyError` for unknown names, ``ExploreError``, the errors of the store.
  /// - Complexity: O(images).
  package init(_ store: StudyStore, settings: ExploreSettings) throws {
    self.store = store
    dataset = try store.chosenDataset(settings.dataset)
    let data = try ChosenData(
      store: store, dataset: dataset.name, set: settings.set, models: settings.models)
    guard
      let set = try store.annotationSets(of: dataset.name).first(where: {
        $0.name == data.annotationSets[0]
      })
    else { throw ExploreError.noImages(set: data.annotationSets[0]) }
    self.set = set
    people = try PeopleColumns(store, dataset: dataset, set: set)
    guard people.count > 0 else { throw ExploreError.noImages(set: set.name) }
    let isServed = settings.folder == nil
    guard isServed || people.count <= ExploreSettings.mostImages else {
      throw ExploreError.tooManyImages(count: people.count, limit: ExploreSettings.mostImages)
    }
    var settings = settings
    settings.scores = try data.scores(named: settings.scores)
    settings.models = data.models
    settings.set = data.annotationSets[0]
    self.settings = settings
    networks = try NetworkColumns.networks(
      store, dataset: dataset.name, set: set, settings: settings, rows: people.count)
    if let folder = settings.pictures {
      let places = try store.places(of: people.names, dataset: dataset.name)
      pictures = PagePictures(
        folder, of: people.names.map { ($0, places[$0]?.path) }, page: settings.folder)
    } else {
      pictures = nil
    }
    hasTimes =
      try store.rows(
        "SELECT EXISTS (SELECT 1 FROM answer WHERE set_id = :set AND reaction_time IS NOT NULL)",
        arguments: ["set": .integer(set.id)]
      ).rows.first?.first?.integer == 1
    let rows = people.count
    if let pictures, pictures.count < rows {
      notices.append(
        "\(rows - pictures.count) of \(rows, "image") without a picture in "
          + "\(settings.pictures?.folder ?? ""): \(ImagePictures.rule)")
    }
    let shown = Set(networks.flatMap { $0.scores.map(\.name) })
    let left = try Set(data.scoreNames()).subtracting(shown)
    if settings.scores.isEmpty, !left.isEmpty {
      notices.append(
        "\(left.count, "score has", "scores have") no room on the page (\(left.sorted().joined(separator: ", "))); "
          + "choose some with --score.")
    }
  }

  // MARK: - Files

  /// The files of the page, in the order in which they are written.
  package var files: [String] {
    PageFiles.all.map(\.name) + ["data/study.js", "data/matrix.js", "data/verdict.js"]
      + networks.enumerated().flatMap { place, network in
        ["data/network-\(place).js"] + network.scores.indices.map { "data/score-\(place)-\($0).js" }
      } + (0..<cardFiles).map { "data/cards-\($0).js" }
  }

  private var cardFiles: Int { (people.count + PageCards.rows - 1) / PageCards.rows }

  /// The content of a file.
  ///
  /// - Parameter file: One of ``files``; for a served page also `pictures/` and the name of an image.
  /// - Returns: The bytes; nil when the page has no file of that name.
  /// - Throws: The errors of the store and of the analyses.
  package func bytes(of file: String) throws -> [UInt8]? {
    if let own = PageFiles.all.first(where: { $0.name == file }) { return own.bytes }
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "data", parts[1].hasSuffix(".js") else { return nil }
    let words = parts[1].dropLast(3).split(separator: "-", omittingEmptySubsequences: false)
    let numbers = words.dropFirst().map { Int($0) ?? -1 }
    switch (words[0], numbers.count) {
    case ("study", 0): return try script("study", study())
    case ("matrix", 0): return try script("matrix", ["value": matrix()])
    case ("verdict", 0): return try script("verdict", ["value": verdict()])
    case ("network", 1) where networks.indices.contains(numbers[0]):
      return try script("network-\(numbers[0])", network(networks[numbers[0]]))
    case ("score", 2) where networks.indices.contains(numbers[0]):
      let network = networks[numbers[0]]
      guard network.scores.indices.contains(numbers[1]) else { return nil }
      return try script(
        "score-\(numbers[0])-\(numbers[1])", score(network.scores[numbers[1]], of: network))
    case ("cards", 1) where (0..<cardFiles).contains(numbers[0]):
      let start = numbers[0] * PageCards.rows
      return try script(
        "cards-\(numbers[0])",
        PageCards(
          start..<min(start + PageCards.rows, people.count), of: people, set: set,
          dataset: dataset.name, hasTimes: hasTimes, in: store))
    default: return nil
    }
  }

  /// The path of the picture of an image, for a page that is served.
  ///
  /// - Parameter path: The path below the folder of the pictures.
  /// - Returns: The path of the file; nil when no image of the page has that picture.
  package func picture(_ path: String) -> String? { pictures?.file(path) }

  private func script(_ name: String, _ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = try encoder.encode(value)
    return Array("(globalThis.avhData ??= {})[\"\(name)\"] = ".utf8) + json + Array(";\n".utf8)
  }

  // MARK: - Content

  private func network(_ network: NetworkColumns) throws -> PageNetwork {
    var people = self.people
    let answers = try network.answers(&people, in: store)
    let differs = answers.target != people.target || answers.share != people.share
    return PageNetwork(
      predicted: PackedColumn(answers.predicted), correct: PackedColumn(answers.correct),
      target: differs ? PackedColumn(answers.target) : nil,
      share: differs ? PackedColumn(answers.share) : nil,
      shares: people.shares.values.count > self.people.shares.values.count
        ? PageShares(people.shares.values.dropFirst(self.people.shares.values.count)) : nil,
      classes: try network.classes(people, in: store))
  }

  private func score(
    _ score: NetworkColumns.ScoreEntry, of network: NetworkColumns
  ) throws -> PageScore {
    var people = self.people
    let answers = try network.answers(&people, in: store)
    return PageScore(
      try network.values(of: score, people, in: store), isHigherHarder: score.isHigherHarder,
      classes: answers.target)
  }

  private func study() throws -> PageStudy {
    PageStudy(
      study: studyName, title: try StoredStudy(store: store).manifest()?.title ?? dataset.name,
      dataset: dataset, set: set, people: people, networks: networks, hasTimes: hasTimes,
      twins: try twins(), pictures: pictures)
  }

  private func matrix() throws -> PageMatrix? {
    guard networks.contains(where: { !$0.scores.isEmpty }) else { return nil }
    return try PageMatrix(
      store.analyses(), set: set.name, networks: networks.map(\.name), data: data(),
      decisions: settings.decisions, command: "avh consistency \(try choice())")
  }

  private func verdict() throws -> PageVerdict? {
    let data = try data()
    let question = PageVerdict.Question(
      set.isDefault ? try store.analyses() : [],
      claims: set.isDefault ? try StoredStudy(store: store).manifest()?.claims ?? [] : [],
      scores: try data.scoreNames())
    return try question.map { question in
      let pair = ExploreCommandLine.quoted(question.pair.joined(separator: ":"))
      return try PageVerdict(
        question, verdicts: try store.verdicts(), people: people, data: data,
        command: "avh influence \(try choice()) \(pair)"
          + (question.human == .hsf ? "" : " --human \(question.human.rawValue)")
          + (question.method == .spearman ? "" : " --method \(question.method.rawValue)"))
    }
  }

  private var studyName: String { URL(filePath: store.path).lastPathComponent }

  private func data() throws -> ChosenData {
    try ChosenData(
      store: store, dataset: dataset.name, set: settings.set, models: networks.map(\.name))
  }

  /// The study and its part as the words of a command line.
  private func choice() throws -> String {
    var words = ExploreCommandLine.quoted(studyName)
    if try store.datasets().count > 1 {
      words += " --dataset \(ExploreCommandLine.quoted(dataset.name))"
    }
    if !set.isDefault { words += " --set \(ExploreCommandLine.quoted(set.name))" }
    return words
  }

  /// The rows of images whose pictures are the same, by the hash that an import of pictures stores.
  private func twins() throws -> [[Int]] {
    var groups: [[Int]] = []
    var last: String?
    let rows = people.unalteredRows()
    try store.query(
      """
      WITH own AS (
        SELECT i.content_hash, i.name, i.image_id FROM image i JOIN dataset d USING (dataset_id)
        WHERE d.name = :dataset AND i.content_hash IS NOT NULL)
      SELECT content_hash, name FROM own WHERE content_hash IN (
        SELECT content_hash FROM own GROUP BY content_hash HAVING count(*) > 1)
      ORDER BY content_hash, image_id
      """, arguments: ["dataset": .text(dataset.name)]
    ) { row in
      guard let place = rows[row[1].text ?? ""] else { return }
      if row[0].text == last {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
      last = row[0].text
    }
    return groups.filter { $0.count > 1 }
  }
}
